/** A stretch of a reply as words with their keys, so that one pattern reads both languages and captures the person's own words. */
import { keyOf } from "./lexicon.ts";

export type Clause = { words: readonly string[]; keys: readonly string[] };
/** What a pattern's named groups caught. */
export type Caught = (group: string) => Clause | null;

/** Stands for a quotation in the keys: its words are content, whatever they are. */
export const quotation = "§";

/** The words of a text. A quotation is one word, with its marks; a comma or colon stays with its word. */
export function clauseOf(text: string): Clause {
  const words = text.match(/["“„«][^"”“»\n]+["”“»][,:]?|@["“„«][^"”“»\n]+["”“»]|[^\s]+/gu) ?? [];
  return ofWords(words);
}

export function ofWords(words: readonly string[]): Clause {
  return { words, keys: words.map((word) => (/^["“„«]/u.test(word) ? quotation : keyOf(word))) };
}

export function slice({ words, keys }: Clause, from: number, to?: number): Clause {
  return { words: words.slice(from, to), keys: keys.slice(from, to) };
}

/** The person's words; the marks of a quotation that is all there is, and punctuation at the ends, are taken off. */
export function textOf({ words }: Clause): string {
  return words
    .join(" ")
    .replace(/^[\s,:–-]+|[\s,:;.!]+$/gu, "")
    .replace(/^["“„«](.*)["”“»]$/u, "$1")
    .trim();
}

/** Matches the keys, joined by spaces. Groups are given back as clauses of the person's own words. */
export function match(clause: Clause, pattern: RegExp): Caught | null {
  const line = clause.keys.join(" ");
  const found = new RegExp(pattern.source, `${pattern.flags.replace("d", "")}d`).exec(line);
  if (found === null) return null;
  const starts: number[] = [];
  let offset = 0;
  for (const key of clause.keys) {
    starts.push(offset);
    offset += key.length + 1;
  }
  return (group) => {
    const range = found.indices?.groups?.[group];
    if (range === undefined || range[0] === range[1]) return null;
    const [start, end] = range;
    const from = starts.findIndex((begin, index) => begin + (clause.keys[index]?.length ?? 0) > start);
    const to = starts.findIndex((begin) => begin >= end);
    return from < 0 ? null : slice(clause, from, to < 0 ? undefined : to);
  };
}

export function isEmpty({ words }: Clause): boolean {
  return words.length === 0;
}
