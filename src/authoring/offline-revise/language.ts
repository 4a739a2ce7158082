/** In which of its two languages the offline reviser speaks. */
import { detectLanguage } from "../../course/quality/language.ts";
import { verbLanguageOf } from "../../course/quality/verbs.ts";
import type { Course } from "../../course/schema.ts";

export type Spoken = "en" | "de";

/** New items are written in the course's language. */
export function languageOfCourse(course: Course): Spoken {
  return verbLanguageOf(course) === "de" ? "de" : "en";
}

const german =
  /\b(?:modul\w*|lernziel\w*|welche\w*|wie|was|worum|wer|wo|und|bitte|gibt|steht|prüfung\w*|aufgabe\w*)\b|[äöüß]/i;

/** Answers are given in the language of the question. */
export function languageOfReply(reply: string, course: Course): Spoken {
  const detected = detectLanguage(reply);
  if (detected === "de") return "de";
  if (german.test(reply) && detected !== "en") return "de";
  return detected === null && reply.split(/\s+/).length < 3 ? languageOfCourse(course) : "en";
}
