/** Joins what was found by words and what was found by meaning. */
import type { PassageKey } from "./found.ts";
import { fuseRanks } from "./fusion.ts";
import type { Nearness } from "./meaning.ts";

/** One search of several, as it is kept: how many passages it found, and whether they are near enough to be claimed as sources. */
export type SearchRun = { way: "words" | "meaning"; found: number; isClaimed: boolean };

type Key = Pick<PassageKey, "setId" | "ordinal">;

/** A passage's name within its workspace. */
export function nameOf({ setId, ordinal }: Key): string {
  return `${setId}.${ordinal}`;
}

type ByWords = { hits: readonly Key[]; isClaimed: boolean };

/** What is kept of a search; `meaning` null did not run. */
export function runsOf(words: ByWords, meaning: Nearness | null): SearchRun[] {
  const runs: SearchRun[] = [{ way: "words", found: words.hits.length, isClaimed: words.isClaimed }];
  if (meaning !== null) runs.push({ way: "meaning", found: meaning.hits.length, isClaimed: meaning.isClaimed });
  return runs;
}

/**
 * Passages of both searches, best first. A search that claims nothing has no say: what it found shares a word, or a topic, by chance,
 * and would push what the other is sure of off the first place. A document whose passages have no vectors yet counts as if
 * meaning ranked it as words do, so that it is not held back for being new.
 */
export async function joined(words: ByWords, meaning: Nearness): Promise<PassageKey[]> {
  const byWords = words.isClaimed ? words.hits : [];
  const byMeaning = meaning.isClaimed ? meaning.hits : [];
  const keys = new Map([...byWords, ...byMeaning].map((key) => [nameOf(key), key]));
  const isOneEnough = byWords.length === 0 || byMeaning.length === 0;
  const unembedded = isOneEnough ? new Set() : await meaning.unembedded(byWords.map(({ setId }) => setId));
  const rankings = [
    byWords.map(nameOf),
    byMeaning.map(nameOf),
    byWords.map((key) => (unembedded.has(key.setId) ? nameOf(key) : null)),
  ];
  return fuseRanks(rankings).flatMap(({ name, score }) => {
    const key = keys.get(name);
    return key === undefined ? [] : { setId: key.setId, ordinal: key.ordinal, score };
  });
}
