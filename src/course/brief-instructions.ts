/** What a prompt says about the form of the course: how many modules, with or without a quiz. None of it is the topic. */
import type { Stretch } from "./brief-topic.ts";
import { englishNumbers, germanNumbers } from "./number-words.ts";

const counts: Readonly<Record<string, number>> = { ...englishNumbers, ...germanNumbers, einem: 1, ein: 1 };
const count = `\\d{1,2}|${Object.keys(counts).join("|")}`;
const check =
  "(?:quiz(?:zes)?|exams?|tests?|assessments?|assignments?|projects?|homework|exercises?|certificates?|Prüfung(?:en)?|\\p{L}+prüfung(?:en)?|Abschluss(?:test|projekt|arbeit)s?|Projekte?n?|Aufgaben?|Hausaufgaben?|Übungen|Bewertung(?:en)?|Lernkontrollen?)";
const determiner =
  "(?:any|an?|the|one|two|three|some|short|small|quick|final|closing|written|ein(?:e|em|en|er)?|kurze[nrms]?|kleine[nrms]?|abschließende[nrms]?)";
const alone = "(?:quiz(?:zes)?|exams?|assessments?|exercises?|Prüfung(?:en)?|Abschlussprüfung|Übungen)";
/** Nothing may follow that makes "no test" a part of something else: "no test environments". */
const ends =
  "(?!\\p{L})(?=\\s*(?:$|[,;:.!?)\\n\\uFFFC]|(?:and|with|without|for|on|about|covering|in|using|based|plus|at|please|und|mit|ohne|für|zu|zum|zur|über|im|am|bitte)(?!\\p{L})))";
const also = `(?:\\s*(?:,|and|or|nor|und|oder|,\\s*and|sowie)\\s+(?:(?:no|without|with|ohne|keine?n?|mit)\\s+)?(?:${determiner}\\s+){0,2}${check}(?!\\p{L}))*`;
const modules = "(?:modules?|lessons?|chapters?|units?|Module?n?|Lektionen|Kapiteln?|Einheiten|Lerneinheiten)";
const counted = `(?:(?:exactly|about|only|just|at\\s+most|max(?:imum)?|up\\s+to|genau|nur|höchstens|etwa)\\s+)?(?<![\\p{L}\\p{N}])(${count})\\s+(?:short\\s+|kurze[nr]?\\s+)?${modules}`;

const placed = "(?:\\s+(?:(?:at|in)\\s+the\\s+end|to\\s+finish|am\\s+(?:Ende|Schluss)|zum\\s+(?:Ab)?[Ss]chluss))?";
const moduleWish = new RegExp(
  `(?:(?<!\\p{L})(?:with|in|of|and|having|split\\s+into|mit|und)\\s+)?${counted}${also}${placed}${ends}`,
  "iu",
);
const checkWishes = [
  // "without assessments", "no quiz and no project"
  new RegExp(
    `(?<!\\p{L})(?:(?:but|and|aber|und)\\s+)?(?:without|with\\s+no|no|ohne|keine?n?)\\s+(?:${determiner}\\s+){0,2}${check}${also}${placed}${ends}`,
    "giu",
  ),
  // "with a final exam", "with quizzes"
  new RegExp(
    `(?<!\\p{L})(?:and\\s+|und\\s+)?(?:with|including|plus|mit|inklusive|samt)\\s+(?:(?:${determiner}\\s+){1,3}${check}|${alone})${also}${placed}${ends}`,
    "giu",
  ),
  // "with many cases"
  /(?<!\p{L})(?:with|mit)\s+(?:many|lots\s+of|plenty\s+of|a\s+few|several|vielen|einigen)\s+(?:practical\s+|real\s+)?(?:cases|examples|exercises|Fällen|Beispielen|Übungen)(?=\s*(?:$|[,;.!?)\n\uFFFC]))/giu,
  // ", short"
  /(?<=[,;]\s*)(?:short|brief|kurz|knapp)(?=\s*(?:$|[,;.!?\n\uFFFC]))/giu,
];

/** How many modules are asked for; null where nothing is said. At most 12. */
export function readModuleCount(prompt: string): number | null {
  const written = moduleWish.exec(prompt)?.[1]?.toLowerCase();
  const number = written === undefined ? 0 : (counts[written] ?? Number(written));
  return number >= 1 && number <= 12 ? number : null;
}

/** Where a prompt speaks of the form. References are blanked out before. */
export function formStretches(prompt: string): Stretch[] {
  return [moduleWish.exec(prompt) ?? [], ...checkWishes.flatMap((pattern) => [...prompt.matchAll(pattern)])].flatMap(
    (match) => ("index" in match ? [{ start: match.index, end: match.index + (match[0]?.length ?? 0) }] : []),
  );
}
