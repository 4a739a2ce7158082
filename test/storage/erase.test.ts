/** Two workspaces side by side: one stops, forgets and is erased, the other does not notice. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { codeOf } from "../../src/errors.ts";
import { createHousekeeping } from "../../src/operations/housekeeping.ts";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { acceptCourse, course, hold } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { newDocument } from "../fixtures/documents.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { useDatabase } from "../fixtures/suites.ts";

describe.each(databaseKinds)("the end of a workspace on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });

  /** Every table that knows workspaces, with the rows of this one. */
  async function rowsOf(workspaceId: string): Promise<Record<string, number>> {
    const tables = await database.query(
      z.object({ name: z.string() }),
      `select table_name as name from information_schema.columns
       where table_schema = 'coursewright' and column_name = 'workspace_id' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await database.query(
        z.object({ count: z.number() }),
        `select count(*)::int as count from coursewright.${name} where workspace_id = $1`,
        [workspaceId],
      );
      if (row !== undefined && row.count > 0) counts[name] = row.count;
    }
    return counts;
  }

  async function fill(workspaceId: string): Promise<void> {
    for (const key of ["one", "two"]) {
      const { lane, requestId } = await acceptCourse(store, workspaceId, key);
      const lease = await hold(store, lane);
      await store.courses.saveSection(lease, { requestId, stage: "overview", section: course.overview, usage: null });
      await store.courses.saveVersion(lease, { base: 0, course, cause: "write", authorId: "U1", requestId });
      await store.messages.intend(lease, { slot: "root", channelId: "C1" });
      await store.messages.wanted(lease, "root", "wanted");
      await store.leases.release(lease);
    }
    const { document } = await store.documents.accept(newDocument(workspaceId), "document");
    const lease = await hold(store, { workspaceId, kind: "document", id: document.id });
    const set = await store.passages.open(lease, { version: 1, contentHash: "hash", configuration: "english" });
    await store.passages.save(lease, { id: set.id, configuration: "english" }, [
      {
        ordinal: 0,
        place: { heading_path: [], page: null, slide: null, sheet: null },
        text: "one",
        start: 0,
        end: 3,
        vector: "'one':1",
        length: 1,
        lexemes: ["one"],
      },
    ]);
    await store.passages.publish(lease, set.id);
    await store.workspaces.saveSettings(workspaceId, { adminIds: ["U1"] });
    await store.stashes.keep(workspaceId, "stash", { text: "kept" });
  }

  it("stops at once: nothing is pending, nothing is shown again, whoever works finds the lease gone", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-stop", "key");
    const other = await acceptCourse(store, "T-goes-on", "key");
    const lease = await hold(store, lane);
    await store.courses.setState(lease, "writing", null);
    expect(await store.erasures.stopWork("T-stop")).toBe(1);
    expect(await store.courses.setState(lease, "ready", null).then(() => "none", codeOf)).toBe("lease_lost");
    expect(await store.courses.find("T-stop", lane.id)).toMatchObject({ state: "cancelled" });
    expect(await store.requests.find("T-stop", requestId)).toMatchObject({
      state: "done",
      outcome: { result: "uninstalled" },
    });
    expect(await store.system.lanesToWake(10)).toEqual([other.lane]);
    await store.erasures.stopWork("T-goes-on");
  });

  it("erases every row of one workspace, in every table, and none of another", async () => {
    await fill("T-gone");
    await fill("T-stays");
    const before = await rowsOf("T-stays");
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["courses", "documents", "passages", "requests", "versions"]),
    );
    const housekeeping = createHousekeeping({ erasures: store.erasures, log: createTestLog().log });
    await store.erasures.request("T-gone", "U1");
    await Promise.all([housekeeping.erase(), housekeeping.erase()]);
    expect(await rowsOf("T-gone")).toEqual({});
    expect(await rowsOf("T-stays")).toEqual(before);
    expect(await store.erasures.pending()).toEqual([]);
  });

  it("takes up an erasure that was interrupted", async () => {
    await fill("T-half");
    await store.erasures.request("T-half", "U1");
    expect(await store.erasures.eraseSome("T-half")).toBe(true);
    expect(await store.erasures.pending()).toMatchObject([{ workspaceId: "T-half", requestedBy: "U1" }]);
    await createHousekeeping({ erasures: store.erasures, log: createTestLog().log }).erase();
    expect(await rowsOf("T-half")).toEqual({});
  });

  it("forgets old courses where the settings say so, and nothing else", async () => {
    await fill("T-forgets");
    await fill("T-keeps");
    await store.workspaces.saveSettings("T-forgets", { retentionDays: 30 });
    for (const table of ["courses", "requests"]) {
      const column = table === "courses" ? "updated_at" : "accepted_at";
      await database.execute(
        `update coursewright.${table} set ${column} = clock_timestamp() - interval '31 days'
         where workspace_id in ('T-forgets', 'T-keeps')`,
      );
    }
    await database.execute(
      "update coursewright.requests set state = 'done' where workspace_id in ('T-forgets', 'T-keeps')",
    );
    await database.execute(
      "update coursewright.courses set state = 'ready' where workspace_id in ('T-forgets', 'T-keeps')",
    );
    // One of them was talked about yesterday.
    const [kept] = await store.courses.list("T-forgets", { limit: 1 });
    await database.execute(
      "update coursewright.requests set accepted_at = clock_timestamp() where workspace_id = 'T-forgets' and lane_id = $1",
      [kept?.id],
    );
    await createHousekeeping({ erasures: store.erasures, log: createTestLog().log }).forget();
    expect((await store.courses.list("T-forgets", { limit: 9 })).map(({ id }) => id)).toEqual([kept?.id]);
    expect(await store.courses.list("T-keeps", { limit: 9 })).toHaveLength(2);
    expect(await store.documents.list("T-forgets", { limit: 9 })).toHaveLength(1);
  });
});
