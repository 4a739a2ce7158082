/** Vectors in the database: apart by workspace, gone with what they belong to, and an index for many. */
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createHousekeeping } from "../../src/operations/housekeeping.ts";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { provideVectorTables } from "../../src/storage/vector-tables.ts";
import { createVectors, type VectorRepository } from "../../src/storage/vectors.ts";
import { hold } from "../fixtures/courses.ts";
import { newDocument } from "../fixtures/documents.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { useDatabase } from "../fixtures/suites.ts";

const space = { model: "stand-in", dimensions: 3 };
let database: Database;
let store: FullStore;
let vectors: VectorRepository;
useDatabase("pglite", (opened) => {
  ({ database, store } = opened);
  vectors = createVectors({ database });
});

/** A document with so many passages; answers its id and the id of their set. */
async function fill(workspaceId: string, passages = 2): Promise<{ documentId: string; setId: string }> {
  const { document } = await store.documents.accept(newDocument(workspaceId), `document ${workspaceId}`);
  const lease = await hold(store, { workspaceId, kind: "document", id: document.id });
  const set = await store.passages.open(lease, { version: 1, contentHash: "hash", configuration: "english" });
  const place = { heading_path: [], page: null, slide: null, sheet: null };
  await store.passages.save(
    lease,
    { id: set.id, configuration: "english" },
    Array.from({ length: passages }, (_, ordinal) => ({
      ordinal,
      place,
      text: `${workspaceId} ${ordinal}`,
      start: 0,
      end: 3,
      vector: "'one':1",
      length: 1,
      lexemes: ["one"],
    })),
  );
  await store.passages.publish(lease, set.id);
  await store.leases.release(lease);
  return { documentId: document.id, setId: set.id };
}

const saved = (setId: string, list: (number[] | null)[]) => list.map((vector, ordinal) => ({ setId, ordinal, vector }));
const search = (workspaceId: string, vector: number[], documentIds: string[] | null = null) =>
  vectors.search({ workspaceId, space, vector, documentIds, limit: 10, mostOfDocument: 10 });
const rowsOf = async (workspaceId: string) => {
  const [row] = await database.query(
    z.object({ vectors: z.number(), sets: z.number(), turns: z.number() }),
    `select (select count(*)::int from passage_vectors where workspace_id = $1) as vectors,
       (select count(*)::int from embedded_sets where workspace_id = $1) as sets,
       (select count(*)::int from embedding_turns where workspace_id = $1) as turns`,
    [workspaceId],
  );
  return row;
};

