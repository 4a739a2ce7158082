/** Quizzes, assignments and projects in English. */
import { capitalised } from "../clean.ts";
import type { Subject } from "../subject.ts";
import { counted, listed, theDocument } from "./english-words.ts";
import type { Phrases, Question } from "./phrases.ts";

export const quizEnglish: Phrases["quiz"] = ({ subjects, questions, factual }) => {
  const asked = questions.map(({ text }, index) => `(${index + 1}) ${text}`).join(" ");
  const places = placesOf(questions);
  const count = capitalised(counted(questions.length));
  const pass = Math.max(1, Math.ceil(questions.length * 0.75));
  const intro = factual
    ? `${count} ${questions.length === 1 ? "question" : "questions"}, passed with ${counted(pass)} right ${pass === 1 ? "answer" : "answers"}:`
    : `${count} short questions, each answered in two or three sentences that a newcomer would follow:`;
  return {
    title: `Knowledge check: ${brief(subjects)}`,
    description: `${intro} ${asked}${places === "" ? "" : ` ${questions.length === 1 ? "The answer stands" : "The answers stand"} in ${places}.`}`,
  };
};

export const assignmentEnglish: Phrases["assignment"] = ({ subject, level, rules, document, turn }) => {
  const { about, kind } = subject;
  const action = kind === "clause" || kind === "howto";
  const task = level === "Analyze" ? analysis(about, action, document) : decision(about, action, document, turn);
  const where = document === null ? "" : ` and the place in ${theDocument(document)} that it rests on`;
  const hand =
    turn % 2 === 0
      ? `Hand in one page, with the reason for each decision${where}.`
      : `Note the reason for each step${where}.`;
  const passed =
    rules.length === 0
      ? "It passes when a colleague who was not there can follow every step."
      : `It passes when the answer keeps to ${rules.length === 1 ? "this point" : "these points"}: ${rules.map((rule) => `“${rule}”`).join(" ")}`;
  return {
    title: `${level === "Analyze" ? "Case analysis" : "Case"}: ${about}`,
    description: `${task} ${hand} ${passed}`,
  };
};

function analysis(about: string, action: boolean, document: string | null): string {
  if (action) return `Take a case that your team has seen and work out in hindsight ${about}.`;
  if (document === null)
    return `Take a piece of work that did not go as hoped and examine it with a view to ${about}. Name the cause, not just the symptom.`;
  return `Take a case that your team has seen and examine it with a view to ${about}: what happened, what should have happened, and where the difference came from.`;
}

function decision(about: string, action: boolean, document: string | null, turn: number): string {
  if (action) return `A colleague asks you ${about}. Answer with a worked example, step by step.`;
  if (document === null)
    return `Complete a small task of your own that involves ${about}. Show the result to a partner and improve one thing that you agree on.`;
  return turn % 2 === 0
    ? `A colleague comes to you with a case about ${about}. Describe it in three sentences, then decide what has to be done, by whom and by when.`
    : `Choose a situation from your own work that involves ${about}. Describe what you would do, in the right order and with the time each step may take.`;
}

export const projectEnglish: Phrases["project"] = ({ topic, level, subjects, rules, documents }) => {
  const parts = listed(subjects.slice(0, 3).map(({ about }) => about));
  const named = topic?.about ?? (parts === "" ? "our practice" : parts);
  const sources =
    documents.length === 0 ? "what was agreed in the course" : listed(documents.slice(0, 2).map(theDocument));
  const covering = parts === "" ? "" : ` It covers ${parts}.`;
  const checks =
    rules.length === 0
      ? ""
      : ` It must hold up against ${rules.length === 1 ? "this point" : "these points"}: ${rules.map((rule) => `“${rule}”`).join(" ")}`;
  if (level === "Create") {
    return {
      title: `Project: a plan for ${named}`,
      description: `Design a plan or checklist of one to two pages with which your team can put ${sources} into practice.${covering} Try it out with two colleagues on a real case, and improve what did not work.${checks}`,
    };
  }
  return {
    title: `Project: a review of ${named}`,
    description: `Review how your team works today and compare it with ${sources}.${covering} Name what is in order, the two most important gaps, and for each gap a measure with an owner and a date. Present the result in ten minutes.${checks}`,
  };
};

/** One or two subjects, as short as a title allows. */
function brief(subjects: readonly Subject[]): string {
  const [first, second] = subjects;
  if (first === undefined) return "the essentials";
  const both = second === undefined ? first.about : listed([first.about, second.about]);
  return both.length <= 75 ? both : first.about;
}

function placesOf(questions: readonly Question[]): string {
  const byDocument = new Map<string, Set<string>>();
  for (const { source } of questions) {
    if (source.document === "") continue;
    byDocument.set(source.document, (byDocument.get(source.document) ?? new Set()).add(source.heading));
  }
  return listed(
    [...byDocument].map(([document, headings]) => `${theDocument(document)} under ${quoted([...headings])}`),
  );
}

function quoted(headings: readonly string[]): string {
  const marked = headings.map((heading) => `“${heading}”`);
  return marked.length <= 1 ? (marked[0] ?? "") : `${marked.slice(0, -1).join(", ")} and ${marked.at(-1) ?? ""}`;
}
