import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Lane } from "../../src/storage/store.ts";
import { acceptCourse, course, hold, newWrite } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { expireLease } from "../fixtures/expire-lease.ts";
import { useDatabase } from "../fixtures/suites.ts";

const later = { milliseconds: 60_000, countsAttempt: true };

describe.each(databaseKinds)("the inbox on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });

  const revise = (lane: Lane, key: string) =>
    store.requests.accept({ ...newWrite(lane.workspaceId, key), kind: "revise", lane, payload: { text: key } });
  /** The lanes of one workspace that wait to be woken. */
  const waiting = async (workspaceId: string) =>
    (await store.system.lanesToWake(1_000)).filter((lane) => lane.workspaceId === workspaceId);

  it("hands requests out in the order they came, and the same one until it is done", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-order", "k0");
    for (const key of ["k1", "k2", "k3"]) await revise(lane, key);
    const lease = await hold(store, lane);
    expect(await store.requests.next(lease)).toMatchObject({ id: requestId, key: "k0", attempts: 1 });
    expect(await store.requests.next(lease)).toMatchObject({ id: requestId, key: "k0", attempts: 2 });
    await store.requests.keepRetrieval(lease, requestId, { found: [1] });
    await store.requests.finish(lease, requestId, { result: "ready" });
    await store.requests.finish(lease, requestId, { result: "other" });
    expect(await store.requests.find("T-order", requestId)).toMatchObject({
      state: "done",
      retrieval: { found: [1] },
      outcome: { result: "ready" },
    });
    for (const key of ["k1", "k2", "k3"]) {
      const next = await store.requests.next(lease);
      expect(next).toMatchObject({ key, kind: "revise", payload: { text: key }, attempts: 1 });
      await store.requests.finish(lease, next?.id ?? "", null);
    }
    expect(await store.requests.next(lease)).toBeNull();
    expect(await store.requests.latest(lane)).toMatchObject({ key: "k3", state: "done" });
    expect(await store.requests.find("T-order", "request_none")).toBeNull();
  });

  it("hands out replies that wait side by side as they were said, and lets none of them overtake anything else", async () => {
    const { lane } = await acceptCourse(store, "T-said", "k0");
    const say = (key: string, saidAt: string) =>
      store.requests.accept({ ...newWrite("T-said", key), kind: "revise", lane, payload: { saidAt } });
    await say("second", "1700000002.000100");
    await say("first", "1700000001.999900");
    await revise(lane, "button");
    await say("late", "1700000000.000001");
    const lease = await hold(store, lane);
    const keys: (string | undefined)[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const next = await store.requests.next(lease);
      keys.push(next?.key);
      // One that was begun is not overtaken either.
      if (next?.key === "first") {
        await say("earliest", "1690000000.000001");
        expect(await store.requests.next(lease)).toMatchObject({ key: "first" });
      }
      await store.requests.finish(lease, next?.id ?? "", null);
    }
    expect(keys).toEqual(["k0", "first", "second"]);
    for (const key of ["button", "earliest", "late"]) {
      const next = await store.requests.next(lease);
      expect(next?.key).toBe(key);
      await store.requests.finish(lease, next?.id ?? "", null);
    }
  });

  it("counts the tries since a request last got on: one that is killed often, but saves in between, is not given up", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-progress", "k0");
    const lease = await hold(store, lane);
    const begin = async () => (await store.requests.next(lease))?.attempts;
    expect([await begin(), await begin(), await begin()]).toEqual([1, 2, 3]);
    const { overview } = course;
    await store.courses.saveSection(lease, { requestId, stage: "overview", section: overview, usage: null });
    expect(await begin()).toBe(2);
    await store.draftParts.save(lease, { requestId, part: "outline", content: [] });
    expect([await begin(), await begin()]).toEqual([2, 3]);
    await store.courses.saveSection(lease, { requestId: "another", stage: "overview", section: overview, usage: null });
    expect(await begin()).toBe(4);
  });

  it("takes a message that was posted for shown at once: no kill can come between what is wanted and what is shown", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-rest", "k0");
    const lease = await hold(store, lane);
    await store.messages.intend(lease, { slot: "root", channelId: "C1" });
    await store.requests.finish(lease, requestId, null);
    await store.messages.wanted(lease, "root", "hash");
    expect(await store.work.isUnshown(lane)).toBe(true);
    await store.messages.atRest(lease, "root", "hash");
    expect(await store.work.isUnshown(lane)).toBe(false);
    expect(await store.messages.list("T-rest", lane.id)).toMatchObject([{ wantedHash: "hash", shownHash: "hash" }]);
  });

  it("remembers that a message may stand twice, and says so a minute later, until that was looked at", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-twins", "k0");
    const lease = await hold(store, lane);
    await store.messages.intend(lease, { slot: "root", channelId: "C1" });
    await store.messages.doubt(lease, "root");
    await store.requests.finish(lease, requestId, null);
    await store.leases.release(lease);
    expect(await waiting("T-twins")).toEqual([]);
    await database.execute(
      "update coursewright.messages set twins_due_at = clock_timestamp() where workspace_id = 'T-twins'",
    );
    expect(await waiting("T-twins")).toEqual([lane]);
    const next = await hold(store, lane);
    const due = await store.messages.dueDoubts(next);
    if (due === null) throw new Error("the doubt is due");
    await store.messages.doubt(next, "root");
    await expect(store.messages.settleDoubts(lease, due)).rejects.toMatchObject({ code: "lease_lost" });
    await store.messages.settleDoubts(next, due);
    await database.execute(
      "update coursewright.messages set twins_due_at = clock_timestamp() where workspace_id = 'T-twins' and twins_due_at is not null",
    );
    const again = await store.messages.dueDoubts(next);
    if (again === null) throw new Error("the doubt that came since is due");
    await store.messages.settleDoubts(next, again);
    await store.leases.release(next);
    expect(await waiting("T-twins")).toEqual([]);
  });

  it("knows a key that came before, also when it is done and on another lane", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-key", "k");
    const lease = await hold(store, lane);
    await store.requests.finish(lease, requestId, null);
    const other: Lane = { workspaceId: "T-key", kind: "course", id: "course_other" };
    expect(await store.requests.accept({ ...newWrite("T-key", "k"), lane: other })).toEqual({
      isNew: false,
      requestId,
      lane,
    });
    expect(await waiting("T-key")).toEqual([]);
  });

  it("puts a request off, and all behind it, and takes back an attempt that does not count", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-off", "k0");
    await revise(lane, "k1");
    const lease = await hold(store, lane);
    await store.requests.next(lease);
    await store.work.postpone(lease, requestId, later);
    expect(await store.requests.next(lease)).toBeNull();
    expect(await store.work.isDue(lane)).toBe(false);
    await store.leases.release(lease);
    expect(await waiting("T-off")).toEqual([]);
    const again = await hold(store, lane);
    await store.work.postpone(again, requestId, { milliseconds: 0, countsAttempt: false });
    expect(await store.work.isDue(lane)).toBe(true);
    expect(await store.requests.next(again)).toMatchObject({ id: requestId, attempts: 1 });
  });

  it("gives a lane to one worker at a time", async () => {
    const { lane } = await acceptCourse(store, "T-one", "k");
    const taken = await Promise.all(["a", "b", "c", "d"].map((owner) => store.leases.acquire(lane, owner)));
    const [lease, ...others] = taken.filter((one) => one !== null);
    expect(others).toEqual([]);
    if (lease === undefined) throw new Error("nobody got the lane");
    expect(await store.leases.acquire(lane, lease.owner)).toBeNull();
    await store.leases.release(lease);
    const next = await hold(store, lane, "e");
    expect(next.fence).toBeGreaterThan(lease.fence);
    // The first one's release and renewal come too late to matter.
    await store.leases.release(lease);
    await expect(store.leases.renew(lease)).rejects.toMatchObject({ code: "lease_lost" });
    expect(await store.leases.acquire(lane, "f")).toBeNull();
    expect(await store.leases.acquire({ ...lane, workspaceId: "T-nowhere" }, "f")).toBeNull();
  });

  it("lets an expired lease be taken over, and be renewed while nobody did", async () => {
    const { lane } = await acceptCourse(store, "T-expire", "k");
    const first = await hold(store, lane, "a");
    expect(await waiting("T-expire")).toEqual([]);
    await expireLease(database, lane);
    expect(await waiting("T-expire")).toEqual([lane]);
    await store.leases.renew(first);
    expect(await store.leases.acquire(lane, "b")).toBeNull();
    await expireLease(database, lane);
    const second = await hold(store, lane, "b");
    await expect(store.leases.renew(first)).rejects.toMatchObject({ code: "lease_lost" });
    expect(await store.requests.next(second)).toMatchObject({ key: "k" });
  });

  it("ends the leases of processes that are gone at once, and their late saves change nothing", async () => {
    const { lane } = await acceptCourse(store, "T-gone", "k");
    const first = await hold(store, lane, "a");
    await store.system.endLeases();
    expect(await waiting("T-gone")).toEqual([lane]);
    const second = await hold(store, lane, "b");
    expect(second.fence).toBeGreaterThan(first.fence);
    await expect(store.leases.renew(first)).rejects.toMatchObject({ code: "lease_lost" });
  });

  it("finds lanes with work that nobody does, the longest waiting first", async () => {
    const lanes: Lane[] = [];
    for (const key of ["k0", "k1", "k2"]) lanes.push((await acceptCourse(store, "T-wake", key)).lane);
    expect(await waiting("T-wake")).toEqual(lanes);
    const [first, second] = lanes;
    if (first === undefined || second === undefined) throw new Error("three were accepted");
    const lease = await hold(store, first);
    expect(await waiting("T-wake")).toEqual(lanes.slice(1));
    await store.leases.release(lease);
    expect(await waiting("T-wake")).toEqual(lanes);
    expect(await store.system.lanesToWake(1)).toHaveLength(1);
  });

  it("finds cards that Slack does not show yet, and lets go for a while when they cannot be shown", async () => {
    const { lane, requestId } = await acceptCourse(store, "T-card", "k");
    const lease = await hold(store, lane);
    await store.messages.intend(lease, { slot: "card:1", channelId: "C1" });
    await store.messages.wanted(lease, "card:1", "hash-1");
    expect(await store.work.isUnshown(lane)).toBe(false);
    await store.requests.finish(lease, requestId, null);
    expect(await store.work.isUnshown(lane)).toBe(true);
    expect(await waiting("T-card")).toEqual([]);
    await store.leases.release(lease);
    expect(await waiting("T-card")).toEqual([lane]);

    const second = await hold(store, lane);
    await store.work.postponeRefresh(second);
    expect(await store.work.isUnshown(lane)).toBe(false);
    await store.messages.shown(second, "card:1", "hash-1");
    await store.messages.wanted(second, "card:1", "hash-2");
    expect(await store.work.isUnshown(lane)).toBe(true);
    await store.messages.shown(second, "card:1", "hash-2");
    expect(await store.work.isUnshown(lane)).toBe(false);
    await store.leases.release(second);
    expect(await waiting("T-card")).toEqual([]);
    expect(await store.messages.list("T-card", lane.id)).toMatchObject([
      { slot: "card:1", ts: null, wantedHash: "hash-2", shownHash: "hash-2" },
    ]);
  });

  it("tells what is known of a message that was intended before", async () => {
    const { lane } = await acceptCourse(store, "T-intend", "k");
    const lease = await hold(store, lane);
    const first = await store.messages.intend(lease, { slot: "root", channelId: "C1" });
    expect(first).toMatchObject({ slot: "root", channelId: "C1", ts: null, wantedHash: null, shownHash: null });
    await store.messages.posted(lease, "root", "1.1");
    expect(await store.messages.intend(lease, { slot: "root", channelId: "C1" })).toEqual({ ...first, ts: "1.1" });
    await expect(store.messages.posted(lease, "closing", "1.2")).rejects.toMatchObject({ code: "internal" });
  });
});
