/** The words of exported files. */
import type { Texts } from "../english.ts";
import { cardTexts } from "./card.ts";
import { date } from "./slack-date.ts";

/** A part may be a whole section. */
const sections: Readonly<Record<string, string>> = cardTexts.section;

export const exportTexts: Texts["exported"] = {
  length: "Dauer",
  level: "Niveau",
  objectives: "Lernziele",
  modules: "Module",
  assessments: "Überprüfungen",
  documents: "Dokumente",
  assessmentType: { quiz: "Quiz", assignment: "Aufgabe", project: "Projekt" },
  serves: (numbers, count) => `${count === 1 ? "Lernziel" : "Lernziele"} ${numbers}`,
  sources: (labels) => `Quellen ${labels}`,
  page: (page) => `Seite ${page}`,
  slide: (slide) => `Folie ${slide}`,
  sheet: (sheet) => `Blatt ${sheet}`,
  wholeDocument: "das Dokument als Ganzes",
  used: "als Hintergrund genutzt",
  unused: "genannt, aber nichts in diesem Kurs beruht darauf",
  footer: (version, at) => `Version ${version}, exportiert aus Coursewright am ${date(at)}.`,
  date,
  conversationOf: (title) => `Wie „${title}“ entstanden ist`,
  askedBy: (person) => `${person} hat angefordert:`,
  version: (version) => `Version ${version}`,
  waiting: "Wartet, bis es an der Reihe ist.",
  nothing: "Nicht beachtet: Das war ein Gespräch unter Menschen.",
  cancelled: "Angehalten. Nichts wurde geändert.",
  failed: "Das hat nicht geklappt. Nichts wurde geändert.",
  notDone: "Nicht erledigt:",
  leftAsTheyWere: (items) => `Unverändert geblieben, obwohl sie auf dem Geänderten aufbauen: ${items}.`,
  asked: {
    write: "Hat den Kurs angefordert",
    retry: "Hat „Erneut versuchen“ gedrückt",
    continue: "Hat „Fortsetzen“ gedrückt",
    rewrite: (part) => `Wollte neu geschrieben haben: ${sections[part] ?? part}`,
    undo: (version) => (version === null ? "Wollte etwas rückgängig machen" : `Hat Version ${version} zurückgenommen`),
    restore: (version) => `Hat Version ${version} wiederhergestellt`,
    fix: "Wollte die Qualitätshinweise behoben haben",
    export: (format) => (format === null ? "Hat die Unterhaltung exportiert" : `Hat den Kurs als ${format} exportiert`),
    reopen: "Hat den Kurs in einem neuen Thread geöffnet",
    delete: "Hat den Kurs gelöscht",
    reply: "Hat geschrieben",
    dependents: (version) => `Wollte anpassen lassen, was auf Version ${version} aufbaut`,
  },
  ended: {
    ready: (version) => `Version ${version} wurde geschrieben.`,
    failed: "Es konnte nicht abgeschlossen werden.",
    cancelled: "Es wurde abgebrochen.",
    exported: (version) => `Die Datei zeigt Version ${version}.`,
    done: "Erledigt.",
  },
};
