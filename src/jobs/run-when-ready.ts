/**
 * A BullMQ worker that begins when its connection is ready. BullMQ remembers the outcome of its first look at the database for good:
 * a worker made while the database is away would fail for ever, and so fast that the process does nothing else.
 */
import { setTimeout as pause } from "node:timers/promises";

export type BullWorker = {
  pause(doNotWaitActive: boolean): Promise<void>;
  close(force: boolean): Promise<void>;
};

/** What is needed of BullMQ's worker, whatever it runs on. */
type Startable = BullWorker & {
  on(event: "error", listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<unknown>;
};

const betweenTries = 1_000;

/**
 * Makes workers until one is ready, and runs that one.
 * @param create makes a worker that does not run yet (`autorun: false`)
 */
export function runWhenReady(create: () => Startable, report: { lost(error: Error): void; back(): void }): BullWorker {
  const ended = new AbortController();
  let running: Startable | null = null;

  async function begin(): Promise<void> {
    while (!ended.signal.aborted) {
      const worker = create();
      worker.on("error", report.lost);
      try {
        await worker.waitUntilReady();
      } catch (error) {
        report.lost(error instanceof Error ? error : new Error(String(error)));
        await worker.close(true).catch(() => undefined);
        await pause(betweenTries, undefined, { signal: ended.signal }).catch(() => undefined);
        continue;
      }
      if (ended.signal.aborted) return worker.close(true);
      running = worker;
      report.back();
      worker.run().catch(report.lost);
      return;
    }
  }
  const begun = begin();

  return {
    async pause(doNotWaitActive) {
      ended.abort();
      await running?.pause(doNotWaitActive);
    },
    async close(force) {
      ended.abort();
      await begun;
      await running?.close(force);
    },
  };
}
