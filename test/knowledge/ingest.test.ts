import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CoursewrightError } from "../../src/errors.ts";
import type { ExtractedDocument } from "../../src/knowledge/blocks.ts";
import { createIngestion, type ExtractPort } from "../../src/knowledge/ingest.ts";
import { createLexer } from "../../src/knowledge/lexemes.ts";
import { createPassages, type PassageRepository } from "../../src/storage/passages.ts";
import { type NewTestDocument, openTestBase, type TestBase, workspaceId } from "./test-base.ts";

let base: TestBase;
let passages: PassageRepository;
beforeAll(async () => {
  base = await openTestBase();
  passages = createPassages({ database: base.database });
});
afterAll(() => base.close());

const section = (index: number) =>
  `## Rule ${index}\n\n${`Rule number ${index} keeps the archive of the harbour office in order. `.repeat(12)}`;
const handbook = (sections: number, mark: string) =>
  `# Archive ${mark}\n\n${Array.from({ length: sections }, (_, index) => section(index)).join("\n\n")}`;
const running = new AbortController().signal;
const ingestionWith = (over: Partial<Parameters<typeof createIngestion>[0]>) =>
  createIngestion({
    documents: base.store.documents,
    passages,
    lexer: createLexer({ database: base.database }),
    ...over,
  });
const all = (documentId: string) => passages.list(workspaceId, documentId, { from: 0, limit: 1_000 });

/** What the counts say of a word, and how many stored passages really hold it. */
async function counted(word: string) {
  const [row] = await base.database.query(
    z.object({ counted: z.number(), stored: z.number() }),
    `with k as (select lexeme_key($1, $2) as key)
     select (coalesce((select sum(passages) from lexeme_counts, k where lexeme_counts.key = k.key), 0)
        + coalesce((select sum(counts[i]) from k, pending_counts p, width_bucket(k.key, p.keys) i
            where i > 0 and p.keys[i] = k.key), 0))::int as counted,
       (select count(*) from passage_terms where workspace_id = $1 and ($2 = '' or lexemes @@ quote_literal($2)::tsquery))::int as stored`,
    [workspaceId, word],
  );
  return row;
}

async function rebuild(documentId: string, text: string) {
  const document = await base.store.documents.find(workspaceId, documentId);
  const lease = await base.store.leases.acquire({ workspaceId, kind: "document", id: documentId }, "test");
  if (document === null || lease === null) throw new Error("cannot rebuild");
  await base.database.execute("update documents set version = version + 1 where id = $1", [documentId]);
  await base.database.execute("update document_sources set source = $2::jsonb where document_id = $1", [
    documentId,
    JSON.stringify({ kind: "text", text }),
  ]);
  const accepted = await base.store.requests.accept({
    workspaceId,
    key: `rebuild ${documentId} ${text.length}`,
    lane: lease.lane,
    kind: "ingest",
    payload: {},
    authorId: "U0ADMIN",
  });
  const request = await base.store.requests.find(workspaceId, accepted.requestId);
  if (request === null) throw new Error("no request");
  return { lease, request };
}

