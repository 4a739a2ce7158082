/** A PostgreSQL that has no pgvector, with an embedding model in the settings: one line in the log, and search by words alone. */
import { describe, expect, test } from "vitest";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import { createMeaning } from "../../src/knowledge/meaning.ts";
import { createEmbeddingModel } from "../../src/model/embeddings.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { startEmbeddingsServer } from "../fixtures/embeddings-server.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { hasPostgres, startPostgres } from "../fixtures/postgres.ts";
import { openTestBase, workspaceId } from "./test-base.ts";

describe.runIf(hasPostgres())("a PostgreSQL without pgvector", () => {
  test("searches by words alone, and says so once", async ({ skip }) => {
    await using closing = new AsyncDisposableStack();
    const postgres = await startPostgres();
    closing.defer(() => postgres.remove());
    const server = await startEmbeddingsServer();
    closing.defer(() => server.stop());
    const { log, lines } = createTestLog();
    const database = await openDatabase({ databaseUrl: await postgres.createDatabase(), dataDirectory: null, log });
    skip(database.hasVectors, "this PostgreSQL has pgvector");
    const embeddings = createEmbeddingModel({
      apiKey: "key",
      baseUrl: server.baseUrl,
      model: "stand-in",
      dimensions: null,
    });
    const meaning = createMeaning({ database, embeddings, owner: "test", log });
    const base = await openTestBase({ database, meaningOf: () => meaning });
    closing.defer(() => base.close());
    expect(meaning).toBeNull();
    await base.add({ title: "Leave", text: "Each employee is entitled to thirty days of annual holiday." });
    for (const knowledge of [base.knowledge, createKnowledge({ database, store: base.store, meaning })]) {
      const found = await knowledge.search({
        workspaceId,
        query: "annual holiday of employees",
        documentIds: null,
        limit: 5,
      });
      expect(found.passages).toHaveLength(1);
      expect(found.searches).toEqual([{ way: "words", found: 1, isClaimed: true }]);
    }
    expect(lines.map(({ msg }) => msg).filter((line) => line.includes("pgvector"))).toEqual([
      "this PostgreSQL has no pgvector: search goes by words alone",
    ]);
    expect(server.calls).toEqual([]);
  });
});
