/** Gives an objective a measurable verb of its level, changing as few words as the sentence allows. */
import { levelsOfVerb, nearestLevel, plainVerbs, type VerbLanguage, vagueVerbs } from "../bloom.ts";
import type { BloomLevel, Objective } from "../schema.ts";
import { mainVerb, objectiveWords } from "./verbs.ts";

/** "By the end participants will be able to explain …": what stands before the verb that counts. */
const preamble =
  /^(?:(?:by|at|after)\b[^,]*,\s*)?(?:(?:the |each |all )?(?:participants?|learners?|students?|trainees?|employees?|you|they|everyone)\s+)?(?:(?:will|can|should|must|are|is|be|being)\s+)*(?:able\s+)?(?:to\s+)?/i;
/** "Learn how to use", "know to report": the second verb is the measurable one. */
const vagueBefore = /^(?:learn|know|understand|grasp)\s+to\s+/i;
/** "Gain an understanding of", "be aware of". */
const vagueNoun =
  /^(?:(?:gain|develop|have|acquire|get|build)\s+(?:an?\s+|some\s+|the\s+)?(?:\p{L}+\s+)?(?:understanding|knowledge|awareness|appreciation|overview|sense)\s+of|(?:be(?:come)?|get)\s+(?:aware|familiar|acquainted)\s+(?:of|with))\s+/iu;

/** The objective with a measurable verb, or as it was when there is no safe way. */
export function repairVerb(objective: Objective, language: VerbLanguage): Objective {
  const mended = language === "en" ? englishVerb(objective) : germanVerb(objective);
  const verb = mainVerb(objectiveWords(mended.text), language);
  if (verb === null) return objective;
  const level = nearestLevel(levelsOfVerb(language, verb), mended.bloom_level);
  return level === mended.bloom_level ? mended : { ...mended, bloom_level: level };
}

function englishVerb(objective: Objective): Objective {
  const text = objective.text.trim();
  if (mainVerb(objectiveWords(text), "en") !== null) return objective;
  const stripped = text.replace(preamble, "").replace(vagueBefore, "");
  const bare = stripped === "" ? text : stripped;
  if (mainVerb(objectiveWords(bare), "en") !== null) return { ...objective, text: capitalised(bare) };
  const first = objectiveWords(bare)[0] ?? "";
  const rest = vagueNoun.test(bare)
    ? bare.replace(vagueNoun, "")
    : vagueVerbs.en.has(first.toLowerCase())
      ? bare.slice(bare.indexOf(first) + first.length).trim()
      : "";
  if (rest === "") return objective;
  // What was to be known is recalled; what was to be understood is explained, whatever level was claimed.
  const level: BloomLevel =
    objective.bloom_level === "Remember" && !/^(how|why)\b/i.test(rest) ? "Remember" : "Understand";
  return { ...objective, text: `${plainVerbs.en[level]} ${rest}`, bloom_level: level };
}

function germanVerb(objective: Objective): Objective {
  const words = objectiveWords(objective.text);
  const vague = [words[0], words.at(-1)].find((word) => word !== undefined && vagueVerbs.de.has(word.toLowerCase()));
  if (vague === undefined || mainVerb(words, "de") !== null) return objective;
  const level: BloomLevel = objective.bloom_level === "Remember" ? "Remember" : "Understand";
  const verb = plainVerbs.de[level];
  const place = vague === words[0] ? objective.text.indexOf(vague) : objective.text.lastIndexOf(vague);
  const shown = place === 0 ? verb : verb.toLowerCase();
  const text = objective.text.slice(0, place) + shown + objective.text.slice(place + vague.length);
  return { ...objective, text, bloom_level: level };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
