/** Chooses, orders and groups units until there are as many themes as the course's length has room for. */
import { titlesAlike } from "../../course/quality/titles.ts";
import { clip } from "./clean.ts";
import type { Unit } from "./units.ts";
import { likeness, stemsOf } from "./words.ts";

/** What becomes a module: one unit or several that belong together, the weightiest first. */
export type Theme = {
  title: string;
  units: Unit[];
  /** Whether the title is somebody's wish: then it names the subject better than the headings do. */
  wished: boolean;
};

/** Merging that costs more than this makes a module of things that do not belong together: rather leave one out. */
const mergeLimit = 330;

/** At most `count` themes. `terms` are the stems of the request; `joined` puts titles together in the course's language. */
export function chooseThemes(
  units: readonly Unit[],
  terms: ReadonlySet<string>,
  count: number,
  joined: (titles: readonly string[]) => string,
): Theme[] {
  const scored = units.map((unit, place) => ({ unit, place, score: relevance(unit, terms, units) }));
  const named = scored.filter(({ score }) => score >= 1);
  const ordered =
    named.length > 0 && named.length < scored.length
      ? [...named, ...scored.filter((candidate) => !named.includes(candidate))]
      : scored;
  // Few headings that were asked for: the course is about them, with what comes nearest beside them.
  const room = named.length > 0 && named.length < 3 ? Math.min(count, named.length + 2) : count;
  const chosen = chooseWithin(ordered, Math.ceil(room * 1.5));
  return grouped(
    neighboured(
      chosen.map(({ unit }) => unit),
      terms,
    ),
    room,
    (unit) => scored.find((candidate) => candidate.unit === unit)?.score ?? 0,
    joined,
  );
}

type Scored = { unit: Unit; place: number; score: number };

/**
 * How much a unit is about what was asked: 1 and more when its heading says so. Words that stand in its document's title
 * or in all units say nothing about any of them.
 */
function relevance(unit: Unit, terms: ReadonlySet<string>, units: readonly Unit[]): number {
  const title = new Set(stemsOf(unit.documentTitle));
  const heading = new Set(stemsOf([unit.title, ...unit.subheadings].join(" ")));
  let score = 0;
  for (const term of terms) {
    if (title.has(term)) continue;
    const spread = units.filter(({ stems }) => stems.has(term)).length / Math.max(1, units.length);
    const rarity = units.length === 1 ? 1 : 1 - spread;
    if (heading.has(term)) score += 1 + rarity;
    else if (unit.stems.has(term)) score += 0.5 * rarity;
  }
  return score;
}

/** The `most` weightiest, each document getting its share, in the order given. */
function chooseWithin(ordered: readonly Scored[], most: number): Scored[] {
  if (ordered.length <= most) return [...ordered];
  const value = ({ unit, score }: Scored) => score * 100 + Math.min(unit.words, 300) / 3 + unit.tables.length * 20;
  const queues = [...new Set(ordered.map(({ unit }) => unit.documentId))].map((id) =>
    ordered.filter(({ unit }) => unit.documentId === id).toSorted((one, other) => value(other) - value(one)),
  );
  const chosen = new Set<Scored>();
  for (let rank = 0; chosen.size < most && rank < ordered.length; rank += 1) {
    for (const queue of queues) {
      const next = queue[rank];
      if (next !== undefined && chosen.size < most) chosen.add(next);
    }
  }
  return ordered.filter((candidate) => chosen.has(candidate));
}

/**
 * Units of later documents move next to the one of an earlier document that speaks of the same. Words of the request
 * and of the documents' titles do not count: they make everything alike.
 */
function neighboured(units: readonly Unit[], terms: ReadonlySet<string>): Unit[] {
  const common = new Set([...terms, ...units.flatMap(({ documentTitle }) => stemsOf(documentTitle))]);
  const own = ({ title }: Unit) => new Set(stemsOf(title).filter((word) => !common.has(word)));
  const placed: Unit[] = [];
  for (const unit of units) {
    const near = placed.findIndex(
      (other) =>
        other.documentId !== unit.documentId &&
        (titlesAlike(other.title, unit.title) || likeness(own(other), own(unit)) >= 0.3),
    );
    const follows = placed.findIndex((other, index) => index > near && other.documentId !== unit.documentId);
    if (near < 0) placed.push(unit);
    else placed.splice(follows < 0 ? placed.length : follows, 0, unit);
  }
  return placed;
}

