/** A course in its thread: the message that it begins with, the course itself, and the message that says the work is over. */
import { languageName } from "./language-name.ts";

/** The message that a course begins with. */
export const rootTexts = {
  asked: (requester: string) => `${requester} asked for a course:`,
  inChannel: "It grows in this thread, section by section.",
  inThread: "It grows below, section by section.",
  audience: (audience: string) => `For: ${audience}`,
  level: (level: string) => `Level: ${level}`,
  length: (length: string) => `Length: ${length}`,
  language: (language: string) => `Language: ${languageName(language, "en")}`,
  hours: (hours: string) => (hours === "1" ? "1 hour" : `${hours} hours`),
  minutes: (minutes: string) => (minutes === "1" ? "1 minute" : `${minutes} minutes`),
} as const;

/** The course itself, in its thread. */
export const cardTexts = {
  untitled: "Your course is on its way",
  untitledFailed: "Your course",
  deleted: "This course was deleted.",
  cancel: "Cancel",
  retry: "Retry",
  more: "…",
  stage: {
    queued: "Waiting for its turn",
    beginning: "Getting started",
    waiting: "Waiting for documents that are still being read in",
    reading: "Reading the documents",
    overview: "Writing the overview",
    objectives: "Writing the objectives",
    modules: "Writing the modules",
    assessments: "Writing the assessments",
  },
  /** For screen readers, which read the bar aloud block by block otherwise. */
  step: (step: number, steps: number) => `step ${step} of ${steps}`,
  started: (ago: string) => `started ${ago}`,
  startedAt: (time: string) => `at ${time}`,
  waitingFor: (titles: string) => `Still being read in: ${titles}`,
  section: {
    overview: "Overview",
    objectives: "Learning objectives",
    modules: "Modules",
    assessments: "Assessments",
  },
  duration: "Duration",
  level: "Level",
  servesObjective: (numbers: string) => `Objective ${numbers}`,
  servesObjectives: (numbers: string) => `Objectives ${numbers}`,
  sources: (labels: string) => `Sources ${labels}`,
  assessmentType: { quiz: "Quiz", assignment: "Assignment", project: "Project" },
  referencesHeading: "Documents",
  page: (page: number) => `page ${page}`,
  slide: (slide: number) => `slide ${slide}`,
  sheet: (sheet: string) => `sheet ${sheet}`,
  wholeDocument: "the document as a whole",
  used: "used as background",
  unused: "named, but nothing in this course rests on it",
  unknownReference: (source: string) => `No document matches ${source}.`,
  unreadableReference: (source: string) =>
    `${source} could not be read, so nothing here rests on it. My Home tab says why.`,
  otherUnknown: (count: number) =>
    `${count} more ${count === 1 ? "reference matches" : "references match"} no document.`,
  nearest: (titles: string) => `Closest: ${titles}.`,
  noneNear: "/course docs lists those there are.",
  nothingRelevant: "None of the documents covers this topic, so the course names no sources.",
  offlineWithDocuments: "Drafted offline from your documents",
  offlineWithoutDocuments: "Drafted offline from the request alone, without a language model or documents",
  offlineChanged: "Drafted and changed offline, without a language model",
  couldNotWrite: (section: string) => `Could not write ${section}:`,
  keptSoFar: "What was finished is kept.",
  cancelled: "Cancelled. What was finished is kept.",
  continuedBelow: "Continued below",
  part: (title: string, part: number) => `${title} · part ${part}`,
  /** A supplement brings its heading in each language. */
  supplement: (heading: { en: string; de: string }) => heading.en,
  itemContinued: (title: string) => `${title} (continued)`,
  movedUp: "This part of the course has moved up: the course has become shorter.",
} as const;

/** The message that says the work is over. */
export const closingTexts = {
  ready: "Ready:",
  failed: "Could not finish",
  untitled: "the course",
  modules: (count: number) => (count === 1 ? "1 module" : `${count} modules`),
  failedNext: "What was finished is kept; Retry on the card goes on from there.",
  cancelled: "Cancelled:",
} as const;
