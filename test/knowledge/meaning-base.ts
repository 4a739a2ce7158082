/** A knowledge base that searches by meaning too, with a stand-in embeddings service, for tests. */
import { createMeaning, type Meaning } from "../../src/knowledge/meaning.ts";
import { createEmbeddingModel } from "../../src/model/embeddings.ts";
import type { Database } from "../../src/storage/database.ts";
import { type EmbeddingsServer, startEmbeddingsServer } from "../fixtures/embeddings-server.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { openTestBase, type TestBase } from "./test-base.ts";

export type MeaningBase = TestBase & {
  server: EmbeddingsServer;
  /** What the base itself searches with. */
  meaning: Meaning;
  /** Warnings and news of all that follows, by their words. */
  said(): string[];
  /** Another process, perhaps with other settings. */
  another(settings?: { model?: string; dimensions?: number | null; owner?: string; patienceMs?: number }): Meaning;
  /** Moves the clock that tells when a service that failed is asked again. */
  later(milliseconds: number): void;
};

export async function openMeaningBase(): Promise<MeaningBase> {
  const server = await startEmbeddingsServer();
  const { log, lines } = createTestLog();
  let now = 0;
  const make = (database: Database, settings: Settings = {}) => {
    // Patient, since the machine may be busy.
    const { model = "stand-in", dimensions = null, owner = "one", patienceMs = 60_000 } = settings;
    const clock = { now: () => now, sleep: async () => undefined, random: () => 0 };
    const embeddings = createEmbeddingModel({ apiKey: "key", baseUrl: server.baseUrl, model, dimensions, clock });
    const meaning = createMeaning({ database, embeddings, owner, log, patienceMs, now: () => now });
    if (meaning === null) throw new Error("PGlite has pgvector");
    return meaning;
  };
  const made: Meaning[] = [];
  const base = await openTestBase({
    meaningOf(database) {
      const meaning = make(database);
      made.push(meaning);
      return meaning;
    },
  });
  const [meaning] = made;
  if (meaning === undefined) throw new Error("the base did not ask for its search by meaning");
  return {
    ...base,
    server,
    meaning,
    said: () => lines.map(({ msg }) => msg),
    another: (settings) => make(base.database, settings),
    later(milliseconds) {
      now += milliseconds;
    },
    async close() {
      // Ingestion leaves a run behind that nobody waits for.
      await meaning.run();
      await base.close();
      await server.stop();
    },
  };
}

type Settings = NonNullable<Parameters<MeaningBase["another"]>[0]>;
