/** Reads level and language out of a prompt. Both are silent unless the words leave little doubt. */
import type { Wish } from "./brief-length.ts";
import type { DifficultyLevel } from "./schema.ts";

const learning =
  "(?:course|training|workshop|session|class|lesson|seminar|bootcamp|programme|program|tutorial|onboarding|curriculum|module|kurs|schulung|lehrgang|level|niveau)s?";
const people = "(?:learner|student|user|engineer|developer|practitioner|audience|teilnehmer|anwender|nutzer)\\p{L}*";
/** Before a word for a course, with at most two words between: "advanced SQL training", but not "advanced persistent threats". */
const describing = (adjective: string) =>
  `(?<![\\p{L}-])${adjective}(?=(?:[\\s-]+(?!persistent|analytics|materials?|search)[\\p{L}]+){0,2}?[\\s-]+(?:${learning}|${people})(?!\\p{L}))`;
const levelPatterns: readonly { level: DifficultyLevel; patterns: readonly RegExp[] }[] = [
  {
    level: "Beginner",
    patterns: [
      /(?<![\p{L}-])(?:for\s+)?(?:absolute\s+|complete\s+)?(?:beginners?|novices?)(?:[\s-]level)?(?!\p{L})/giu,
      /(?<![\p{L}-])(?:introductory|entry[\s-]level|foundational)(?!\p{L})/giu,
      /^\W*(?:an?\s+)?(?:introduction|intro)\s+(?:to|into)(?!\p{L})/giu,
      new RegExp(describing("basic"), "giu"),
      /(?<!\p{L})(?:für\s+)?(?:absolute\s+)?(?:Anfänger|Einsteiger)(?:innen|n|:innen|\*innen)?(?!\p{L})/giu,
      /(?<!\p{L})(?:Anfänger|Einsteiger|Grundlagen|Einführungs)(?:kurs|schulung|training|workshop|seminar)\p{L}{0,2}(?!\p{L})/giu,
      /(?<!\p{L})Einführung\s+in(?!\p{L})/giu,
    ],
  },
  {
    level: "Intermediate",
    patterns: [
      new RegExp(describing("intermediate"), "giu"),
      /(?<=[,;(]\s*|\b(?:level|niveau):?\s*)(?:intermediate|mittel(?:stufe)?)(?!\p{L})/giu,
      /(?<!\p{L})(?:auf\s+mittlerem\s+Niveau|Mittelstufe)(?!\p{L})/giu,
    ],
  },
  {
    level: "Advanced",
    patterns: [
      new RegExp(describing("advanced"), "giu"),
      new RegExp(describing("expert"), "giu"),
      /(?<=[,;(]\s*|\blevel:?\s*)(?:advanced|expert)(?!\p{L}|\s+\p{L})/giu,
      /(?<=\b(?:to|bis)\s+)(?:advanced|expert)(?!\p{L})/giu,
      /(?<![\p{L}-])for\s+(?:experts|professionals)(?!\p{L})/giu,
      /(?<!\p{L})(?:für\s+)?(?:Fortgeschrittene[nr]?|Experten|Profis)(?!\p{L})/giu,
      /(?<!\p{L})(?:Fortgeschrittenen|Aufbau)(?:kurs|schulung|training|workshop|seminar)\p{L}{0,2}(?!\p{L})/giu,
    ],
  },
];

/** The level asked for; null when none or several are named ("from beginner to advanced"). */
export function readLevel(prompt: string): Wish<DifficultyLevel> | null {
  const found = levelPatterns.flatMap(({ level, patterns }) =>
    patterns.flatMap((pattern) =>
      [...prompt.matchAll(pattern)].map(({ 0: text, index }) => ({
        value: level,
        start: index,
        end: index + text.length,
      })),
    ),
  );
  const [first] = found.sort((left, right) => left.start - right.start);
  return first === undefined || found.some(({ value }) => value !== first.value) ? null : first;
}

/** "beginner to advanced": names no level, and is no topic either. */
export function levelRange(prompt: string): { start: number; end: number } | null {
  const match = range.exec(prompt);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

const anyLevel =
  "(?:beginners?|basics?|novices?|intermediates?|advanced|experts?|Anfänger\\p{L}*|Einsteiger\\p{L}*|Fortgeschrittene[nr]?|Profis?|Experten)";
const range = new RegExp(
  `(?<![\\p{L}-])(?:(?:from|von|für)\\s+)?${anyLevel}\\s*(?:to|through|up\\s+to|bis(?:\\s+zu)?|-|–)\\s*${anyLevel}(?:[\\s-]level)?(?!\\p{L})`,
  "iu",
);

const languages: Readonly<Record<string, string>> = {
  english: "en",
  englisch: "en",
  german: "de",
  deutsch: "de",
  french: "fr",
  französisch: "fr",
  français: "fr",
  spanish: "es",
  spanisch: "es",
  español: "es",
  italian: "it",
  italienisch: "it",
  italiano: "it",
  portuguese: "pt",
  portugiesisch: "pt",
  português: "pt",
  "brazilian portuguese": "pt-BR",
  dutch: "nl",
  niederländisch: "nl",
  nederlands: "nl",
  polish: "pl",
  polnisch: "pl",
  polski: "pl",
  czech: "cs",
  tschechisch: "cs",
  danish: "da",
  dänisch: "da",
  swedish: "sv",
  schwedisch: "sv",
  norwegian: "no",
  norwegisch: "no",
  finnish: "fi",
  finnisch: "fi",
  hungarian: "hu",
  ungarisch: "hu",
  romanian: "ro",
  rumänisch: "ro",
  turkish: "tr",
  türkisch: "tr",
  greek: "el",
  griechisch: "el",
  russian: "ru",
  russisch: "ru",
  ukrainian: "uk",
  ukrainisch: "uk",
  arabic: "ar",
  arabisch: "ar",
  hebrew: "he",
  hebräisch: "he",
  hindi: "hi",
  indonesian: "id",
  indonesisch: "id",
  vietnamese: "vi",
  vietnamesisch: "vi",
  thai: "th",
  chinese: "zh",
  chinesisch: "zh",
  "simplified chinese": "zh-Hans",
  "traditional chinese": "zh-Hant",
  mandarin: "zh",
  japanese: "ja",
  japanisch: "ja",
  korean: "ko",
  koreanisch: "ko",
  catalan: "ca",
  katalanisch: "ca",
  croatian: "hr",
  kroatisch: "hr",
  bulgarian: "bg",
};
const names = Object.keys(languages)
  .sort((left, right) => right.length - left.length)
  .join("|");
// "in German" ends a clause; "in German law" or "in English grammar" is what the course is about.
const language = new RegExp(
  `(?<!\\p{L})(?:(?:written\\s+)?in|auf|en|in)\\s+(${names})(?!\\p{L})(?=\\s*(?:$|[,;:).!?\\n–—\\uFFFC]|(?:please|using|with|for|from|based|and|on|about|bitte|mit|für|und|aus|über|zu|zum|lasting|that|at|of\\s+\\d|\\d)(?!\\p{L})))`,
  "iu",
);

/** The language to write in, as a BCP 47 tag. */
export function readLanguage(prompt: string): Wish<string> | null {
  const match = language.exec(prompt);
  const tag = languages[match?.[1]?.toLowerCase() ?? ""];
  return match === null || tag === undefined
    ? null
    : { value: tag, start: match.index, end: match.index + match[0].length };
}
