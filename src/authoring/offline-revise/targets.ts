/** Which items of a course a phrase means: by number, by ordinal, by kind, or by something like their name. */
import { distance } from "fastest-levenshtein";
import { titleOf } from "../../course/diff.ts";
import type { OfflineObstacle } from "../../course/open-questions.ts";
import type { Collection } from "../../course/patch.ts";
import { overlap, stemsOf } from "../../course/quality/words.ts";
import type { Candidate } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { type Clause, clauseOf, ofWords, quotation, slice, textOf } from "./clause.ts";
import { ordinals } from "./lexicon.ts";

export type Found = { ok: true; items: Candidate[] } | { ok: false; obstacle: OfflineObstacle; explicit: boolean };

type Kind = { in: Collection; type: string | null; plural: boolean };
const kinds: Readonly<Record<string, Kind>> = {
  module: { in: "modules", type: null, plural: false },
  modules: { in: "modules", type: null, plural: true },
  objective: { in: "objectives", type: null, plural: false },
  objectives: { in: "objectives", type: null, plural: true },
  assessment: { in: "assessments", type: null, plural: false },
  assessments: { in: "assessments", type: null, plural: true },
  quiz: { in: "assessments", type: "quiz", plural: false },
  quizzes: { in: "assessments", type: "quiz", plural: true },
  assignment: { in: "assessments", type: "assignment", plural: false },
  assignments: { in: "assessments", type: "assignment", plural: true },
  project: { in: "assessments", type: "project", plural: false },
  projects: { in: "assessments", type: "project", plural: true },
};

/** The kind of thing that a key names, or null. */
export function kindOf(key: string): Kind | null {
  return kinds[key] ?? null;
}

/** All items of a course, or of one kind, in their order. */
export function candidatesOf(course: Course, kind: Pick<Kind, "in" | "type"> | null = null): Candidate[] {
  return (["modules", "objectives", "assessments"] as const)
    .filter((name) => kind === null || kind.in === name)
    .flatMap((name) =>
      course[name].flatMap((item, index) =>
        kind?.type != null && !("type" in item && item.type === kind.type)
          ? []
          : [{ in: name, id: item.id, place: index + 1, title: titleOf(item) }],
      ),
    );
}

/**
 * The items that a phrase means. `wish` is told when it cannot be said. `otherwise` is what a bare number counts.
 * `explicit` says that the phrase names a kind or a number, so that it cannot be part of a title.
 */
export function findTargets(course: Course, phrase: Clause, wish: string, otherwise: Collection | null = null): Found {
  const parts = splitList(phrase);
  if (parts.length > 1) {
    // "the second and third module": the kind may stand at the end alone.
    let kind = otherwise ?? phrase.keys.map(kindOf).find((found) => found !== null)?.in ?? null;
    const items: Candidate[] = [];
    for (const part of parts) {
      const own = part.keys.map(kindOf).find((found) => found !== null);
      kind = own?.in ?? kind;
      const found = findOne(course, part, wish, kind);
      if (!found.ok) return found;
      items.push(...found.items.filter((item) => !items.some(({ id }) => id === item.id)));
    }
    return { ok: true, items };
  }
  return findOne(course, phrase, wish, otherwise);
}

/** "1 and 2", "the quiz, the project": one part each; "modules 2 to 4" is one part. */
function splitList(phrase: Clause): Clause[] {
  const parts: Clause[] = [];
  let start = 0;
  for (const [index, key] of phrase.keys.entries()) {
    const comma = phrase.words[index]?.endsWith(",") === true && key !== quotation;
    if (key === "and") {
      if (index > start) parts.push(slice(phrase, start, index));
      start = index + 1;
    } else if (comma) {
      parts.push(slice(phrase, start, index + 1));
      start = index + 1;
    }
  }
  if (start < phrase.keys.length) parts.push(slice(phrase, start));
  // A title with "and" in it is no list, unless each part names something by itself.
  const each = parts.every((part) =>
    part.keys.some((key) => kindOf(key) !== null || /^\d+$/.test(key) || key in ordinals),
  );
  return each ? parts : [phrase];
}

function findOne(course: Course, phrase: Clause, wish: string, otherwise: Collection | null): Found {
  const bare = ofWords(
    phrase.words.filter((_, index) => {
      const key = phrase.keys[index] ?? "";
      return key !== "the" && key !== "please" && key !== "all" && key !== "both" && key !== "one" && key !== "of";
    }),
  );
  const everything = phrase.keys.some((key) => key === "all" || key === "both");
  const place = bare.keys.findIndex((key) => kindOf(key) !== null);
  const kind = place < 0 ? null : kindOf(bare.keys[place] ?? "");
  const rest = ofWords(bare.words.filter((_, index) => index !== place));
  const counted = numbersIn(rest.keys);
  const wanted = kind ?? (otherwise === null ? null : { in: otherwise, type: null, plural: false });
  const target = textOf(phrase);
  if (counted !== null && wanted !== null) return byNumbers(course, wanted, counted, wish, target);
  if (kind !== null && rest.keys.length === 0) return byKind(course, kind, everything, wish, target);
  return byName(course, kind, rest, wish, target);
}