describe("a document", () => {
  test("becomes passages in order, with ids made of document, version and ordinal", async () => {
    const document = await base.add({ title: "Harbour archive", text: handbook(12, "one") });
    const stored = await all(document.id);
    expect(document).toMatchObject({ state: "ready", passageCount: stored.length });
    expect(stored.map(({ id }) => id)).toEqual(stored.map((_, index) => `${document.id}.1.${index}`));
    expect(stored[3]).toMatchObject({ place: { heading_path: ["Archive one", "Rule 3"], page: null } });
    const wanted = [stored[5]?.id ?? "", "nothing", stored[1]?.id ?? "", `${document.id}.9.0`];
    expect((await passages.find(workspaceId, wanted)).map(({ ordinal }) => ordinal)).toEqual([5, 1]);
    expect(await passages.find("T0OTHER", wanted)).toEqual([]);
  });

  test("that a killed run had half saved is gone on with, and shown only whole", async () => {
    const { document, request, lease } = await base.accept({ title: "Killed", text: handbook(160, "two") });
    let batches = 0;
    const saved: number[] = [];
    const dying: PassageRepository = {
      ...passages,
      async save(held, set, batch) {
        batches += 1;
        if (batches === 3) throw new CoursewrightError("stopped", "killed in the middle");
        saved.push(...batch.map(({ ordinal }) => ordinal));
        await passages.save(held, set, batch);
      },
    };
    const run = (repository: PassageRepository) =>
      ingestionWith({ passages: repository }).ingest({ request, lease, signal: running });
    await expect(run(dying)).rejects.toMatchObject({ code: "stopped" });
    expect(await all(document.id)).toEqual([]);
    await expect(run(dying)).resolves.toMatchObject({ result: "ready", passages: 160 });
    expect(saved).toEqual(Array.from({ length: 160 }, (_, index) => index));
    expect(await all(document.id)).toHaveLength(160);
    const before = saved.length;
    await expect(run(dying)).resolves.toMatchObject({ result: "ready" });
    expect(saved).toHaveLength(before);
  });

  test("that is replaced shows its old passages until the new ones are whole, and then those alone", async () => {
    const document = await base.add({ title: "Replaced", text: handbook(60, "old") });
    const { lease, request } = await rebuild(document.id, handbook(70, "new"));
    const seen: string[] = [];
    const watching: PassageRepository = {
      ...passages,
      async save(held, set, batch) {
        await passages.save(held, set, batch);
        const found = await base.knowledge.search({
          workspaceId,
          query: "archive rule harbour",
          documentIds: [document.id],
          limit: 5,
        });
        seen.push(...found.passages.map(({ place }) => place.heading_path[0] ?? ""));
      },
    };
    await ingestionWith({ passages: watching }).ingest({ request, lease, signal: running });
    expect(new Set(seen)).toEqual(new Set(["Archive old"]));
    const stored = await all(document.id);
    expect(new Set(stored.map(({ place }) => place.heading_path[0]))).toEqual(new Set(["Archive new"]));
    expect(stored.at(-1)?.id).toBe(`${document.id}.2.69`);
    const [left] = await base.database.query(
      z.object({ n: z.number() }),
      "select count(*)::int as n from passages p join passage_sets s on s.id = p.set_id where s.document_id = $1 and s.version = 1",
      [document.id],
    );
    expect(left?.n).toBe(0);
  });

  test("keeps what was left out of the reading that is shown, until another one is", async () => {
    const { document, request, lease } = await base.accept({ title: "Scans", text: "y".repeat(400_001) });
    const blocks = [{ type: "paragraph" as const, text: "Crane rules.", headingPath: [], locator: {} }];
    const read = (extracted: Pick<ExtractedDocument, "pageCount" | "remarks">) =>
      ingestionWith({
        extract: { extract: async () => ({ kind: "pdf", title: null, blocks, ...extracted }) },
      }).ingest({ request, lease, signal: running });
    const kept = async () => {
      const now = await base.store.documents.find(workspaceId, document.id);
      return { state: now?.state, pageCount: now?.pageCount, remarks: now?.remarks };
    };
    const remarks: ExtractedDocument["remarks"] = [{ kind: "pages_without_text", count: 3, of: 117 }];
    await read({ pageCount: 117, remarks });
    expect(await kept()).toEqual({ state: "ready", pageCount: 117, remarks });
    const damaged = { extract: () => Promise.reject(new CoursewrightError("document_damaged", "no")) };
    await ingestionWith({ extract: damaged }).ingest({ request, lease, signal: running });
    expect(await kept()).toEqual({ state: "failed", pageCount: 117, remarks });
    await read({ pageCount: null, remarks: [] });
    expect(await kept()).toEqual({ state: "ready", pageCount: null, remarks: [] });
  });

  test("that is deleted is out of search at once", async () => {
    const document = await base.add({
      title: "Zeppelin manual",
      text: "# Zeppelins\n\nA zeppelin is filled with helium.",
    });
    const search = () => base.knowledge.search({ workspaceId, query: "zeppelin helium", documentIds: null, limit: 5 });
    expect((await search()).passages[0]?.documentId).toBe(document.id);
    await base.store.documents.delete(workspaceId, document.id);
    expect(await search()).toMatchObject({ passages: [], nothingRelevant: true });
  });
});

describe("what cannot be read", () => {
  test("ends as failed with its code; what may pass is thrown", async () => {
    const asked: NewTestDocument = { title: "Broken", text: "x".repeat(400_001) };
    const extract = (error: CoursewrightError): ExtractPort => ({ extract: () => Promise.reject(error) });
    const { document, request, lease } = await base.accept(asked);
    const context = { request, lease, signal: running };
    const busy = ingestionWith({ extract: extract(new CoursewrightError("slack_unreachable", "no")) });
    await expect(busy.ingest(context)).rejects.toMatchObject({ code: "slack_unreachable" });
    const damaged = new CoursewrightError("document_damaged", "no", { facts: { page: 3 } });
    await expect(ingestionWith({ extract: extract(damaged) }).ingest(context)).resolves.toEqual({
      result: "failed",
      code: "document_damaged",
    });
    const failed = await base.store.documents.find(workspaceId, document.id);
    expect(failed).toMatchObject({ state: "failed", failure: { code: "document_damaged", facts: { page: 3 } } });
  });

  test.each([
    ["  \n ", "document_empty"],
    ["<!-- nothing to see -->", "document_no_text"],
  ])("%j is refused as %s", async (text, code) => {
    const { request, lease } = await base.accept({ title: "Nothing", text });
    await expect(base.knowledge.ingest({ request, lease, signal: running })).resolves.toEqual({
      result: "failed",
      code,
    });
  });

  test("a worker whose lease was taken over saves nothing", async () => {
    const { document, request, lease } = await base.accept({ title: "Taken over", text: handbook(4, "three") });
    const stale = { ...lease, fence: lease.fence - 1 };
    const run = base.knowledge.ingest({ request, lease: stale, signal: running });
    await expect(run).rejects.toMatchObject({ code: "lease_lost" });
    expect(await all(document.id)).toEqual([]);
  });
});

test("counts are right after everything above, and after documents were taken in and removed side by side", async () => {
  const added = await Promise.all(
    Array.from({ length: 6 }, (_, index) => base.add({ title: `Side ${index}`, text: handbook(70, `side ${index}`) })),
  );
  const deletions = added.slice(0, 3).map(({ id }) => base.store.documents.delete(workspaceId, id));
  const more = Array.from({ length: 3 }, (_, index) =>
    base.add({ title: `More ${index}`, text: handbook(50, `more ${index}`) }),
  );
  await Promise.all([...deletions, ...more]);
  while (await passages.tidy(workspaceId));
  for (const word of ["harbour", "archiv", "rule", "side", "more", "zeppelin", ""]) {
    const count = await counted(word);
    expect(count?.counted, word).toBe(count?.stored);
  }
  expect((await counted("harbour"))?.stored).toBeGreaterThan(300);
});
