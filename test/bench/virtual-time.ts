/** Time that passes only when nothing is left to do: timers and dates of the whole process are the benchmark's own, so a busy machine changes no figure. */
import { mock } from "node:test";

export type VirtualTime = {
  /** Milliseconds since the beginning. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Lets time pass until the work is done. @throws Error when it takes longer than so many milliseconds */
  until(work: Promise<unknown>, longestMs: number): Promise<void>;
  end(): void;
};

const stepMs = 5;

export function beginVirtualTime(): VirtualTime {
  const start = Date.UTC(2026, 0, 5, 9);
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: start });
  const now = () => Date.now() - start;
  return {
    now,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async until(work, longestMs) {
      const state: { done: boolean; error: unknown } = { done: false, error: null };
      void work.then(
        () => {
          state.done = true;
        },
        (error: unknown) => {
          state.done = true;
          state.error = error;
        },
      );
      await settle();
      while (!state.done) {
        if (now() > longestMs) throw new Error(`not done after ${longestMs} ms of virtual time`);
        mock.timers.tick(stepMs);
        await settle();
      }
      if (state.error !== null) throw state.error;
    },
    end: () => mock.timers.reset(),
  };
}

/** What follows from the last tick without a timer has happened. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
