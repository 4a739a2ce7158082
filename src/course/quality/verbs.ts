/** The rule about verbs: an objective begins with one measurable verb of its Bloom level. */
import { levelsOfVerb, type VerbLanguage, vagueVerbs, verbLanguages } from "../bloom.ts";
import type { Course, Objective } from "../schema.ts";
import { detectLanguage, wordCount } from "./language.ts";
import type { QualityNote } from "./notes.ts";

/** The language whose verbs apply to a course, or null: then no verb is judged. */
export function verbLanguageOf(course: Course): VerbLanguage | null {
  const text = [
    course.overview.title,
    course.overview.description,
    ...course.objectives.map((objective) => objective.text),
    ...course.modules.map((module) => module.description),
  ].join("\n");
  const detected = detectLanguage(text);
  const known = verbLanguages.find((language) => language === detected);
  if (known !== undefined) return known;
  // Too short to tell, and nothing speaks for another language.
  return detected === null && wordCount(text) < 20 && !/[^\p{ASCII}\p{P}]/u.test(text) ? "en" : null;
}

/** What is wrong with the verbs of the course's objectives. */
export function verbNotes(course: Course): QualityNote[] {
  const language = verbLanguageOf(course);
  if (language === null) return [];
  return course.objectives.flatMap((objective) => notesOf(objective, language));
}

function notesOf(objective: Objective, language: VerbLanguage): QualityNote[] {
  const { id: objectiveId, bloom_level: level } = objective;
  const words = objectiveWords(objective.text);
  const verb = mainVerb(words, language);
  const firstWord = words[0] ?? "";
  if (verb === null) {
    const vague = vagueVerb(words, language);
    if (vague !== null) return [{ kind: "verb_vague", severity: "error", objectiveId, verb: vague, level }];
    // A German objective may hide its verb in many places, so that is only for people to judge.
    const severity = language === "en" ? "error" : "note";
    return [{ kind: "verb_missing", severity, objectiveId, firstWord, level }];
  }
  const notes: QualityNote[] = [];
  const suited = levelsOfVerb(language, verb);
  if (!suited.includes(level)) {
    const severity = language === "en" ? "error" : "note";
    notes.push({ kind: "verb_level", severity, objectiveId, verb, level, suited });
  }
  const second = secondVerb(words, language);
  if (second !== null) notes.push({ kind: "verb_double", severity: "note", objectiveId, verb, second });
  return notes;
}

/** The words of an objective, without punctuation. */
export function objectiveWords(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
}

/** The measurable verb: in English the first word, in German the first or the last ("… die Fristen nennen"). */
export function mainVerb(words: readonly string[], language: VerbLanguage): string | null {
  const first = words[0] ?? "";
  if (levelsOfVerb(language, first).length > 0) return first;
  if (language === "en") return null;
  // "Nennen Sie …" is covered above; "Die Teilnehmenden können die Fristen nennen" ends with it, maybe with a clause after.
  if (vagueVerbs.de.has(first.toLowerCase())) return null;
  return words.findLast((word) => /^\p{Ll}/u.test(word) && levelsOfVerb("de", word).length > 0) ?? null;
}

function vagueVerb(words: readonly string[], language: VerbLanguage): string | null {
  const candidates = language === "en" ? [words[0]] : [words[0], words.at(-1)];
  return candidates.find((word) => word !== undefined && vagueVerbs[language].has(word.toLowerCase())) ?? null;
}

function secondVerb(words: readonly string[], language: VerbLanguage): string | null {
  if (language !== "en" || !/^(and|or|then)$/i.test(words[1] ?? "")) return null;
  const second = words[2]?.toLowerCase() ?? "";
  return levelsOfVerb(language, second).length > 0 ? second : null;
}
