/** A knowledge base of its own for a benchmark: the real store, ingestion and search on PGlite in a temporary folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentKind } from "../../src/course/document-kinds.ts";
import { createExtractor } from "../../src/knowledge/extract/extractor.ts";
import { createKnowledge, type Knowledge } from "../../src/knowledge/knowledge.ts";
import { createStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { createUpkeep } from "../../src/storage/upkeep.ts";

export const benchWorkspace = "T0BENCH";
const tendEveryMs = 10_000;

export type BenchBase = {
  database: Database;
  knowledge: Knowledge;
  /** Takes a document in as a worker does. Returns its id; null when it is refused, as one without words is. */
  add(document: { title: string; text: string; kind: DocumentKind }, workspaceId?: string): Promise<string | null>;
  /** What housekeeping does every ten seconds: an embedded PostgreSQL has no autovacuum of its own. */
  tend(): Promise<void>;
  close(): Promise<void>;
};

/** On disk, since in memory the data itself would count as memory. */
export async function openBenchBase(): Promise<BenchBase> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "coursewright-bench-"));
  const database = await openDatabase({ databaseUrl: null, dataDirectory });
  const store = createStore({ database });
  const knowledge = createKnowledge({ database, store, extract: createExtractor({}) });
  const signal = new AbortController().signal;
  const upkeep = createUpkeep({ database });
  const tend = async () => void (await upkeep.tend(signal));
  let count = 0;
  let tended = performance.now();
  return {
    database,
    tend,
    knowledge,
    async add({ title, text, kind }, workspaceId = benchWorkspace) {
      count += 1;
      const { document } = await store.documents.accept(
        {
          workspaceId,
          title,
          kind,
          bytes: text.length,
          contentHash: null,
          addedBy: "U0BENCH",
          source: { kind: "text", text },
        },
        `bench ${count}`,
      );
      const lease = await store.leases.acquire({ workspaceId, kind: "document", id: document.id }, "bench");
      const request = lease === null ? null : await store.requests.next(lease);
      if (lease === null || request === null) throw new Error(`document ${count} waits for nobody`);
      // Collections hold the same text twice now and then; a person would be asked.
      const asked = { ...request, payload: { allowDuplicate: true } };
      const outcome = await knowledge.ingest({ request: asked, lease, signal });
      await store.requests.finish(lease, request.id, outcome);
      await store.leases.release(lease);
      if (performance.now() > tended + tendEveryMs) {
        await tend();
        tended = performance.now();
      }
      return outcome.result === "ready" ? document.id : null;
    },
    async close() {
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The value below which the share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** To so many decimals, as a number. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
