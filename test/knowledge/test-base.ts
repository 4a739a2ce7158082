/** A knowledge base in memory for tests: the real store, ingestion and search on PGlite. */
import type { DocumentKind } from "../../src/course/document-kinds.ts";
import { createKnowledge, type Knowledge } from "../../src/knowledge/knowledge.ts";
import type { Meaning } from "../../src/knowledge/meaning.ts";
import { createStore, type FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import type { DocumentRecord } from "../../src/storage/documents-port.ts";
import type { Lease, RequestRecord } from "../../src/storage/store.ts";
import { openTestDatabase } from "../fixtures/databases.ts";

export const workspaceId = "T0TEST";

export type TestBase = {
  database: Database;
  store: FullStore;
  knowledge: Knowledge;
  /** Stores a document with its request, and takes the lease, as a worker would. */
  accept(document: NewTestDocument): Promise<{ document: DocumentRecord; request: RequestRecord; lease: Lease }>;
  /** Takes a document in, to the end. */
  add(document: NewTestDocument): Promise<DocumentRecord>;
  close(): Promise<void>;
};
export type NewTestDocument = { title: string; text: string; kind?: DocumentKind; workspaceId?: string };

/** A base of its own for each caller. `meaningOf` makes search by meaning for its database, which is PGlite's unless another is given. */
export async function openTestBase({
  meaningOf = () => null,
  database: given,
}: {
  meaningOf?: (database: Database) => Meaning | null;
  database?: Database;
} = {}): Promise<TestBase> {
  const opened =
    given === undefined ? await openTestDatabase("pglite") : { database: given, close: () => given.close() };
  const { database } = opened;
  const store = createStore({ database });
  const knowledge = createKnowledge({ database, store, meaning: meaningOf(database) });
  let count = 0;

  async function accept({ title, text, kind = "markdown", workspaceId: workspace = workspaceId }: NewTestDocument) {
    count += 1;
    const { document } = await store.documents.accept(
      {
        workspaceId: workspace,
        title,
        kind,
        bytes: text.length,
        contentHash: null,
        addedBy: "U0ADMIN",
        source: { kind: "text", text },
      },
      `test ${count}`,
    );
    const lease = await store.leases.acquire({ workspaceId: workspace, kind: "document", id: document.id }, "test");
    const request = lease === null ? null : await store.requests.next(lease);
    if (lease === null || request === null) throw new Error("the document's request waits for nobody");
    return { document, request, lease };
  }

  return {
    database,
    store,
    knowledge,
    accept,
    async add(asked) {
      const { document, request, lease } = await accept(asked);
      const outcome = await knowledge.ingest({ request, lease, signal: new AbortController().signal });
      await store.requests.finish(lease, request.id, outcome);
      await store.leases.release(lease);
      const taken = await store.documents.find(document.workspaceId, document.id);
      if (taken === null || outcome.result !== "ready") throw new Error(`not taken in: ${JSON.stringify(outcome)}`);
      return taken;
    },
    close: opened.close,
  };
}