function grouped(
  units: readonly Unit[],
  count: number,
  scoreOf: (unit: Unit) => number,
  joined: (titles: readonly string[]) => string,
): Theme[] {
  let groups: Unit[][] = [];
  for (const unit of units) {
    const same = groups.find((group) => group.some((other) => titlesAlike(other.title, unit.title)));
    if (same === undefined) groups.push([unit]);
    else same.push(unit);
  }
  while (groups.length > Math.max(1, count)) groups = mergedOnce(groups) ?? withoutLeast(groups, scoreOf);
  return toldApart(groups.map((group) => ({ title: titleOf(group, joined), units: group, wished: false })));
}

/** The two neighbours that together are smallest become one; null when none belong together. */
function mergedOnce(groups: readonly Unit[][]): Unit[][] | null {
  const cost = (index: number) => {
    const pair = [...(groups[index] ?? []), ...(groups[index + 1] ?? [])];
    const documents = new Set(pair.map(({ documentId }) => documentId)).size;
    const apart = Math.abs((groups[index]?.at(-1)?.place ?? 0) - (groups[index + 1]?.[0]?.place ?? 0)) > 1;
    const words = pair.reduce((sum, unit) => sum + unit.words, 0);
    return words + (documents > 1 || apart ? 400 : 0) + (pair.length > 2 ? 150 : 0);
  };
  const candidates = groups.slice(0, -1).map((_, index) => index);
  const index = candidates.toSorted((one, other) => cost(one) - cost(other) || one - other)[0] ?? 0;
  if (cost(index) > mergeLimit) return null;
  return [
    ...groups.slice(0, index),
    [...(groups[index] ?? []), ...(groups[index + 1] ?? [])],
    ...groups.slice(index + 2),
  ];
}

/** The group that matters least goes, unless it is its document's last. */
function withoutLeast(groups: readonly Unit[][], scoreOf: (unit: Unit) => number): Unit[][] {
  const value = (group: readonly Unit[]) =>
    group.reduce(
      (sum, unit) => sum + scoreOf(unit) * 200 + unit.words + unit.tables.length * 60 + unit.lists.length * 20,
      0,
    );
  const spare = groups.filter((group) => {
    const others = groups.filter((other) => other !== group).flat();
    return group.every((unit) => others.some(({ documentId }) => documentId === unit.documentId));
  });
  const candidates = spare.length > 0 ? spare : groups;
  const least = candidates.toSorted((one, other) => value(one) - value(other))[0];
  return groups.filter((group) => group !== least);
}

function titleOf(group: readonly Unit[], joined: (titles: readonly string[]) => string): string {
  const titles = group
    .map(({ title }) => title)
    .filter((title, index, all) => !all.slice(0, index).some((other) => titlesAlike(other, title)));
  const whole = joined(titles);
  if (whole.length <= 72) return whole;
  const weightiest = group.toSorted((one, other) => other.words - one.words)[0]?.title ?? whole;
  const pair = titles.length > 2 ? joined(titles.slice(0, 2)) : whole;
  return pair.length <= 72 ? pair : clip(weightiest, 90);
}

/** The same items, each with a title that is like none before it. */
export function toldApart<Item extends { title: string }>(items: readonly Item[]): Item[] {
  const titles: string[] = [];
  return items.map((item) => {
    const title = apart(item.title, titles);
    titles.push(title);
    return { ...item, title };
  });
}

/** A title that is like none of the others: with a number at its end when it has to. */
export function apart(title: string, others: readonly string[]): string {
  const taken = (candidate: string) => others.some((other) => titlesAlike(other, candidate));
  let candidate = title;
  for (let number = 2; taken(candidate) && number < 100; number += 1) candidate = `${clip(title, 120)} (${number})`;
  return candidate;
}
