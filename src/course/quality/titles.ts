/** When two titles are so alike that a reader would take one for the other. */
import { distance } from "fastest-levenshtein";
import { likeness, stemsOf, wordsOf } from "./words.ts";

/**
 * True for titles that differ in spelling, order or small words alone. Titles that differ in a number ("part 1",
 * "part 2"; "SEV1", "SEV2") are meant to differ.
 */
export function titlesAlike(one: string, other: string): boolean {
  const left = plain(one);
  const right = plain(other);
  if (left === right) return true;
  if (left === "" || right === "") return false;
  if (numbersOf(left) !== numbersOf(right)) return false;
  const longer = Math.max(left.length, right.length);
  if (longer >= 6 && 1 - distance(left, right) / longer >= 0.85) return true;
  return likeness(new Set(stemsOf(one)), new Set(stemsOf(other))) >= 0.8;
}

/** Pairs of alike titles, each later one with the first that it repeats. */
export function alikePairs<Item extends { title: string }>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((item, index) => {
    const earlier = items.slice(0, index).find((candidate) => titlesAlike(candidate.title, item.title));
    return earlier === undefined ? [] : [[earlier, item] satisfies [Item, Item]];
  });
}

function plain(title: string): string {
  const joined = wordsOf(title).join(" ");
  return joined === "" ? title.trim() : joined;
}

function numbersOf(plainTitle: string): string {
  return (plainTitle.match(/\d+/g) ?? []).join(" ");
}
