/** Search by meaning: passages whose vectors are near that of what is asked for. Vectors are made in the background. */
import type { Log } from "../log.ts";
import type { EmbeddingModel } from "../model/embeddings.ts";
import type { Database } from "../storage/database.ts";
import { createEmbeddingUsage } from "../storage/embedding-usage.ts";
import { createVectors, type NearPassage } from "../storage/vectors.ts";
import { createPassageEmbedding, type PassageEmbedding } from "./embed-passages.ts";
import { createEmbeddingReport } from "./embedding-report.ts";
import { createEmbeddingSpace } from "./embedding-space.ts";
import { createQueryVectors } from "./query-vectors.ts";

export type Nearness = {
  /** Best first; only what is near. */
  hits: NearPassage[];
  /** Whether the best is near enough to be claimed, whatever its words are. */
  isClaimed: boolean;
  /** Those of the sets of which not all passages have vectors yet, so that their absence among the hits says nothing. */
  unembedded(setIds: readonly string[]): Promise<ReadonlySet<string>>;
};
export type Meaning = PassageEmbedding & {
  /** Null where meaning cannot be searched now: no passage has a vector yet, or the service does not answer in time. */
  near(asked: {
    workspaceId: string;
    query: string;
    /** Null searches the whole workspace. */
    documentIds: readonly string[] | null;
    limit: number;
    /** Of one document at most so many; as many as there are, unless given. */
    mostOfDocument?: number;
  }): Promise<Nearness | null>;
};

/**
 * Null where the database has no pgvector; it has said so when it was opened.
 * @param owner names this process among others
 * @param counted told of every token that was spent
 * @param patienceMs how long a search waits for the vector of its query; two seconds unless given
 * @param now milliseconds since 1970
 */
export function createMeaning({
  database,
  embeddings,
  owner,
  log,
  counted = () => undefined,
  patienceMs,
  now = Date.now,
}: {
  database: Database;
  embeddings: EmbeddingModel;
  owner: string;
  log: Log;
  counted?: (tokens: number) => void;
  patienceMs?: number;
  now?: () => number;
}): Meaning | null {
  if (!database.hasVectors) return null;
  const { model } = embeddings;
  const vectors = createVectors({ database });
  const usage = createEmbeddingUsage({ database });
  const report = createEmbeddingReport({ model, log });
  const space = createEmbeddingSpace({ embeddings });
  /** Never waited for, and never in the way. */
  const spent = (workspaceId: string, tokens: number) => {
    counted(tokens);
    usage
      .add({ workspaceId, model }, tokens)
      .catch((error: unknown) => log.warn({ workspaceId, tokens, error }, "tokens of embeddings could not be counted"));
  };
  const vectorOf = createQueryVectors({ embeddings, space, spent, report, now, ...(patienceMs && { patienceMs }) });
  // PGlite has one lane: an index would hold it for minutes.
  const hasIndexes = database.kind === "postgres";

  return {
    ...createPassageEmbedding({ vectors, embeddings, space, hasIndexes, owner, spent, report, log }),

    async near({ workspaceId, query, documentIds, limit, mostOfDocument = limit }) {
      if (!(await vectors.hasSome(workspaceId, model))) return null;
      const asked = await vectorOf(workspaceId, query);
      if (asked === null) return null;
      const { space, floors, vector } = asked;
      const found = await vectors.search({ workspaceId, space, vector, documentIds, limit, mostOfDocument });
      return {
        hits: found.filter(({ cosine }) => cosine >= floors.count),
        isClaimed: (found[0]?.cosine ?? -1) >= floors.claim,
        unembedded: (setIds) => vectors.unembedded(workspaceId, space, setIds),
      };
    },
  };
}
