/** nDCG@10 as trec_eval computes it: the gain is the judgement itself, so that graded judgements count by their grade. */

/** By query, by document: the judgement. Above 0 is relevant. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** For one query: 0 to 1. `ranked` are documents, best first, each once. */
export function ndcgAt10(ranked: readonly string[], judged: ReadonlyMap<string, number>): number {
  const gain = (id: string) => Math.max(0, judged.get(id) ?? 0);
  const best = [...judged.values()].filter((grade) => grade > 0).sort((left, right) => right - left);
  const ideal = discounted(best.slice(0, 10));
  return ideal === 0 ? 0 : discounted(ranked.slice(0, 10).map(gain)) / ideal;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
