/** In which of its two languages the offline reviser speaks. */
import { detectLanguage } from "../../course/quality/language.ts";
import { mainVerb, objectiveWords, verbLanguageOf } from "../../course/quality/verbs.ts";
import type { Course } from "../../course/schema.ts";

export type Spoken = "en" | "de";

/** New items are written in the course's language; `wanted` is the one that its brief asks for. */
export function languageOfCourse(course: Course, wanted: string | null = null): Spoken {
  const detected = verbLanguageOf(course);
  if (detected === "de") return "de";
  // Modules quote their documents, which may be in another language than the course; objectives have their own verbs.
  const german = course.objectives.filter(({ text }) => mainVerb(objectiveWords(text), "de") !== null);
  if (german.length * 2 > course.objectives.length) return "de";
  return detected === null && /^de\b/i.test(wanted ?? "") ? "de" : "en";
}

/** "Module" is the German plural too, and "was" the German "what": neither tells anything. */
const german =
  /(?<!\p{L})(?:modul|moduls|modulen|lernziel\w*|prüfung\w*|aufgaben?|kurs|kurses|kurse|dokumente?n?|quellen?|welche[rsnm]?|wie|worum|wer|wen|wo|wann|warum|wieso|wozu|gibt|steht|ist|sind|hat|dauert|deckt|behandelt|und|oder|der|die|das|den|dem|ein|eine|einen|zu|zum|zur|über|nicht|bitte|lang|viele?|mein\w*|kannst|soll)(?!\p{L})|[äöüß]/giu;
const english =
  /(?<!\p{L})(?:the|an?|is|are|does?|did|what|which|how|why|who|where|when|please|not|too|long|many|much|can|could|you|it|this|of|for|about|and|or|to|has|have|say|says|cover|covers|course|documents?|sources?|last|objectives?|assessments?)(?!\p{L})/giu;

/** Answers are given in the language of the question. */
export function languageOfReply(reply: string, course: Course): Spoken {
  const [germans, others] = [german, english].map((words) => reply.match(words)?.length ?? 0);
  if (germans !== others) return (germans ?? 0) > (others ?? 0) ? "de" : "en";
  if (detectLanguage(reply) === "de") return "de";
  return reply.split(/\s+/).length < 3 ? languageOfCourse(course) : "en";
}
