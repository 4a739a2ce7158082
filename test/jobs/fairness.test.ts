import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createQueue, type WakeQueue } from "../../src/jobs/queue.ts";
import { createWorker } from "../../src/jobs/worker.ts";
import { createStore, type FullStore } from "../../src/storage/create-store.ts";
import { acceptCourse } from "../fixtures/courses.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { createManualTimers } from "../fixtures/manual-timers.ts";
import { openTestBackend, queueKinds, type TestBackend } from "../fixtures/queues.ts";
import { soon } from "../fixtures/soon.ts";

const many = 500;

describe.each(queueKinds)("workspaces that share workers, with the queue on %s", (kind) => {
  let test: TestBackend;
  let store: FullStore;
  let queue: WakeQueue;
  const { log } = createTestLog();
  beforeAll(async () => {
    test = await openTestBackend(kind);
    store = createStore({ database: test.database });
    queue = await createQueue({
      backend: test.backend,
      waiting: (workspaceId) => store.work.waiting(workspaceId),
      log,
    });
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  async function work(): Promise<{ order: string[]; stop(): Promise<void> }> {
    const order: string[] = [];
    const worker = createWorker({
      store,
      queue,
      owner: `owner-${kind}`,
      run: async ({ request }) => {
        order.push(request.workspaceId);
        return { result: "ready" };
      },
      refresh: async () => undefined,
      onPoison: async () => undefined,
      log,
      concurrency: 2,
      every: createManualTimers().every,
    });
    await worker.start();
    return { order, stop: () => worker.stop(0) };
  }

  it("one team's 500 courses do not starve another's one", async () => {
    for (let index = 0; index < many; index += 1) {
      const { lane } = await acceptCourse(store, "T-many", `many-${index}`);
      await queue.wake(lane);
    }
    const { lane } = await acceptCourse(store, "T-one", "one");
    await queue.wake(lane);
    const { order, stop } = await work();
    try {
      await vi.waitFor(() => expect(order).toContain("T-one"), soon);
      expect(order.indexOf("T-one")).toBeLessThan(10);
    } finally {
      await stop();
    }
  }, 180_000);

  it("nor when the wake-up was lost: the sweep takes the first of each workspace before the second of any", async () => {
    for (let index = 0; index < 150; index += 1) await acceptCourse(store, "T-crowd", `crowd-${index}`);
    await acceptCourse(store, "T-lost", "lost");
    const lanes = await store.system.lanesToWake(100);
    expect(lanes.map(({ workspaceId }) => workspaceId)).toContain("T-lost");
  });
});