describe("vectors", () => {
  it("are missing until they are saved, also where the model had none to give", async () => {
    const { setId } = await fill("T-missing", 3);
    expect(await vectors.unfinished(space)).toContain("T-missing");
    const next = await vectors.next("T-missing", space, 2);
    expect(next.map(({ ordinal, text }) => [ordinal, text])).toEqual([
      [0, "T-missing 0"],
      [1, "T-missing 1"],
    ]);
    await vectors.save("T-missing", space, saved(setId, [[1, 0, 0], null]));
    expect(await vectors.unembedded("T-missing", space, [setId])).toEqual(new Set([setId]));
    expect((await vectors.next("T-missing", space, 2)).map(({ ordinal }) => ordinal)).toEqual([2]);
    await vectors.save("T-missing", space, [{ setId, ordinal: 2, vector: [0, 1, 0] }]);
    expect(await vectors.unfinished(space)).not.toContain("T-missing");
    expect(await vectors.unembedded("T-missing", space, [setId])).toEqual(new Set());
    expect(await vectors.unfinished({ ...space, dimensions: 4 })).toContain("T-missing");
    expect((await search("T-missing", [1, 0, 0])).map(({ ordinal, cosine }) => [ordinal, cosine])).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  it("are never found, counted or saved from another workspace, whatever ids it asks with", async () => {
    const one = await fill("T-one");
    const two = await fill("T-two");
    await vectors.save(
      "T-one",
      space,
      saved(one.setId, [
        [1, 0, 0],
        [0, 1, 0],
      ]),
    );
    await vectors.save(
      "T-two",
      space,
      saved(two.setId, [
        [1, 0, 0],
        [0, 1, 0],
      ]),
    );
    // The same document id in both, as when one is a copy of the other.
    await database.execute("alter table documents disable trigger all");
    await database.execute("update documents set id = $1 where workspace_id = 'T-two' and id = $2", [
      one.documentId,
      two.documentId,
    ]);
    await database.execute("update passage_sets set document_id = $1 where workspace_id = 'T-two'", [one.documentId]);
    await database.execute("alter table documents enable trigger all");
    for (const documentIds of [null, [one.documentId]]) {
      const found = await search("T-two", [1, 0, 0], documentIds);
      expect(new Set(found.map(({ setId }) => setId))).toEqual(new Set([two.setId]));
    }
    expect(await search("T-three", [1, 0, 0], [one.documentId])).toEqual([]);
    expect(await vectors.unembedded("T-two", space, [one.setId])).toEqual(new Set([one.setId]));
    const before = await rowsOf("T-one");
    await vectors.save("T-two", { ...space, model: "other" }, saved(one.setId, [[0, 0, 1]]));
    expect(await rowsOf("T-one")).toEqual(before);
    expect(await rowsOf("T-two")).toMatchObject({ vectors: 2, sets: 1 });
  });

  it("go with their workspace, and those of another stay", async () => {
    for (const workspaceId of ["T-gone", "T-stays"]) {
      const { setId } = await fill(workspaceId);
      await vectors.save(
        workspaceId,
        space,
        saved(setId, [
          [1, 0, 0],
          [0, 1, 0],
        ]),
      );
      expect(await vectors.takeTurn(workspaceId, "somebody")).toBe(true);
    }
    await store.erasures.request("T-gone", "U1");
    await createHousekeeping({ erasures: store.erasures, log: createTestLog().log }).erase();
    expect(await rowsOf("T-gone")).toEqual({ vectors: 0, sets: 0, turns: 0 });
    expect(await rowsOf("T-stays")).toEqual({ vectors: 2, sets: 1, turns: 1 });
    expect(await vectors.takeTurn("T-gone", "somebody")).toBe(false);
  });

  it("of passages that went meanwhile are not saved", async () => {
    const { documentId, setId } = await fill("T-late");
    await store.documents.delete("T-late", documentId);
    while (await store.passages.tidy("T-late"));
    await vectors.save("T-late", space, saved(setId, [[1, 0, 0]]));
    expect(await rowsOf("T-late")).toEqual({ vectors: 0, sets: 0, turns: 0 });
  });
});

it("a turn is one worker's until it gives it up or is not heard of for a minute", async () => {
  await fill("T-turn");
  expect(await vectors.takeTurn("T-turn", "one")).toBe(true);
  expect(await vectors.takeTurn("T-turn", "one")).toBe(true);
  expect(await vectors.takeTurn("T-turn", "two")).toBe(false);
  await vectors.giveUpTurn("T-turn", "two");
  expect(await vectors.takeTurn("T-turn", "two")).toBe(false);
  await database.execute("update embedding_turns set held_until = held_until - interval '61 seconds'");
  expect(await vectors.takeTurn("T-turn", "two")).toBe(true);
  await vectors.giveUpTurn("T-turn", "two");
  expect(await vectors.takeTurn("T-turn", "one")).toBe(true);
});

it("the tables are made once, whoever starts again", async () => {
  await provideVectorTables(database);
  await provideVectorTables(database);
});

describe("an index for the largest workspaces", () => {
  const large = 1_500;
  beforeAll(async () => {
    const { setId } = await fill("T-large", large);
    const list = Array.from({ length: large }, (_, index) => {
      const angle = (index / large) * Math.PI;
      return [Math.cos(angle), Math.sin(angle), 0];
    });
    await vectors.save("T-large", space, saved(setId, list));
    await fill("T-small", 3);
  });

  const indexes = async () =>
    (
      await database.query(
        z.object({ definition: z.string() }),
        "select indexdef as definition from pg_indexes where indexdef like '%hnsw%'",
      )
    ).map(({ definition }) => definition);

  const timesUsed = async () => {
    await database.execute("select pg_stat_force_next_flush()");
    const [row] = await database.query(
      z.object({ count: z.number() }),
      "select idx_scan::int as count from pg_stat_user_indexes where indexrelname like 'passage_vectors_near_%'",
    );
    return row?.count;
  };

  it("is made for those alone, finds what a scan finds, and goes when it is needed no more", async () => {
    const middle = [Math.cos(1), Math.sin(1), 0];
    const exact = await search("T-large", middle);
    expect(exact).toHaveLength(10);
    expect(await vectors.mendIndexes(space)).toEqual({ made: 0, dropped: 0 });
    expect(await vectors.mendIndexes(space, { fromPassages: 1_000 })).toEqual({ made: 1, dropped: 0 });
    expect(await indexes()).toEqual([expect.stringContaining("'T-large'")]);
    expect(await vectors.mendIndexes(space, { fromPassages: 1_000 })).toEqual({ made: 0, dropped: 0 });
    // The planner takes the index by itself once there are many more; here sorting is as quick.
    await database.execute("set enable_sort to off");
    const found = await search("T-large", middle);
    expect(await timesUsed()).toBe(1);
    await database.execute("reset enable_sort");
    expect(new Set(found.map(({ ordinal }) => ordinal))).toEqual(new Set(exact.map(({ ordinal }) => ordinal)));
    expect(await vectors.mendIndexes(space, { fromPassages: 5_000 })).toEqual({ made: 0, dropped: 1 });
    expect(await indexes()).toEqual([]);
  });
});
