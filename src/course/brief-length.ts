/** Reads how long a course is to take out of a prompt. Silent rather than wrong: a prompt may speak of other durations. */
import { englishNumbers, germanNumbers } from "./number-words.ts";

/** A wish that was read, and the stretch of the prompt that said so, `end` exclusive. */
export type Wish<Value> = { value: Value; start: number; end: number };

/** The product's own measure: a day is six hours of learning, a week five such days. */
const minutesOf = { minute: 1, hour: 60, day: 360, week: 1_800 } as const;
type Unit = keyof typeof minutesOf;

const words: Readonly<Record<string, number>> = {
  ...englishNumbers,
  ...germanNumbers,
  a: 1,
  an: 1,
  "one and a half": 1.5,
  "half a": 0.5,
  "half an": 0.5,
  half: 0.5,
  full: 1,
  "a full": 1,
  "a half": 0.5,
  ein: 1,
  eine: 1,
  einen: 1,
  einer: 1,
  eines: 1,
  halb: 0.5,
  ganz: 1,
  halbe: 0.5,
  halben: 0.5,
  halber: 0.5,
  "eine halbe": 0.5,
  "einen halben": 0.5,
  "ein halber": 0.5,
  anderthalb: 1.5,
  eineinhalb: 1.5,
  zweieinhalb: 2.5,
};
const amount = `\\d+(?:[.,]\\d+)?|${Object.keys(words)
  .sort((left, right) => right.length - left.length)
  .join("|")}`;
const unit = "minutes?|mins?|hours?|hrs?|h|days?|weeks?|Minuten?|Stunden?|Std|Tage?n?|Wochen?";
const learning =
  "(?:[\\p{L}-]*(?:course|training|workshop|session|class|lesson|seminar|bootcamp|programme|program|tutorial|onboarding|curriculum|module|kurs|schulung|seminar|unterweisung|lehrgang|fortbildung|weiterbildung))s?";

// "90-minute …", "two-day …", "a two hour …": only before a word for a course, or "our 30-day return policy" would count.
const compound = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(${amount})[\\s-](minute|min|hour|hr|day|week)\\b(?=[\\s-](?:[\\p{L}-]+\\s){0,3}${learning}\\b)`,
  "iu",
);
const german = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(${amount})[\\s-]?(minütig|stündig|tägig|wöchig)\\p{L}{0,2}(?!\\p{L})`,
  "iu",
);
// "2 hours", "1h30", "2 to 3 days": where a length stands, and nothing after it that makes it a deadline or an age.
const before =
  "(?:^|[,;:(.!\\n–—\\uFFFC]|\\b(?:in|for|of|about|around|approximately|roughly|lasting|lasts?|takes?|taking|be|is|it|to|max|maximum|most|least|than|under|length|duration|über|für|von|etwa|ca|circa|rund|maximal|höchstens|dauert?|dauer|länge|sein|auf|insgesamt|only|just|nur|a))[.:]?\\s*(?:~|≈)?\\s*";
const after =
  "(?=\\s*(?:$|[,;:).!?\\n–—\\uFFFC]|(?:long|total|in|of|for|with|using|based|and|max|maximum|please|on|about|lang|gesamt|insgesamt|für|mit|zu|über|bitte|und|auf|at|course|training|workshop)(?!\\p{L})))";
const plain = new RegExp(
  `${before}(?<![\\p{L}\\p{N}.,-])((${amount})(?:\\s*(?:-|–|to|bis|or|oder)\\s*(${amount}))?[\\s-]*(${unit})\\.?(?:(?<=h)(\\d{2})|\\s*(?:and|und)?\\s*(\\d{1,2})\\s*(?:minutes?|mins?|m|Minuten))?)(?!\\p{L})${after}`,
  "giu",
);
const notLength =
  /\b(?:every|each|within|after|first|last|past|per|before|next|older|ago|since|alle|jede[nrms]?|innerhalb|binnen|nach|erste[nr]?|letzte[nr]?|vor|seit|valid|expires?|gültig|due|starts?|starting|begins?|beginning|joins?|joining|arrives?|arriving|launch(?:es|ing)?|leaves?|leaving)\s+(?:\p{L}+\s+)?$/iu;

/** The length that a prompt asks for, in minutes of learning, or null. The prompt's references and code are blanked out before. */
export function readLength(prompt: string): Wish<number> | null {
  for (const pattern of [german, compound]) {
    const match = pattern.exec(prompt);
    const wish = match === null ? null : wishOf(match.index, match[0], numberOf(match[1]), unitOf(match[2]));
    if (wish !== null) return wish;
  }
  for (const match of prompt.matchAll(plain)) {
    const [whole, stretch = "", first, second, name, attached, spaced] = match;
    const minutes = attached ?? spaced;
    const start = match.index + whole.indexOf(stretch);
    // "A day in the life of …"
    if (start === 0 && /^(?:an?|one|eine?)$/iu.test(first ?? "")) continue;
    if (notLength.test(prompt.slice(Math.max(0, start - 40), start))) continue;
    const base = second === undefined ? numberOf(first) : (numberOf(first) + numberOf(second)) / 2;
    const wish = wishOf(start, stretch, base, unitOf(name), minutes === undefined ? 0 : Number(minutes));
    if (wish !== null) return wish;
  }
  return null;
}

function wishOf(start: number, stretch: string, count: number, of: Unit, extra = 0): Wish<number> | null {
  const value = Math.round(count * minutesOf[of] + (of === "hour" ? extra : 0));
  // "90 days" is a policy, not a course.
  const isPlausible = value >= 5 && value <= (of === "day" ? 10 * minutesOf.day : 30_000);
  return isPlausible ? { value, start, end: start + stretch.length } : null;
}

function numberOf(written = ""): number {
  return words[written.toLowerCase()] ?? Number(written.replace(",", "."));
}

function unitOf(name = ""): Unit {
  const lower = name.toLowerCase();
  if (lower.startsWith("min")) return "minute";
  if (lower.startsWith("h") || lower.startsWith("st")) return "hour";
  return lower.startsWith("w") ? "week" : "day";
}
