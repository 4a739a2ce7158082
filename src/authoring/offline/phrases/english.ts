/** The offline writer's English. */
import { capitalised, clip } from "../clean.ts";
import type { Matter } from "../matter.ts";
import { englishSubject, lowered, type Subject } from "../subject.ts";
import { isTimeHead } from "../table-heads.ts";
import { activityEnglish } from "./english-activities.ts";
import { assignmentEnglish, projectEnglish, quizEnglish } from "./english-assessments.ts";
import { objectivesEnglish, wholeObjectiveEnglish } from "./english-objectives.ts";
import { outlineObjective } from "./english-outline-objectives.ts";
import { outlineEnglish } from "./english-outlines.ts";
import { askEnglish, askEnglishMatter, clozeEnglish } from "./english-questions.ts";
import { wishEnglish } from "./english-wishes.ts";
import { counted, isAction, listed, listedOr, pluralOf, source, theDocument } from "./english-words.ts";
import type { OverviewFacts, Phrases } from "./phrases.ts";

/** The phrases; `isName` tells which capitals are more than the beginning of a heading. */
export function englishPhrases(isName: (word: string) => boolean): Phrases {
  const subject = (label: string) => englishSubject(label, isName);
  return {
    language: "en",
    list: listed,
    subject,
    joined(titles) {
      const [first = "", ...others] = titles;
      const rest = others.map((title) => lowered(title, isName));
      if (rest.length === 0) return first;
      // Headings in Title Case stay so, or the joined title would be half and half.
      if (titles.some((title) => / \p{Lu}\p{Ll}/u.test(title))) return listed(titles);
      const simple = titles.every((title) => !/\b(?:and|or)\b|[,:?]/.test(title));
      if (simple) return listed([first, ...rest]);
      return `${first}, plus ${listed(rest)}`;
    },
    subjects(subjects) {
      const plain = subjects.every(
        ({ kind, about }) => (kind === "noun" || kind === "gerund") && !/\b(?:and|or)\b|,/.test(about),
      );
      // "The time before the first day and the first week" would be one time: it goes last.
      const time = (about: string) => Number(about.startsWith("the time "));
      const ordered = subjects.map(({ about }) => about).toSorted((one, other) => time(one) - time(other));
      return plain && subjects.length <= 3 ? listed(ordered) : null;
    },
    table({ header: [head = "", second = ""], rows }) {
      const terms = rows.map(([first = ""]) => first).filter((term) => term !== "");
      const [first = ""] = terms;
      const last = terms.at(-1) ?? "";
      if (isTimeHead(head) && second !== "" && first !== last) return `${second}, ${first} to ${last}`;
      if (terms.length < 2 || new Set(terms).size < terms.length || !/^\p{L}\p{Ll}+(?: \p{Ll}+)*$/u.test(head))
        return null;
      return `${capitalised(counted(terms.length))} ${pluralOf(head.toLowerCase())}: ${listed(terms)}`;
    },
    untitled(documents) {
      const [first = "", second = ""] = documents;
      if (first === "") return "A course for the team";
      const whole = documents.length > 2 ? `${first}, ${second} and more` : `${listed(documents)} in practice`;
      return whole.length <= 90 ? whole : clip(`${first} in practice`, 100);
    },
    overview,
    objective: (level, matter, turn) => smooth(objectivesEnglish[level](matter, turn)),
    wholeObjective: (level, topic, kind, turn) =>
      outlineObjective(level, topic, kind) ?? wholeObjectiveEnglish(level, topic, turn),
    opener: (matter, turn) => smooth(opener(matter, turn)),
    activity: activityEnglish,
    transfer(topic, matters) {
      const named = topic === null ? "what was learned" : topic.about;
      const parts = matters.slice(0, 3).map(({ subject: { about } }) => about);
      return {
        title:
          topic === null || topic.kind !== "noun"
            ? "Bringing it together: cases from your work"
            : `${capitalised(topic.label)} in daily work: cases and review`,
        description: `Participants bring everything together on cases of their own. For each case they decide what applies, give the reason and compare their answer with the others. At the end everyone writes down one change for the coming week and how it will show that it worked${parts.length > 0 ? `, be it in ${listedOr(parts)}` : ` in ${named}`}.`,
        topics: [
          "Cases from the participants' own work",
          "Decisions and their reasons",
          "One change for the coming week",
        ],
      };
    },
    ask: askEnglish,
    askOfMatter: (matter) => askEnglishMatter(matter, isName),
    cloze: clozeEnglish,
    openQuestion,
    wishedTitle: (wishes, audience) =>
      audience === null
        ? clip(`${wishes[0] ?? ""}, ${lowered(wishes[1] ?? "", isName)}${wishes.length > 2 ? " and more" : ""}`, 100)
        : `Training for ${audience}`,
    quiz: quizEnglish,
    assignment: assignmentEnglish,
    project: projectEnglish,
    outline: outlineEnglish,
    wish: wishEnglish,
  };
}

