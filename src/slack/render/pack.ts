/**
 * Spreads the stretches of a course over as many messages as Slack's limits need. Whether a stretch begins a new message
 * depends on what stands before it and on the most it can become, never on how far it has grown: so a message that is
 * full stays as it is, and nothing moves from one message to the next while it is written.
 */
import type { KnownBlock } from "@slack/types";
import type { Budget } from "./limits.ts";
import type { Unit } from "./message.ts";

/** Slack counts containers too; nobody outside knows how much. This is on the careful side. */
const containerWeight = 10;

/** What blocks count towards the budget of characters. */
export function weigh(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each: unknown) => sum + weigh(each), 0);
  if (value === null || typeof value !== "object") return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === "text" && typeof each === "string" ? each.length : weigh(each)),
    containerWeight,
  );
}

/** How large one stretch may be: a fifth of a message, so that little stays empty at a message's end. */
export function unitLimit(budget: Budget): number {
  return Math.floor(budget.characters / 5);
}

/** Kept free in each message for what is said around the stretches: title, progress, "continued below". */
const framing = { characters: 900, blocks: 5 } as const;
/** No stretch has more blocks than a divider, a heading, its text and a note. */
const unitBlocks = 4;

/** The stretches of each message, in order. There is always a first one. */
export function pack(units: readonly Unit[], budget: Budget): Unit[][] {
  const pages: Unit[][] = [[]];
  let weight: number = framing.characters;
  let blocks: number = framing.blocks;
  for (const unit of units) {
    const own = weigh(unit.blocks);
    const page = pages.at(-1) ?? [];
    const full =
      weight + Math.max(own, unit.reserve) > budget.characters ||
      blocks + Math.max(unitBlocks, unit.blocks.length) > budget.blocks;
    if (full && page.length > 0) {
      pages.push([unit]);
      weight = framing.characters;
      blocks = framing.blocks;
    } else {
      page.push(unit);
    }
    weight += own;
    blocks += unit.blocks.length;
  }
  return pages;
}

/** The blocks of stretches one after the other; a divider does not open a message. */
export function blocksOf(units: readonly Unit[]): KnownBlock[] {
  const blocks = units.flatMap((unit) => unit.blocks);
  return blocks[0]?.type === "divider" ? blocks.slice(1) : blocks;
}
