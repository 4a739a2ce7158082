/** The vector of what is asked for, in time or not at all. */
import type { EmbeddingModel } from "../model/embeddings.ts";
import type { EmbeddingReport } from "./embedding-report.ts";
import type { EmbeddingSpace, MeasuredSpace } from "./embedding-space.ts";

export type QueryVector = MeasuredSpace & { vector: readonly number[] };
/** Null when there is none in time: never throws. */
export type QueryVectors = (workspaceId: string, query: string) => Promise<QueryVector | null>;

/** A search by words alone now is better than one by both later. */
const usualPatienceMs = 2_000;
/** After a failure so long nobody asks again: a request may search once for each of its documents. */
const restMs = 10_000;
/** Passages are no longer; more of a prompt would only blur it. */
const longestQuery = 2_000;
/** One course asks the same several times. */
const remembered = 50;

export function createQueryVectors({
  embeddings,
  space,
  spent,
  report,
  patienceMs = usualPatienceMs,
  now = Date.now,
}: {
  embeddings: EmbeddingModel;
  space: EmbeddingSpace;
  spent: (workspaceId: string, tokens: number) => void;
  report: EmbeddingReport;
  patienceMs?: number;
  now?: () => number;
}): QueryVectors {
  const known = new Map<string, QueryVector>();
  let restsUntil = Number.NEGATIVE_INFINITY;

  async function ask(workspaceId: string, query: string): Promise<QueryVector | null> {
    const signal = AbortSignal.timeout(patienceMs);
    const measured = await space.measure(signal);
    const { vectors, tokens } = await embeddings.embed([query], { signal, attempts: 1 });
    spent(workspaceId, tokens);
    const [vector] = vectors;
    if (!vector) return null;
    if (vector.length !== measured.space.dimensions) space.changed();
    return { ...measured, vector };
  }

  return async (workspaceId, asked) => {
    const query = asked.slice(0, longestQuery);
    const before = known.get(query);
    if (before !== undefined) return before;
    if (now() < restsUntil || query.trim() === "") return null;
    try {
      const found = await ask(workspaceId, query);
      report.back();
      if (found === null) return null;
      const [oldest] = known.keys();
      if (known.size >= remembered && oldest !== undefined) known.delete(oldest);
      known.set(query, found);
      return found;
    } catch (error) {
      restsUntil = now() + restMs;
      report.lost(error);
      return null;
    }
  };
}
