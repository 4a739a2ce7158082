/** Wakes what was accepted and not done: lost wake-ups, work of processes that died, requests whose time to be tried again has come. */
import type { Log } from "../log.ts";
import type { SystemRepository } from "../storage/store.ts";
import type { WakeQueue } from "./queue.ts";

/** So many lanes a sweep; the longest waiting come first, the others with the next. */
const lanesASweep = 100;
/** So many side by side: one after another they would wait long for a queue that is away. */
const atOnce = 20;

/** @returns a sweep. It never fails, and while one is under way another waits for that one instead. */
export function createSweeper({
  system,
  queue,
  log,
}: {
  system: SystemRepository;
  queue: Pick<WakeQueue, "wake">;
  log: Log;
}): () => Promise<void> {
  let underWay: Promise<void> | null = null;

  async function sweep(): Promise<void> {
    try {
      const lanes = await system.lanesToWake(lanesASweep);
      for (let start = 0; start < lanes.length; start += atOnce) {
        await Promise.all(lanes.slice(start, start + atOnce).map((lane) => queue.wake(lane, { orphaned: true })));
      }
    } catch (error) {
      log.warn({ error }, "could not look for work that waits; looking again soon");
    }
  }

  return () => {
    underWay ??= sweep().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
