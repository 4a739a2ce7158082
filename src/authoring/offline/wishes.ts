/** A list of wishes as modules: each wish takes the units that speak of it. */
import { asTitle } from "./clean.ts";
import type { Theme } from "./themes.ts";
import type { Unit } from "./units.ts";
import { stemsOf } from "./words.ts";

/** A wish with the units that speak of it, or without any. */
export type WishPart = { wish: string; theme: Theme | null };

/**
 * The wishes in their order, each with its theme; null when no document speaks of any.
 * A document that fits no wish goes with the last theme, by its first unit.
 */
export function themesOfWishes(units: readonly Unit[], wishes: readonly string[]): WishPart[] | null {
  const taken = new Map<string, { unit: Unit; score: number }[]>(wishes.map((wish) => [wish, []]));
  const terms = wishes.map((wish) => ({ wish, stems: new Set(stemsOf(wish)) }));
  for (const unit of units) {
    const [best] = terms
      .map(({ wish, stems }) => ({ wish, score: speaksOf(unit, stems, units) }))
      .sort((one, other) => other.score - one.score);
    if (best !== undefined && best.score >= 0.5) taken.get(best.wish)?.push({ unit, score: best.score });
  }
  const parts = wishes.map((wish): WishPart => {
    const best = (taken.get(wish) ?? []).toSorted((one, other) => other.score - one.score).slice(0, 3);
    const own = best.map(({ unit }) => unit).toSorted((one, other) => units.indexOf(one) - units.indexOf(other));
    return { wish, theme: own.length === 0 ? null : { title: asTitle(wish, 100), units: own, wished: true } };
  });
  const themes = parts.flatMap(({ theme }) => theme ?? []);
  if (themes.length === 0) return null;
  const used = new Set(themes.flatMap((theme) => theme.units.map(({ documentId }) => documentId)));
  for (const unit of units) {
    if (used.has(unit.documentId)) continue;
    themes.at(-1)?.units.push(unit);
    used.add(unit.documentId);
  }
  return parts;
}

function speaksOf(unit: Unit, stems: ReadonlySet<string>, units: readonly Unit[]): number {
  const heading = new Set(stemsOf([unit.title, ...unit.subheadings].join(" ")));
  let score = 0;
  for (const stem of stems) {
    if (heading.has(stem)) score += 1;
    else if (unit.stems.has(stem))
      score += 0.6 * (1 - units.filter((other) => other.stems.has(stem)).length / units.length);
  }
  return score / Math.max(1, Math.sqrt(stems.size));
}
