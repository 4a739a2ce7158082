/** Who works on what: order, lanes, leases, handing back. */
import { describe, expect, it, vi } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import type { WorkerOptions } from "../../src/jobs/worker.ts";
import { acceptCourse, hold } from "../fixtures/courses.ts";
import { expireLease } from "../fixtures/expire-lease.ts";
import { createGate } from "../fixtures/gate.ts";
import { queueKinds } from "../fixtures/queues.ts";
import { soon } from "../fixtures/soon.ts";
import { useWorkers } from "../fixtures/workers.ts";

const renewal = 3_000;

describe.each(queueKinds)("the worker with its queue on %s", (kind) => {
  const bench = useWorkers(kind);
  const { start, newWorkspace, revise, isDone, timers, lines } = bench;

  it("works requests off in order, and ends each with its outcome", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k0");
    const later = [await revise(lane, "k1"), await revise(lane, "k2")];
    const seen: string[] = [];
    await start({
      run: async ({ request }) => {
        seen.push(request.key);
        return { key: request.key };
      },
    });
    await bench.queue.wake(lane);
    await isDone(lane, requestId, { key: "k0" });
    for (const [index, { requestId: id }] of later.entries()) await isDone(lane, id, { key: `k${index + 1}` });
    expect(seen).toEqual(["k0", "k1", "k2"]);
  });

  it("finds at its start what was accepted and never woken", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
    await start({});
    await isDone(lane, requestId, { result: "ready" });
  });

  it("has one worker on a lane at a time, and loses nothing that is woken in between", async () => {
    const { lane } = await acceptCourse(bench.store, newWorkspace(), "k");
    let atOnce = 0;
    let most = 0;
    const seen: string[] = [];
    const run: WorkerOptions["run"] = async ({ request }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await bench.queue.ping();
      seen.push(request.key);
      atOnce -= 1;
      return null;
    };
    await start({ run });
    await start({ run });
    const keys = Array.from({ length: 20 }, (_, index) => `r${index}`);
    for (const key of keys) {
      await revise(lane, key);
      await bench.queue.wake(lane, { orphaned: true });
    }
    await vi.waitFor(() => expect(seen).toHaveLength(21), soon);
    expect(seen).toEqual(["k", ...keys]);
    expect(most).toBe(1);
  });

  it("takes a lane over from a worker that stopped renewing, and stops that one", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
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
        await bench.store.courses.setThread(lease, "1.1").catch((error) => saves.push(error));
        return { by: "first" };
      },
    });
    await vi.waitFor(
      async () => expect(await bench.store.requests.find(lane.workspaceId, requestId)).toMatchObject({ attempts: 1 }),
      soon,
    );
    await expireLease(bench.database, lane);
    const second = await start({ run: async () => ({ by: "second" }) });
    await second.sweep();
    await isDone(lane, requestId, { by: "second" });
    timers.ring(renewal);
    await vi.waitFor(() => expect(reasons).toMatchObject([{ code: "lease_lost" }]), soon);
    gate.open();
    await vi.waitFor(() => expect(saves).toMatchObject([{ code: "lease_lost" }]), soon);
    expect((await bench.store.courses.find(lane.workspaceId, lane.id))?.threadTs).toBeNull();
  });

  it("keeps its lane as long as it renews, and stops when it cannot renew in time", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
    let now = 0;
    let isAway = false;
    let renewals = 0;
    const gate = createGate();
    const leases: (typeof bench.store)["leases"] = {
      ...bench.store.leases,
      async renew(lease) {
        if (isAway) throw new CoursewrightError("storage_down", "away");
        await bench.store.leases.renew(lease);
        renewals += 1;
      },
    };
    let reason: unknown;
    await start({
      store: { ...bench.store, leases },
      clock: () => now,
      run: async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        reason = signal.reason;
        gate.open();
        throw signal.reason;
      },
    });
    await vi.waitFor(
      async () => expect(await bench.store.requests.find(lane.workspaceId, requestId)).toMatchObject({ attempts: 1 }),
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

  it("hands running work back when it stops, and starts nothing new", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
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
    const other = await acceptCourse(bench.store, newWorkspace(), "other");
    await bench.queue.wake(other.lane);
    await stopped;
    for (const [id, workspaceId] of [
      [requestId, lane.workspaceId],
      [other.requestId, other.lane.workspaceId],
    ] as const) {
      expect(await bench.store.requests.find(workspaceId, id)).toMatchObject({ state: "pending", attempts: 0 });
    }
    expect(await bench.store.leases.acquire(lane, "next")).not.toBeNull();
  });

  it("leaves work to others that does not stop in time", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
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
      await acceptCourse(bench.store, newWorkspace(), "k"),
      await acceptCourse(bench.store, newWorkspace(), "k"),
    ];
    for (const { lane, requestId } of [shows, fails]) {
      const lease = await hold(bench.store, lane);
      await bench.store.messages.intend(lease, { slot: "card:1", channelId: "C1" });
      await bench.store.messages.wanted(lease, "card:1", "new");
      await bench.store.requests.finish(lease, requestId, null);
      await bench.store.leases.release(lease);
    }
    let failures = 0;
    const worker = await start({
      refresh: async (lease) => {
        if (lease.lane.id === shows.lane.id) await bench.store.messages.shown(lease, "card:1", "new");
        else {
          failures += 1;
          throw new Error("the channel is gone");
        }
      },
    });
    await vi.waitFor(async () => {
      expect(await bench.store.messages.list(shows.lane.workspaceId, shows.lane.id)).toMatchObject([
        { shownHash: "new" },
      ]);
      expect(failures).toBe(1);
      expect(worker.active()).toBe(0);
    }, soon);
    const waiting = (await bench.store.system.lanesToWake(1_000)).map(({ id }) => id);
    expect(waiting).not.toContain(shows.lane.id);
    expect(waiting).not.toContain(fails.lane.id);
  });

  it.runIf(kind === "redis")("does what was asked while Redis was away, as soon as it is back", async () => {
    const worker = await start({});
    await bench.servers.redis?.stop();
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
    await bench.queue.wake(lane);
    expect(lines.some(({ msg }) => msg.includes("the sweeper will"))).toBe(true);
    await bench.servers.redis?.start();
    await vi.waitFor(() => bench.queue.ping(), soon);
    await worker.sweep();
    await isDone(lane, requestId, { result: "ready" });
  });

  it.runIf(kind === "postgres")(
    "begins by itself when PostgreSQL was away as it started, and leaves the process time until then",
    async () => {
      await bench.servers.postgres?.stop();
      const worker = await start({});
      await bench.servers.postgres?.start();
      const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
      await worker.sweep();
      await isDone(lane, requestId, { result: "ready" });
    },
  );

  it.runIf(kind === "postgres")("goes on by itself when PostgreSQL was restarted", async () => {
    const worker = await start({});
    await bench.servers.postgres?.stop();
    await expect(acceptCourse(bench.store, newWorkspace(), "k")).rejects.toMatchObject({ code: "storage_down" });
    await worker.sweep();
    await bench.servers.postgres?.start();
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
    await worker.sweep();
    await isDone(lane, requestId, { result: "ready" });
    const woken = await acceptCourse(bench.store, newWorkspace(), "k");
    await bench.queue.wake(woken.lane);
    await isDone(woken.lane, woken.requestId, { result: "ready" });
  });
});
