/** Search by meaning, where the settings name an embedding model. */
import { createMeaning, type Meaning } from "../knowledge/meaning.ts";
import { createEmbeddingModel } from "../model/embeddings.ts";
import type { Parts } from "./parts.ts";
import { newOwner } from "./process-name.ts";

/** Null without an embedding model, and where the database has no pgvector. */
export function createSearchByMeaning({ config, database, metrics, log }: Parts): Meaning | null {
  if (config.embeddings === null) return null;
  return createMeaning({
    database,
    embeddings: createEmbeddingModel(config.embeddings),
    owner: newOwner(),
    counted: (tokens) => metrics.embeddingTokens(tokens),
    log,
  });
}
