/** Tells of a service that is away once, and once when it is back, not at every attempt in between. */
import { codeOf } from "../errors.ts";
import type { Log } from "../log.ts";

export type EmbeddingReport = { lost(error: unknown): void; back(): void };

export function createEmbeddingReport({ model, log }: { model: string; log: Log }): EmbeddingReport {
  let isLost = false;
  return {
    lost(error) {
      if (!isLost) {
        log.warn(
          { model, code: codeOf(error), error },
          "no vectors from the embeddings service: search goes by words alone",
        );
      }
      isLost = true;
    },
    back() {
      if (isLost) log.info({ model }, "vectors come from the embeddings service again");
      isLost = false;
    },
  };
}
