/** Search by meaning, where the settings name an embedding model. */
import { hostname } from "node:os";
import { nanoid } from "nanoid";
import { createMeaning, type Meaning } from "../knowledge/meaning.ts";
import { createEmbeddingModel } from "../model/embeddings.ts";
import type { Parts } from "./parts.ts";

/** Null without an embedding model, and where the database has no pgvector. */
export function createSearchByMeaning({ config, database, metrics, log }: Parts): Meaning | null {
  if (config.embeddings === null) return null;
  return createMeaning({
    database,
    embeddings: createEmbeddingModel(config.embeddings),
    owner: `${hostname()}-${process.pid}-${nanoid(6)}`,
    counted: (tokens) => metrics.embeddingTokens(tokens),
    log,
  });
}