/** Numbers and ordinals alone: [2], [2, 3], [-1]; null when there are other words. */
function numbersIn(keys: readonly string[]): number[] | null {
  const found: number[] = [];
  let skipped = -1;
  for (const [index, key] of keys.entries()) {
    if (index === skipped) continue;
    const range = /^(\d+)[-–](\d+)$/.exec(key);
    if (range !== null) {
      for (let number = Number(range[1]); number <= Math.min(Number(range[2]), 99); number += 1) found.push(number);
    } else if (/^\d+\.?$/.test(key)) {
      const last = found.at(-1);
      const number = Number.parseInt(key, 10);
      if (keys[index - 1] === "to" && last !== undefined) {
        for (let between = last + 1; between < Math.min(number, 99); between += 1) found.push(between);
      }
      found.push(number);
    } else if (key === "first" || key === "last") {
      // "the first two", "the last 3"
      const count = /^\d$/.test(keys[index + 1] ?? "") ? Number(keys[index + 1]) : 1;
      for (let number = 0; number < count; number += 1) found.push(key === "first" ? number + 1 : number - count);
      skipped = count > 1 || /^\d$/.test(keys[index + 1] ?? "") ? index + 1 : -1;
    } else if (key in ordinals) found.push(ordinals[key] ?? 0);
    else if (key !== "to" && key !== "and" && key !== "no." && key !== "number" && key !== "nr." && key !== "nummer")
      return null;
  }
  return found.length === 0 ? null : found;
}

function byNumbers(course: Course, kind: Kind, wanted: readonly number[], wish: string, target: string): Found {
  const all = candidatesOf(course, kind);
  const items: Candidate[] = [];
  for (const number of wanted) {
    const item = number < 0 ? all.at(number) : all[number - 1];
    if (item === undefined) {
      // "modules 7"
      const one = target.replace(/\b(module|objective|assessment|assignment|project)s(?= \d+$)/i, "$1");
      const obstacle = { code: "target_unknown", wish, target: one, nearest: all.slice(-5) } as const;
      return { ok: false, explicit: true, obstacle };
    }
    items.push(item);
  }
  return { ok: true, items };
}

function byKind(course: Course, kind: Kind, everything: boolean, wish: string, target: string): Found {
  const all = candidatesOf(course, kind);
  const [only] = all;
  if (only === undefined) {
    const nearest = candidatesOf(course, { in: kind.in, type: null }).slice(0, 5);
    return { ok: false, explicit: true, obstacle: { code: "target_unknown", wish, target, nearest } };
  }
  if (kind.plural || everything) return { ok: true, items: all };
  if (all.length === 1) return { ok: true, items: [only] };
  return {
    ok: false,
    explicit: true,
    obstacle: { code: "target_ambiguous", wish, target, candidates: all.slice(0, 10) },
  };
}

const sure = 0.62;
const near = 0.3;

function byName(course: Course, kind: Kind | null, name: Clause, wish: string, target: string): Found {
  const asked = textOf(
    ofWords(name.words.filter((_, index) => !["on", "call", "topic"].includes(name.keys[index] ?? ""))),
  );
  const explicit = kind !== null;
  const all = candidatesOf(course, kind).map((candidate) => ({ candidate, score: likeness(asked, candidate.title) }));
  const ranked = all.toSorted((one, other) => other.score - one.score);
  const [best, second] = ranked;
  const nearest = ranked.filter(({ score }) => score >= near).map(({ candidate }) => candidate);
  if (best === undefined || best.score < sure) {
    const shown = nearest.length > 0 ? nearest : kind === null ? [] : all.map(({ candidate }) => candidate);
    return { ok: false, explicit, obstacle: { code: "target_unknown", wish, target, nearest: shown.slice(0, 5) } };
  }
  // An objective may share its words with the module that serves it: without a kind the module is meant.
  const rivals = ranked.filter(
    ({ candidate, score }) => score >= best.score - 0.08 && (kind !== null || candidate.in === best.candidate.in),
  );
  if (second !== undefined && rivals.length > 1 && best.score < 0.999) {
    const candidates = rivals.map(({ candidate }) => candidate).slice(0, 5);
    return { ok: false, explicit, obstacle: { code: "target_ambiguous", wish, target, candidates } };
  }
  return { ok: true, items: [best.candidate] };
}

/** 0 to 1: whole names by their letters, parts of names by the words that they share, slips forgiven. */
export function likeness(asked: string, title: string): number {
  const [one, other] = [asked.toLowerCase(), title.toLowerCase()];
  if (one === "") return 0;
  if (one === other) return 1;
  const whole = 1 - distance(one, other) / Math.max(one.length, other.length);
  const askedStems = [...new Set(stemsOf(asked))];
  const titleStems = [...new Set(stemsOf(title))];
  const shared = askedStems.filter((word) =>
    titleStems.some((candidate) => 1 - distance(word, candidate) / Math.max(word.length, candidate.length) >= 0.75),
  );
  const part = askedStems.length === 0 ? 0 : shared.length / askedStems.length;
  // "phishing" for "Spotting phishing mails": all that was said is there; the more of the title it is, the surer.
  const covered = titleStems.length === 0 ? 0 : shared.length / titleStems.length;
  return Math.max(
    whole,
    part === 0 ? 0 : part * (0.75 + 0.2 * covered),
    0.9 * overlap(new Set([one]), new Set([other])),
  );
}

/** The items that a text names by kind and number: "what does module 3 cover?", "drop the last quiz". */
export function mentionedItems(course: Course, text: string): Candidate[] {
  const { words, keys } = clauseOf(text);
  return keys.flatMap((key, index) => {
    if (kindOf(key) === null) return [];
    const around = [
      [index - 1, index + 1],
      [index, index + 2],
    ].map(([from = 0, to = 0]) => ofWords(words.slice(Math.max(0, from), to)));
    return around.flatMap((phrase) => {
      const counted = numbersIn(phrase.keys.filter((other) => other !== key));
      const found = counted === null ? null : findTargets(course, phrase, "");
      return found?.ok === true ? found.items : [];
    });
  });
}
