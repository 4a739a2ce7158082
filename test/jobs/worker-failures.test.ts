/** What a worker does with requests that fail. */
import { describe, expect, it, vi } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import { acceptCourse } from "../fixtures/courses.ts";
import { queueKinds } from "../fixtures/queues.ts";
import { soon } from "../fixtures/soon.ts";
import { useWorkers } from "../fixtures/workers.ts";

describe.each(queueKinds)("requests that fail, with the queue on %s", (kind) => {
  const bench = useWorkers(kind);
  const { start, newWorkspace, revise, isDone, passTime } = bench;

  it("tries again what failed, and after five tries gives up with an answer", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "poison");
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
      if (attempt < 5) expect(await bench.store.work.isDue(lane)).toBe(false);
      await passTime();
    }
    await isDone(lane, requestId, { result: "failed", code: "internal", attempts: 5 });
    expect(poisoned).toEqual([["poison", expect.objectContaining({ message: "failure 5" })]]);
    await isDone(lane, next.requestId, { result: "ready" });
    expect(runs).toBe(5);
  });

  it("lets others go first when it was often begun in vain, and then begins it all the same", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "unlucky");
    await bench.database.execute("update coursewright.requests set attempts = 5 where id = $1", [requestId]);
    const worker = await start({ run: async () => ({ result: "ready" }) });
    await vi.waitFor(async () => expect(await bench.store.work.isDue(lane)).toBe(false), soon);
    expect((await bench.store.requests.find(lane.workspaceId, requestId))?.state).toBe("pending");
    await vi.waitFor(() => expect(worker.active()).toBe(0), soon);
    await passTime();
    await worker.sweep();
    await isDone(lane, requestId, { result: "ready" });
  });

  it("gives up what ended its process each time, without running it once more", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "killer");
    await bench.database.execute("update coursewright.requests set attempts = 10 where id = $1", [requestId]);
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
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "hopeless");
    const fail = async () => {
      throw new Error("always");
    };
    const worker = await start({ run: fail, onPoison: fail, maxAttempts: 1 });
    await vi.waitFor(async () => {
      await passTime();
      await worker.sweep();
      expect((await bench.store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
  });

  it("does not count it against a request that Slack or the database is away", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
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
      expect((await bench.store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
    expect(await bench.store.requests.find(lane.workspaceId, requestId)).toMatchObject({
      outcome: { runs: 7 },
      attempts: 1,
    });
  });

  it("does not count it either while the database cannot even be told", async () => {
    const { lane, requestId } = await acceptCourse(bench.store, newWorkspace(), "k");
    const away = async () => {
      throw new CoursewrightError("storage_down", "away");
    };
    let runs = 0;
    const worker = await start({
      maxAttempts: 2,
      store: { ...bench.store, work: { ...bench.store.work, postpone: away } },
      run: async () => {
        runs += 1;
        return runs <= 4 ? away() : { runs };
      },
    });
    await vi.waitFor(async () => {
      await worker.sweep();
      expect((await bench.store.requests.find(lane.workspaceId, requestId))?.state).toBe("done");
    }, soon);
    expect(await bench.store.requests.find(lane.workspaceId, requestId)).toMatchObject({
      outcome: { runs: 5 },
      attempts: 5,
    });
  });
});
