/** Quizzes, assignments and projects in German. */
import { germanList } from "./german-words.ts";
import type { Phrases, Question } from "./phrases.ts";

export const quizGerman: Phrases["quiz"] = ({ subjects, questions, factual }) => {
  const asked = questions.map(({ text }, index) => `(${index + 1}) ${text}`).join(" ");
  const pass = Math.max(1, Math.ceil(questions.length * 0.75));
  const places = placesOf(questions);
  const intro = factual
    ? `${questions.length === 1 ? "Eine Frage" : `${questions.length} Fragen`}, bestanden mit ${pass === 1 ? "einer richtigen Antwort" : `${pass} richtigen Antworten`}:`
    : `${questions.length} kurze Fragen, je in zwei bis drei Sätzen beantwortet, die auch Neue verstehen:`;
  return {
    title: `Wissenscheck: ${germanList(subjects.slice(0, 2).map(({ label }) => label))}`,
    description: `${intro} ${asked}${places === "" ? "" : ` Die Antworten stehen in ${places}.`}`,
  };
};

export const assignmentGerman: Phrases["assignment"] = ({
  subject: { about, label },
  level,
  rules,
  document,
  turn,
}) => {
  const task =
    level === "Analyze"
      ? document === null
        ? `Wählen Sie eine Arbeit, die nicht wie erhofft gelungen ist, und untersuchen Sie sie im Hinblick auf ${about}: Was war die Ursache, was nur ein Anzeichen?`
        : `Wählen Sie einen Fall, den Ihr Team erlebt hat, und untersuchen Sie ihn im Hinblick auf ${about}: Was ist geschehen, was hätte geschehen sollen, und woher kam der Unterschied?`
      : document === null
        ? `Erledigen Sie eine kleine eigene Aufgabe zum Thema ${about}. Zeigen Sie das Ergebnis einer anderen Person und verbessern Sie, worauf Sie sich einigen.`
        : turn % 2 === 0
          ? `Ein Teammitglied kommt mit einem Fall zum Thema ${about} zu Ihnen. Schildern Sie ihn in drei Sätzen und entscheiden Sie dann, was zu tun ist, durch wen und bis wann.`
          : `Wählen Sie eine Situation aus Ihrer Arbeit zum Thema ${about}. Beschreiben Sie, was Sie tun würden, in der richtigen Reihenfolge und mit der Zeit, die jeder Schritt haben darf.`;
  const where = document === null ? "" : ` und der Stelle in „${document}“, auf die sie sich stützt`;
  const passed =
    rules.length === 0
      ? "Bestanden ist die Aufgabe, wenn Außenstehende jedem Schritt folgen können."
      : `Bestanden ist die Aufgabe, wenn die Antwort Folgendes beachtet: ${rules.map((rule) => `„${rule}“`).join(" ")}`;
  return {
    title: `${level === "Analyze" ? "Fallanalyse" : "Fall"}: ${label}`,
    description: `${task} Abzugeben ist eine Seite, mit dem Grund für jede Entscheidung${where}. ${passed}`,
  };
};

export const projectGerman: Phrases["project"] = ({ topic, level, subjects, rules, documents }) => {
  const about = germanList(subjects.slice(0, 2).map(({ label }) => label));
  const named = topic?.label ?? (about === "" ? "Eigene Praxis" : about);
  const sources =
    documents.length === 0
      ? "dem, was im Kurs vereinbart wurde"
      : germanList(documents.slice(0, 2).map((title) => `„${title}“`));
  const parts =
    subjects.length === 0
      ? ""
      : ` Im Blick ${subjects.length === 1 ? "ist" : "sind"} ${germanList(subjects.slice(0, 3).map(({ about }) => about))}.`;
  const checks =
    rules.length === 0
      ? ""
      : ` Das Ergebnis muss ${rules.length === 1 ? "diesem Punkt" : "diesen Punkten"} standhalten: ${rules.map((rule) => `„${rule}“`).join(" ")}`;
  if (level === "Create") {
    return {
      title: `Projekt: ein Plan zum Thema ${named}`,
      description: `Entwerfen Sie auf ein bis zwei Seiten einen Plan oder eine Checkliste für Ihr Team, ausgehend von ${sources}.${parts} Erproben Sie das Ergebnis mit zwei anderen an einem echten Fall und verbessern Sie, was nicht funktioniert hat.${checks}`,
    };
  }
  return {
    title: `Projekt: Bestandsaufnahme zum Thema ${named}`,
    description: `Prüfen Sie, wie Ihr Team heute arbeitet, und vergleichen Sie es mit ${sources}.${parts} Benennen Sie, was in Ordnung ist, die zwei wichtigsten Lücken und zu jeder eine Maßnahme mit Zuständigkeit und Datum. Stellen Sie das Ergebnis in zehn Minuten vor.${checks}`,
  };
};

function placesOf(questions: readonly Question[]): string {
  const byDocument = new Map<string, Set<string>>();
  for (const { source } of questions) {
    if (source.document === "") continue;
    byDocument.set(source.document, (byDocument.get(source.document) ?? new Set()).add(source.heading));
  }
  return germanList(
    [...byDocument].map(
      ([document, headings]) => `„${document}“ unter ${germanList([...headings].map((heading) => `„${heading}“`))}`,
    ),
  );
}
