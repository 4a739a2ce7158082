/** The offline reviser's answers, in its two languages. */
import type { Candidate } from "../../course/revision.ts";
import type { Overview } from "../../course/schema.ts";
import { capitalised } from "../offline/clean.ts";
import type { Described } from "./answer.ts";

type Kind = Candidate["in"];

export type Answers = {
  courseLength(estimate: string, modules: number, minutes: number): string;
  moduleLength(place: number, title: string, duration: string): string;
  audience(overview: Overview): string;
  count(kind: Kind, count: number, titles: readonly string[]): string;
  level(level: string): string;
  documents(documents: readonly { number: number; title: string; cited: number }[]): string;
  item(described: Described): string;
  related(item: Candidate, kind: Kind, titles: readonly string[]): string;
  about(overview: Overview): string;
  mentioned(items: readonly Candidate[]): string;
  quoted(quotes: readonly { text: string; title: string; number: number }[]): string;
};

const english: Record<Kind, [one: string, many: string]> = {
  objectives: ["objective", "objectives"],
  modules: ["module", "modules"],
  assessments: ["assessment", "assessments"],
};
const german: Record<Kind, [one: string, many: string]> = {
  objectives: ["Lernziel", "Lernziele"],
  modules: ["Modul", "Module"],
  assessments: ["Prüfung", "Prüfungen"],
};
const levels: Readonly<Record<string, string>> = {
  Beginner: "Einsteiger",
  Intermediate: "Mittelstufe",
  Advanced: "Fortgeschrittene",
};

export const answersEnglish: Answers = {
  courseLength: (estimate, modules, minutes) =>
    isFraction(estimate)
      ? `The course takes ${minutes} minutes, in ${counted(modules, english.modules)}.`
      : `The course takes ${estimate}; its ${counted(modules, english.modules)} add up to ${minutes} minutes.`,
  moduleLength: (place, title, duration) => `Module ${place}, “${title}”, takes ${duration}.`,
  audience: ({ description, difficulty_level }) =>
    `Its level is ${difficulty_level}. The overview says: ${description}`,
  count: (kind, count, titles) =>
    count === 0
      ? `There are no such ${english[kind][1]}.`
      : `There ${count === 1 ? "is" : "are"} ${counted(count, english[kind])}:\n${listed(titles)}`,
  level: (level) => `The level is ${level}.`,
  documents: (documents) =>
    documents.length === 0
      ? "The course rests on no documents."
      : `The course uses:\n${documents.map(({ number, title, cited }) => `@${number} ${title} (${cited === 0 ? "nothing cited" : counted(cited, ["passage", "passages"])})`).join("\n")}`,
  item: ({ item, body, topics, extra, objectives }) =>
    [
      `${capitalised(english[item.in][0])} ${item.place}${item.in === "objectives" ? "" : `, “${item.title}”`} (${extra}): ${body}`,
      ...(topics.length > 0 ? [`Topics: ${topics.join("; ")}.`] : []),
      ...(objectives.length > 0
        ? [`It serves objective${objectives.length === 1 ? "" : "s"} ${objectives.join(", ")}.`]
        : []),
    ].join("\n"),
  related: (item, kind, titles) =>
    titles.length === 0
      ? `No ${english[kind][0]} goes with ${english[item.in][0]} ${item.place}.`
      : `With ${english[item.in][0]} ${item.place}${item.in === "objectives" ? "" : `, “${item.title}”,`} ${titles.length === 1 ? "goes" : "go"} ${counted(titles.length, english[kind])}:\n${titles.join("\n")}`,
  about: ({ title, description }) => `“${title}”: ${description}`,
  mentioned: (items) =>
    `It comes up in:\n${items.map((item) => `${capitalised(english[item.in][0])} ${item.place}: ${item.title}`).join("\n")}`,
  quoted: (quotes) => quotes.map(({ text, title, number }) => `“${text}” (@${number} ${title})`).join("\n"),
};

export const answersGerman: Answers = {
  courseLength: (estimate, modules, minutes) =>
    isFraction(estimate)
      ? `Der Kurs dauert ${minutes} Minuten, in ${modules === 1 ? "einem Modul" : `${modules} Modulen`}.`
      : `Der Kurs dauert ${duration(estimate)}; ${modules === 1 ? "sein Modul dauert" : `seine ${modules} Module dauern zusammen`} ${minutes} Minuten.`,
  moduleLength: (place, title, length) => `Modul ${place}, „${title}“, dauert ${duration(length)}.`,
  audience: ({ description, difficulty_level }) =>
    `Das Niveau ist ${levels[difficulty_level] ?? difficulty_level}. In der Übersicht steht: ${description}`,
  count: (kind, count, titles) =>
    count === 0 ? `Davon gibt es keine.` : `Es gibt ${counted(count, german[kind])}:\n${listed(titles)}`,
  level: (level) => `Das Niveau ist ${levels[level] ?? level}.`,
  documents: (documents) =>
    documents.length === 0
      ? "Der Kurs beruht auf keinen Dokumenten."
      : `Der Kurs nutzt:\n${documents.map(({ number, title, cited }) => `@${number} ${title} (${cited === 0 ? "nichts zitiert" : counted(cited, ["Stelle", "Stellen"])})`).join("\n")}`,
  item: ({ item, body, topics, extra, objectives }) =>
    [
      `${german[item.in][0]} ${item.place}${item.in === "objectives" ? "" : `, „${item.title}“`} (${duration(extra)}): ${body}`,
      ...(topics.length > 0 ? [`Themen: ${topics.join("; ")}.`] : []),
      ...(objectives.length > 0
        ? [`Es dient ${objectives.length === 1 ? "dem Lernziel" : "den Lernzielen"} ${objectives.join(", ")}.`]
        : []),
    ].join("\n"),
  related: (item, kind, titles) =>
    titles.length === 0
      ? `Zu ${german[item.in][0]} ${item.place} gehört davon nichts.`
      : `Zu ${german[item.in][0]} ${item.place}${item.in === "objectives" ? "" : `, „${item.title}“,`} ${titles.length === 1 ? "gehört" : "gehören"} ${counted(titles.length, german[kind])}:\n${titles.join("\n")}`,
  about: ({ title, description }) => `„${title}“: ${description}`,
  mentioned: (items) =>
    `Davon ist die Rede in:\n${items.map((item) => `${german[item.in][0]} ${item.place}: ${item.title}`).join("\n")}`,
  quoted: (quotes) => quotes.map(({ text, title, number }) => `„${text}“ (@${number} ${title})`).join("\n"),
};

function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}

function listed(titles: readonly string[]): string {
  return titles.map((title, index) => `${index + 1}. ${title}`).join("\n");
}

/** "1.3 hours" is how a course keeps 80 minutes, and how nobody says it. */
function isFraction(estimate: string): boolean {
  return /\.(?!5 )\d/.test(estimate);
}

function duration(text: string): string {
  return text
    .replace("minutes", "Minuten")
    .replace("minute", "Minute")
    .replace("hours", "Stunden")
    .replace("hour", "Stunde")
    .replace("days", "Tage")
    .replace("day", "Tag")
    .replace(/(\d)\.(\d)/, "$1,$2");
}
