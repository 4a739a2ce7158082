/** A course in its thread: the message that it begins with, the course itself, and the message that says the work is over. */
import type { Texts } from "../english.ts";
import { languageName } from "../language-name.ts";
import { number, some } from "./plural.ts";
import { valueTexts } from "./values.ts";

export const rootTexts: Texts["root"] = {
  asked: (requester) => `${requester} hat einen Kurs angefordert:`,
  inChannel: "Er entsteht in diesem Thread, Abschnitt für Abschnitt.",
  inThread: "Er entsteht hier unten, Abschnitt für Abschnitt.",
  audience: (audience) => `Für: ${audience}`,
  level: (level) => `Niveau: ${valueTexts.level(level)}`,
  length: (length) => `Dauer: ${length}`,
  language: (language) => `Sprache: ${languageName(language, "de")}`,
  hours: (hours) => some(Number(hours), "Stunde", "Stunden"),
  minutes: (minutes) => some(Number(minutes), "Minute", "Minuten"),
};

export const cardTexts: Texts["card"] = {
  untitled: "Dein Kurs ist unterwegs",
  untitledFailed: "Dein Kurs",
  deleted: "Dieser Kurs wurde gelöscht.",
  cancel: "Abbrechen",
  retry: "Erneut versuchen",
  more: "…",
  stage: {
    queued: "Wartet, bis er an der Reihe ist",
    beginning: "Es geht los",
    waiting: "Wartet auf Dokumente, die noch eingelesen werden",
    reading: "Liest die Dokumente",
    overview: "Schreibt den Überblick",
    objectives: "Schreibt die Lernziele",
    modules: "Schreibt die Module",
    assessments: "Schreibt die Überprüfungen",
  },
  step: (step, steps) => `Schritt ${step} von ${steps}`,
  started: (ago) => `${ago} begonnen`,
  startedAt: (time) => `um ${time}`,
  waitingFor: (titles) => `Werden noch eingelesen: ${titles}`,
  section: {
    overview: "Überblick",
    objectives: "Lernziele",
    modules: "Module",
    assessments: "Überprüfungen",
  },
  duration: "Dauer",
  level: "Niveau",
  servesObjective: (numbers) => `Lernziel ${numbers}`,
  servesObjectives: (numbers) => `Lernziele ${numbers}`,
  sources: (labels) => `Quellen ${labels}`,
  assessmentType: { quiz: "Quiz", assignment: "Aufgabe", project: "Projekt" },
  referencesHeading: "Dokumente",
  page: (page) => `Seite ${page}`,
  slide: (slide) => `Folie ${slide}`,
  sheet: (sheet) => `Blatt ${sheet}`,
  wholeDocument: "das Dokument als Ganzes",
  used: "als Hintergrund genutzt",
  unused: "genannt, aber nichts in diesem Kurs beruht darauf",
  unknownReference: (source) => `Kein Dokument passt zu ${source}.`,
  unreadableReference: (source) =>
    `${source} konnte nicht gelesen werden, darum beruht hier nichts darauf. Mein Home-Tab sagt, warum.`,
  otherUnknown: (count) =>
    count === 1
      ? "Zu 1 weiteren Angabe passt kein Dokument."
      : `Zu ${number(count)} weiteren Angaben passt kein Dokument.`,
  nearest: (titles) => `Am nächsten kommt: ${titles}.`,
  noneNear: "/course dokumente zeigt, welche es gibt.",
  nothingRelevant: "Keines der Dokumente behandelt dieses Thema, deshalb nennt der Kurs keine Quellen.",
  offlineWithDocuments: "Offline aus euren Dokumenten entworfen",
  offlineWithoutDocuments: "Offline allein aus der Anfrage entworfen, ohne Sprachmodell und ohne Dokumente",
  offlineChanged: "Offline und ohne Sprachmodell entworfen und geändert",
  couldNotWrite: (section) => `Konnte nicht geschrieben werden: ${section}.`,
  keptSoFar: "Was fertig war, bleibt erhalten.",
  cancelled: "Abgebrochen. Was fertig war, bleibt erhalten.",
  continuedBelow: "Weiter unten fortgesetzt",
  part: (title, part) => `${title} · Teil ${part}`,
  supplement: (heading) => heading.de,
  itemContinued: (title) => `${title} (Fortsetzung)`,
  movedUp: "Dieser Teil des Kurses steht jetzt weiter oben: Der Kurs ist kürzer geworden.",
};

export const closingTexts: Texts["closing"] = {
  ready: "Fertig:",
  failed: "Nicht fertig geworden ist",
  untitled: "der Kurs",
  modules: (count) => some(count, "Modul", "Module"),
  failedNext: "Was fertig war, bleibt erhalten; „Erneut versuchen“ auf der Karte macht dort weiter.",
  cancelled: "Abgebrochen:",
};
