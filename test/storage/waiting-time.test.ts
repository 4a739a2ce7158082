import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { acceptCourse, hold } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { useDatabase } from "../fixtures/suites.ts";

describe.each(databaseKinds)("how long a course waits, on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });

  it("is nothing while workers are free, and grows with those ahead at the pace of the last ones", async () => {
    expect(await store.waitingTimes.expected("T-calm")).toBe(0);
    // Two that took a minute each, and two that are being written.
    for (const key of ["w0", "w1"]) {
      const { lane, requestId } = await acceptCourse(store, "T-before", key);
      const lease = await hold(store, lane);
      await store.requests.next(lease);
      await store.requests.finish(lease, requestId, {});
      await store.leases.release(lease);
    }
    await database.execute(
      "update requests set begun_at = finished_at - interval '60 seconds' where workspace_id = 'T-before'",
    );
    for (const key of ["r0", "r1"]) {
      const { lane } = await acceptCourse(store, "T-now", key);
      await store.requests.next(await hold(store, lane));
    }
    await acceptCourse(store, "T-one", "mine");
    expect(await store.waitingTimes.expected("T-one")).toBe(0);

    for (let index = 0; index < 9; index += 1) await acceptCourse(store, "T-many", `k${index}`);
    // Eight of its own are ahead of the ninth, and the one of the other workspace; two are written at once, a minute each.
    expect(await store.waitingTimes.expected("T-many")).toBeCloseTo(((8 + 1) / 2) * 60_000, -2);
    // Workers go from workspace to workspace: whoever has one course waits for one of the others, not for nine.
    expect(await store.waitingTimes.expected("T-one")).toBeCloseTo(30_000, -2);
  });
});
