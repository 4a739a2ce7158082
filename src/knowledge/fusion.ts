/**
 * Reciprocal rank fusion: several rankings become one by their ranks alone, so that scores on different scales need not be compared.
 * Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
 */

/** The paper's constant: how little the very first ranks stand out from those behind them. */
const k = 60;

export type Fused = { name: string; score: number };

/**
 * Each ranking holds names, best first; one may have holes (null), which keep the ranks of what follows.
 * @returns every name once, best first; of equals the one that was met first
 */
export function fuseRanks(rankings: readonly (readonly (string | null)[])[]): Fused[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [index, name] of ranking.entries()) {
      if (name !== null) scores.set(name, (scores.get(name) ?? 0) + 1 / (k + index + 1));
    }
  }
  return [...scores].map(([name, score]) => ({ name, score })).sort((left, right) => right.score - left.score);
}
