/** Wishes about where something stands. */
import { type Clause, isEmpty, match, slice } from "./clause.ts";
import { kindPattern, type Names, ordinalPattern, wish } from "./parse-wish.ts";
import type { Place, Wish } from "./wish.ts";

/** "move module 3 to the end", "put the quiz first". */
export function readMove(clause: Clause, names: Names): Wish | null {
  const caught =
    match(
      clause,
      /^move (?<target>.+?) (?<place>(?:after|before) .+|(?:(?:at|to|an|ans|zum|up|down|all) )*(?:the )?(?:very )?(?:front|start|end|first|last|bottom|vorne|hinten)(?: (?:place|position))?|to (?:the )?(?:\S+ )?\d+\.?)(?: verschieben)?$/,
    ) ??
    match(clause, new RegExp(`^make (?<target>.+?) the (?<place>${ordinalPattern})(?: (?:1|one|${kindPattern}))?$`)) ??
    match(
      clause,
      /^(?<target>.+?) (?<place>(?:after|before) .+?|(?:to |an |ans )?(?:the )?(?:start|end|vorne|hinten)) move$/,
    ) ??
    match(
      clause,
      /^(?<target>.+?) (?:should|must|soll|sollte|comes?|belongs|gehört|kommt)(?: (?:come|be|go))? (?<place>(?:after|before) .+?|(?:at |to |an |ans )?(?:the )?(?:start|end|first|last))(?: kommen| stehen)?$/,
    );
  const target = caught?.("target") ?? null;
  const words = caught?.("place") ?? null;
  if (target === null || words === null || !names(target)) return null;
  const place = placeOf(words);
  return place === null ? null : wish(clause, { kind: "move", target, place });
}

/** A place in words: "after module 2", "at the end", "to position 3", "first". */
export function placeOf(words: Clause): Place | null {
  const [first = ""] = words.keys;
  if (first === "after" || first === "before") {
    const rest = slice(words, 1);
    const line = rest.keys.join(" ");
    if (/^(?:vorne|the start)$/.test(line)) return { kind: "start" };
    if (/^(?:hinten|the end)$/.test(line)) return { kind: "end" };
    if (/^(?:all|everything|alles)\b/.test(line)) return first === "after" ? { kind: "end" } : { kind: "start" };
    return isEmpty(rest) ? null : { kind: first, target: rest };
  }
  const line = words.keys.join(" ");
  const number = /(\d+)\.?$/.exec(line)?.[1];
  if (number !== undefined) return { kind: "at", place: Number(number) };
  if (/\b(?:start|front|first|vorne)\b/.test(line)) return { kind: "start" };
  if (/\b(?:end|last|bottom|hinten)\b/.test(line)) return { kind: "end" };
  const at = ["second", "third", "fourth", "fifth", "sixth"].findIndex((key) => words.keys.includes(key));
  return at < 0 ? null : { kind: "at", place: at + 2 };
}
