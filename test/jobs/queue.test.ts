import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createQueue, type WakeQueue, type WorkHandle } from "../../src/jobs/queue.ts";
import type { Lane } from "../../src/storage/store.ts";
import { createGate } from "../fixtures/gate.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { openTestBackend, queueKinds, type TestBackend } from "../fixtures/queues.ts";
import { soon } from "../fixtures/soon.ts";

const lane = (id: string): Lane => ({ workspaceId: "T:1/ä", kind: "course", id });
describe.each(queueKinds)("the queue on %s", (kind) => {
  let test: TestBackend;
  let queue: WakeQueue;
  let handle: WorkHandle | null = null;
  const { log, lines } = createTestLog();
  beforeAll(async () => {
    test = await openTestBackend(kind);
    queue = await createQueue({ backend: test.backend, log });
  });
  afterEach(async () => {
    await handle?.close();
    handle = null;
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  it("wakes for each lane, with the lane as it was given", async () => {
    const seen: Lane[] = [];
    handle = await queue.work({ concurrency: 2, run: async (woken) => void seen.push(woken) });
    const lanes = ["course_a", "course_b", "course_c"].map(lane);
    for (const one of lanes) await queue.wake(one);
    await vi.waitFor(() => expect(seen).toHaveLength(3), soon);
    expect(seen.sort((a, b) => a.id.localeCompare(b.id))).toEqual(lanes);
    await queue.ping();
  });

  it("wakes once for many calls before, and once more for any number of calls while it runs", async () => {
    const one = lane("course_many");
    for (let index = 0; index < 5; index += 1) await queue.wake(one);
    const gate = createGate();
    const seen: string[] = [];
    handle = await queue.work({
      concurrency: 3,
      run: async ({ id }) => {
        seen.push(id);
        if (seen.length === 1) await gate.opened;
      },
    });
    await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
    for (let index = 0; index < 5; index += 1) await queue.wake(one);
    await queue.wake(lane("course_other"));
    await vi.waitFor(() => expect(seen).toEqual(["course_many", "course_other"]), soon);
    gate.open();
    await vi.waitFor(() => expect(seen).toHaveLength(3), soon);
    // Whatever else was queued would come before a lane that is woken now.
    await queue.wake(lane("course_last"));
    await vi.waitFor(() => expect(seen).toContain("course_last"), soon);
    expect(seen).toEqual(["course_many", "course_other", "course_many", "course_last"]);
  });

  it("is not held up by a wake-up whose worker died in the middle", async () => {
    const one = lane("course_orphan");
    const gate = createGate();
    let runs = 0;
    const dead = await queue.work({
      concurrency: 1,
      run: async () => {
        runs += 1;
        await gate.opened;
      },
    });
    await queue.wake(one);
    await vi.waitFor(() => expect(runs).toBe(1), soon);
    await dead.pause();
    handle = await queue.work({
      concurrency: 1,
      run: async () => {
        runs += 1;
      },
    });
    await queue.wake(one, { orphaned: true });
    await vi.waitFor(() => expect(runs).toBe(2), soon);
    gate.open();
    await dead.close();
  });

  it("goes on after a run that failed", async () => {
    const seen: string[] = [];
    handle = await queue.work({
      concurrency: 1,
      run: async ({ id }) => {
        seen.push(id);
        throw new Error("failed");
      },
    });
    await queue.wake(lane("course_fails"));
    await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
    await queue.wake(lane("course_fails"));
    await vi.waitFor(() => expect(seen).toEqual(["course_fails", "course_fails"]), soon);
  });

  it.runIf(kind === "redis")("does without Redis, and comes back with it", async () => {
    const seen: string[] = [];
    handle = await queue.work({ concurrency: 1, run: async ({ id }) => void seen.push(id) });
    await test.redis?.stop();
    const begun = performance.now();
    await queue.wake(lane("course_lost"));
    expect(performance.now() - begun).toBeLessThan(1_500);
    await expect(queue.ping()).rejects.toMatchObject({ code: "storage_down" });
    expect(lines.some(({ msg }) => msg.includes("the sweeper will"))).toBe(true);
    await test.redis?.start();
    await vi.waitFor(() => queue.ping(), soon);
    await queue.wake(lane("course_after"));
    await vi.waitFor(() => expect(seen).toContain("course_after"), soon);
  });
});
