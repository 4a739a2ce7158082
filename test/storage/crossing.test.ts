/** Two workspaces whose rows have equal ids, in every table: nothing of one is seen or changed from the other. */
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Lane } from "../../src/storage/store.ts";
import { acceptCourse, course, hold, newWrite } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { newDocument } from "../fixtures/documents.ts";
import { useDatabase } from "../fixtures/suites.ts";

const tables = ["courses", "draft_sections", "versions", "requests", "messages", "documents", "document_sources"];

describe.each(databaseKinds)("two workspaces on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });
  let lane: Lane;
  let requestId: string;
  let documentId: string;
  beforeAll(async () => {
    ({ lane, requestId } = await acceptCourse(store, "T-one", "key", { threadTs: "1.1" }));
    const lease = await hold(store, lane);
    await store.courses.saveSection(lease, { requestId, stage: "overview", section: course.overview, usage: null });
    await store.courses.saveVersion(lease, { base: 0, course, cause: "write", authorId: "U1", requestId });
    await store.messages.intend(lease, { slot: "root", channelId: "C1" });
    await store.leases.release(lease);
    const { document } = await store.documents.accept(newDocument("T-one"), "document-key");
    documentId = document.id;
    await copyWorkspace(database, "T-one", "T-two");
  });

  it("changes one and leaves every row of the other as it was", async () => {
    const before = await rowsOf(database, "T-two");
    const lease = await hold(store, lane);
    await store.requests.next(lease);
    await store.requests.keepRetrieval(lease, requestId, { found: 1 });
    await store.courses.setState(lease, "failed", { stage: "modules", code: "model_busy", facts: {} });
    await store.courses.setThread(lease, "2.2");
    await store.courses.requestCancel("T-one", lane.id);
    await store.courses.saveSection(lease, { requestId, stage: "modules", section: course.modules, usage: null });
    await store.courses.saveVersion(lease, { base: 1, course, cause: "c", authorId: "U1", requestId: "r2" });
    await store.messages.posted(lease, "root", "2.2");
    await store.messages.wanted(lease, "root", "h");
    await store.work.postponeRefresh(lease);
    await store.messages.shown(lease, "root", "h");
    await store.work.postpone(lease, requestId, { milliseconds: 1, countsAttempt: true });
    await store.requests.finish(lease, requestId, { done: true });
    await store.workspaces.saveSettings("T-one", { adminIds: ["U1"] });
    await store.documents.rename("T-one", documentId, "Other");
    const documentLease = await hold(store, { workspaceId: "T-one", kind: "document", id: documentId });
    await store.documents.setState(documentLease, "ready", {});
    await store.documents.delete("T-one", documentId);
    await store.requests.accept({ ...newWrite("T-one", "another"), lane });
    expect(await rowsOf(database, "T-two")).toEqual(before);
    expect(await rowsOf(database, "T-one")).not.toEqual(before);
  });

  it("reads one and sees nothing of the other", async () => {
    const two = await store.courses.find("T-two", lane.id);
    expect(two).toMatchObject({ workspaceId: "T-two", state: "queued", cancelRequestedAt: null });
    expect(await store.courses.list("T-two", { limit: 10 })).toHaveLength(1);
    expect(await store.courses.versions("T-two", lane.id)).toHaveLength(1);
    expect((await store.documents.list("T-two", { limit: 10 })).map(({ title }) => title)).toEqual(["Handbook"]);
    expect(await store.documents.findByNumber("T-three", 1)).toBeNull();
    expect(await store.courses.findByThread("T-three", "C1", "1.1")).toBeNull();
    expect(await store.courses.draft("T-three", lane.id)).toEqual({});
    expect(await store.messages.list("T-three", lane.id)).toEqual([]);
    expect(await store.requests.find("T-three", requestId)).toBeNull();
    expect(await store.documents.source("T-three", documentId)).toBeNull();
    expect(await store.courses.move("T-three", lane.id, "C9")).toBe(false);
    expect(await store.asked.isKnown("T-three", "key")).toBe(false);
    expect((await store.asked.lastHour("T-three", "U1")).courses).toBe(0);
    expect(await store.erasures.stopWork("T-three")).toBe(0);
    expect(await store.erasures.forgetSome("T-three", 1)).toBe(0);
    // A lease of the same lane in another workspace is another lease.
    const other = await store.leases.acquire({ ...lane, workspaceId: "T-two" }, "somebody");
    expect(other?.lane.workspaceId).toBe("T-two");
  });
});

async function rowsOf(database: Database, workspaceId: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const table of tables) {
    all.push(
      await database.query(
        z.object({ row: z.unknown() }),
        `select to_jsonb(t) as row from coursewright.${table} t where workspace_id = $1 order by to_jsonb(t)::text`,
        [workspaceId],
      ),
    );
  }
  return all;
}

/** Every row again under another workspace, with the same ids. */
async function copyWorkspace(database: Database, from: string, to: string): Promise<void> {
  await database.execute(
    `insert into coursewright.workspaces (workspace_id, settings, next_document_number)
     select $2, settings, next_document_number from coursewright.workspaces where workspace_id = $1`,
    [from, to],
  );
  for (const table of tables) {
    await database.execute(
      `insert into coursewright.${table} overriding system value
       select (jsonb_populate_record(t, jsonb_build_object('workspace_id', $2::text))).*
       from coursewright.${table} t where workspace_id = $1`,
      [from, to],
    );
  }
}