/** A question for which no text gives the answer; `turn` chooses among four. */
function openQuestion({ kind, about }: Subject, turn: number): string {
  if (kind === "clause" || kind === "howto") {
    const asked = /^(when|where|who|whom|what|which .+?|how) to (.+)$/i.exec(about);
    const first =
      asked === null
        ? `Explain in one or two sentences ${about}.`
        : capitalised(`${asked[1] ?? ""} should you ${asked[2] ?? ""}?`);
    const others = [
      `Which mistake is most common when the question is ${about}, and how is it avoided?`,
      `Name two signs that someone knows ${about}.`,
      `When will you next need to know ${about}? Give one example.`,
    ];
    return [first, ...others][turn % 4] ?? first;
  }
  const choices = [
    `Which two or three points matter most about ${about}, and why?`,
    `Name three terms that belong to ${about} and say what each of them means.`,
    `Which mistake is most common when it comes to ${about}, and how is it avoided?`,
    `Where in your own work do you meet ${about}? Give one example.`,
  ];
  return choices[turn % 4] ?? "";
}

/** "rules on on-call duty" stumbles. */
function smooth(text: string): string {
  return text.replace(/\bon on-/g, "for on-");
}

function overview({ topic, audience, level, first, last, documents, themes }: OverviewFacts): string {
  const start = audience === null ? "Participants work" : `This course takes ${audience}`;
  const span = themes > 1 && first.about !== last.about ? `, from ${first.about} to ${last.about}` : "";
  const prior = {
    Beginner: "No prior knowledge is needed; every part starts from a situation that people know from work.",
    Intermediate:
      "Some everyday experience with the subject helps, since most of the time goes into cases rather than theory.",
    Advanced:
      "It assumes that the basics are in place and concentrates on judgement: weighing cases, giving reasons and improving what the team does.",
  }[level];
  if (documents.length === 0) {
    const what = topic === null ? "" : ` on ${topic.about}`;
    return `A practical course${what}${audience === null ? "" : ` for ${audience}`}${span === "" ? "" : `: ${span.slice(2)}`}. Each part pairs a short explanation with an exercise, so that what is learned can be used the same day. ${prior}`;
  }
  const sources =
    listed(documents.slice(0, 3).map(theDocument)) + (documents.length > 3 ? " and further documents" : "");
  const say = documents.length === 1 ? "says" : "say";
  const about =
    topic === null || documents.some((title) => title.toLowerCase() === topic.label.toLowerCase())
      ? ""
      : ` about ${topic.about}`;
  return `${start} through what ${sources} ${say}${about}${span}. The deadlines, limits and responsibilities come straight from ${documents.length === 1 ? "this document" : "these documents"}, so what is practised here is what applies at work. ${prior}`;
}

function opener(matter: Matter, turn: number): string {
  const { subject, documents, steps, rules } = matter;
  const { kind } = subject;
  const about = matter.whole;
  if (documents.length === 0) return `The focus is on ${about}.`;
  // "What the Expense rules lay down on expense rules" says it twice.
  if (documents.some((title) => title.toLowerCase() === subject.label.toLowerCase()))
    return turn % 2 === 0
      ? `The focus is on ${source(matter)} itself.`
      : `Participants work through ${source(matter)}.`;
  const choices = isAction(subject)
    ? [`Participants work out ${about}.`, `This module shows ${about}.`, `The question here is ${about}.`]
    : [
        rules
          ? `This module sets out the rules on ${about}.`
          : `This module sets out what ${source(matter)} says about ${about}.`,
        `Participants work through what ${source(matter)} lays down on ${about}.`,
        kind === "gerund" && steps.length > 0
          ? `Participants practise ${about}, step by step.`
          : `The focus is on ${about}.`,
      ];
  return choices[turn % choices.length] ?? "";
}
