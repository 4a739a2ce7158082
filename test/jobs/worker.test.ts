import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import { createQueue, type WakeQueue } from "../../src/jobs/queue.ts";
import { createWorker, type LaneWorker, type WorkerOptions } from "../../src/jobs/worker.ts";
import { createStore, type FullStore } from "../../src/storage/create-store.ts";
import type { Lane } from "../../src/storage/store.ts";
import { acceptCourse, hold, newWrite } from "../fixtures/courses.ts";
import { expireLease } from "../fixtures/expire-lease.ts";
import { createGate } from "../fixtures/gate.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { createManualTimers } from "../fixtures/manual-timers.ts";
import { openTestBackend, queueKinds, type TestBackend } from "../fixtures/queues.ts";

const soon = { timeout: 15_000, interval: 10 };
const renewal = 3_000;

describe.each(queueKinds)("the worker with its queue on %s", (kind) => {
  let test: TestBackend;
  let store: FullStore;
  let queue: WakeQueue;
  const workers: LaneWorker[] = [];
  const timers = createManualTimers();
  const { log, lines } = createTestLog();
  let workspaces = 0;
  beforeAll(async () => {
    test = await openTestBackend(kind);
    store = createStore({ database: test.database });
    queue = await createQueue({ backend: test.backend, log });
  }, 90_000);
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop(0);
    // What a test left pending is no work for the next one.
    await test.database.execute("update coursewright.requests set state = 'done'");
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  /** A worker that is stopped when the test ends. */
  async function start(options: Partial<WorkerOptions>): Promise<LaneWorker> {
    const worker = createWorker({
      store,
      queue,
      owner: `owner-${workers.length}`,
      run: async () => ({ result: "ready" }),
      refresh: async () => undefined,
      onPoison: async () => undefined,
      log,
      concurrency: 4,
      every: timers.every,
      ...options,
    });
    workers.push(worker);
    await worker.start();
    return worker;
  }
  const newWorkspace = () => `T${++workspaces}`;
  const revise = (lane: Lane, key: string) =>
    store.requests.accept({ ...newWrite(lane.workspaceId, key), kind: "revise", lane });
  const isDone = (lane: Lane, requestId: string, outcome: unknown) =>
    vi.waitFor(
      async () =>
        expect(await store.requests.find(lane.workspaceId, requestId)).toMatchObject({ state: "done", outcome }),
      soon,
    );
  /** As if the time that a request waits had passed. */
  const passTime = () => test.database.execute("update coursewright.requests set not_before = null");

  it("works requests off in order, and ends each with its outcome", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k0");
    const later = [await revise(lane, "k1"), await revise(lane, "k2")];
    const seen: string[] = [];
    await start({
      run: async ({ request }) => {
        seen.push(request.key);
        return { key: request.key };
      },
    });
    await queue.wake(lane);
    await isDone(lane, requestId, { key: "k0" });
    for (const [index, { requestId: id }] of later.entries()) await isDone(lane, id, { key: `k${index + 1}` });
    expect(seen).toEqual(["k0", "k1", "k2"]);
  });

  it("finds at its start what was accepted and never woken", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    await start({});
    await isDone(lane, requestId, { result: "ready" });
  });

  it("has one worker on a lane at a time, and loses nothing that is woken in between", async () => {
    const { lane } = await acceptCourse(store, newWorkspace(), "k");
    let atOnce = 0;
    let most = 0;
    const seen: string[] = [];
    const run: WorkerOptions["run"] = async ({ request }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await queue.ping();
      seen.push(request.key);
      atOnce -= 1;
      return null;
    };
    await start({ run });
    await start({ run });
    const keys = Array.from({ length: 20 }, (_, index) => `r${index}`);
    for (const key of keys) {
      await revise(lane, key);
      await queue.wake(lane, { orphaned: true });
    }
    await vi.waitFor(() => expect(seen).toHaveLength(21), soon);
    expect(seen).toEqual(["k", ...keys]);
    expect(most).toBe(1);
  });

  it("takes a lane over from a worker that stopped renewing, and stops that one", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    const gate = createGate();
    const reasons: unknown[] = [];
    const saves: unknown[] = [];
    await start({
      // With its one slot taken it cannot be the one that is woken.
      concurrency: 1,
      run: async ({ request, lease, signal }) => {
        if (request.attempts > 1) return { by: "second" };
        signal.addEventListener("abort", () => reasons.push(signal.reason));
        await gate.opened;
        await store.courses.setThread(lease, "1.1").catch((error) => saves.push(error));
        return { by: "first" };
      },
    });
    await vi.waitFor(
      async () => expect(await store.requests.find(lane.workspaceId, requestId)).toMatchObject({ attempts: 1 }),
      soon,
    );
    await expireLease(test.database, lane);
    const second = await start({ run: async () => ({ by: "second" }) });
    await second.sweep();
    await isDone(lane, requestId, { by: "second" });
    timers.ring(renewal);
    await vi.waitFor(() => expect(reasons).toMatchObject([{ code: "lease_lost" }]), soon);
    gate.open();
    await vi.waitFor(() => expect(saves).toMatchObject([{ code: "lease_lost" }]), soon);
    expect((await store.courses.find(lane.workspaceId, lane.id))?.threadTs).toBeNull();
  });

  it("keeps its lane as long as it renews, and stops when it cannot renew in time", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    let now = 0;
    let isAway = false;
    let renewals = 0;
    const gate = createGate();
    const leases: FullStore["leases"] = {
      ...store.leases,
      async renew(lease) {
        if (isAway) throw new CoursewrightError("storage_down", "away");
        await store.leases.renew(lease);
        renewals += 1;
      },
    };
    let reason: unknown;
    await start({
      store: { ...store, leases },
      clock: () => now,
      run: async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        reason = signal.reason;
        gate.open();
        throw signal.reason;
      },
    });
    await vi.waitFor(
      async () => expect(await store.requests.find(lane.workspaceId, requestId)).toMatchObject({ attempts: 1 }),
      soon,
    );
    for (const [index, time] of [3_000, 6_000, 9_000].entries()) {
      now = time;
      timers.ring(renewal);
      await vi.waitFor(() => expect(renewals).toBe(index + 1), soon);
    }
    isAway = true;
    now = 18_000;
    timers.ring(renewal);
    expect(reason).toBeUndefined();
    now = 19_000;
    timers.ring(renewal);
    await gate.opened;
    expect(reason).toMatchObject({ code: "lease_lost" });
  });

  it("tries again what failed, and after five tries gives up with an answer", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "poison");
    const next = await revise(lane, "behind");
    const poisoned: unknown[] = [];
    let runs = 0;
    const worker = await start({
      run: async ({ request }) => {
        if (request.key === "behind") return { result: "ready" };
        runs += 1;
        throw new Error(`failure ${runs}`);
      },
      onPoison: async ({ request }, error) => void poisoned.push([request.key, error]),
    });
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await worker.sweep();
      await vi.waitFor(() => expect(runs).toBe(attempt), soon);
      await vi.waitFor(() => expect(worker.active()).toBe(0), soon);
      if (attempt < 5) expect(await store.work.isDue(lane)).toBe(false);
      await passTime();
    }
    await isDone(lane, requestId, { result: "failed", code: "internal", attempts: 5 });
    expect(poisoned).toEqual([["poison", expect.objectContaining({ message: "failure 5" })]]);
    await isDone(lane, next.requestId, { result: "ready" });
    expect(runs).toBe(5);
  });

  it("lets others go first when it was often begun in vain, and then begins it all the same", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "unlucky");
    await test.database.execute("update coursewright.requests set attempts = 5 where id = $1", [requestId]);
    const worker = await start({ run: async () => ({ result: "ready" }) });
    await vi.waitFor(async () => expect(await store.work.isDue(lane)).toBe(false), soon);
    expect((await store.requests.find(lane.workspaceId, requestId))?.state).toBe("pending");
    await vi.waitFor(() => expect(worker.active()).toBe(0), soon);
    await passTime();
    await worker.sweep();
    await isDone(lane, requestId, { result: "ready" });
  });

  it("gives up what ended its process each time, without running it once more", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "killer");
    await test.database.execute("update coursewright.requests set attempts = 10 where id = $1", [requestId]);
    const poisoned: unknown[] = [];
    let runs = 0;
    await start({
      run: async () => {
        runs += 1;
      },
      onPoison: async ({ request }, error) => void poisoned.push([request.key, error]),
    });
    await isDone(lane, requestId, { result: "failed", code: "internal", attempts: 11 });
    expect(poisoned).toEqual([["killer", null]]);
    expect(runs).toBe(0);
  });

  it("ends a request whose answer cannot be given either", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "hopeless");
    const fail = async () => {
      throw new Error("always");
    };
    const worker = await start({ run: fail, onPoison: fail, maxAttempts: 1 });
    await vi.waitFor(async () => {
      await passTime();
      await worker.sweep();
      expect((await store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
  });

  it("does not count it against a request that Slack or the database is away", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    let runs = 0;
    const worker = await start({
      maxAttempts: 2,
      run: async () => {
        runs += 1;
        if (runs <= 6) throw new CoursewrightError(runs % 2 === 0 ? "slack_unreachable" : "storage_down", "away");
        return { runs };
      },
    });
    await vi.waitFor(async () => {
      await passTime();
      await worker.sweep();
      expect((await store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
    expect(await store.requests.find(lane.workspaceId, requestId)).toMatchObject({ outcome: { runs: 7 }, attempts: 1 });
  });

  it("does not count it either while the database cannot even be told", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    const away = async () => {
      throw new CoursewrightError("storage_down", "away");
    };
    let runs = 0;
    const worker = await start({
      maxAttempts: 2,
      store: { ...store, work: { ...store.work, postpone: away } },
      run: async () => {
        runs += 1;
        return runs <= 4 ? away() : { runs };
      },
    });
    await vi.waitFor(async () => {
      await worker.sweep();
      expect((await store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
    expect(await store.requests.find(lane.workspaceId, requestId)).toMatchObject({ outcome: { runs: 5 }, attempts: 5 });
  });

  it("hands running work back when it stops, and starts nothing new", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    const begun = createGate();
    const worker = await start({
      run: async ({ signal }) => {
        begun.open();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        throw new DOMException("what a library throws", "AbortError");
      },
    });
    await begun.opened;
    const stopped = worker.stop(10_000);
    const other = await acceptCourse(store, newWorkspace(), "other");
    await queue.wake(other.lane);
    await stopped;
    for (const [id, workspaceId] of [
      [requestId, lane.workspaceId],
      [other.requestId, other.lane.workspaceId],
    ] as const) {
      expect(await store.requests.find(workspaceId, id)).toMatchObject({ state: "pending", attempts: 0 });
    }
    expect(await store.leases.acquire(lane, "next")).not.toBeNull();
  });

  it("leaves work to others that does not stop in time", async () => {
    const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
    const [begun, gate] = [createGate(), createGate()];
    const stubborn = await start({
      run: async () => {
        begun.open();
        await gate.opened;
        return { by: "stubborn" };
      },
    });
    await begun.opened;
    await stubborn.stop(50);
    const next = await start({ run: async () => ({ by: "next" }) });
    await next.sweep();
    await isDone(lane, requestId, { by: "next" });
    gate.open();
    await vi.waitFor(() => expect(stubborn.active()).toBe(0), soon);
    await isDone(lane, requestId, { by: "next" });
  });

  it("renders cards again that Slack does not show, and lets go of those that cannot be shown", async () => {
    const [shows, fails] = [
      await acceptCourse(store, newWorkspace(), "k"),
      await acceptCourse(store, newWorkspace(), "k"),
    ];
    for (const { lane, requestId } of [shows, fails]) {
      const lease = await hold(store, lane);
      await store.messages.intend(lease, { slot: "card:1", channelId: "C1" });
      await store.messages.wanted(lease, "card:1", "new");
      await store.requests.finish(lease, requestId, null);
      await store.leases.release(lease);
    }
    let failures = 0;
    const worker = await start({
      refresh: async (lease) => {
        if (lease.lane.id === shows.lane.id) await store.messages.shown(lease, "card:1", "new");
        else {
          failures += 1;
          throw new Error("the channel is gone");
        }
      },
    });
    await vi.waitFor(async () => {
      expect(await store.messages.list(shows.lane.workspaceId, shows.lane.id)).toMatchObject([{ shownHash: "new" }]);
      expect(failures).toBe(1);
      expect(worker.active()).toBe(0);
    }, soon);
    const waiting = (await store.system.lanesToWake(1_000)).map(({ id }) => id);
    expect(waiting).not.toContain(shows.lane.id);
    expect(waiting).not.toContain(fails.lane.id);
  });

  it.runIf(kind === "redis")(
    "does what was asked while Redis was away, as soon as it is back",
    async () => {
      const worker = await start({});
      await test.redis?.stop();
      const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
      await queue.wake(lane);
      expect(lines.some(({ msg }) => msg.includes("the sweeper will"))).toBe(true);
      await test.redis?.start();
      await vi.waitFor(() => queue.ping(), soon);
      await worker.sweep();
      await isDone(lane, requestId, { result: "ready" });
    },
    30_000,
  );

  it.runIf(kind === "postgres")(
    "goes on by itself when PostgreSQL was restarted",
    async () => {
      const worker = await start({});
      await test.postgres?.stop();
      await expect(acceptCourse(store, newWorkspace(), "k")).rejects.toMatchObject({ code: "storage_down" });
      await worker.sweep();
      await test.postgres?.start();
      const { lane, requestId } = await acceptCourse(store, newWorkspace(), "k");
      await worker.sweep();
      await isDone(lane, requestId, { result: "ready" });
      const woken = await acceptCourse(store, newWorkspace(), "k");
      await queue.wake(woken.lane);
      await isDone(woken.lane, woken.requestId, { result: "ready" });
    },
    60_000,
  );
});
