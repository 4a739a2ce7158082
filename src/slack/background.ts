/** Work that goes on after Slack has its answer, kept in sight so that stopping can wait for it and failures are told. */
import type { Log } from "../log.ts";

export type Background = {
  /** Runs on its own; a failure is logged under `name`. Only for what may be lost: what must not be is a request. */
  run(name: string, work: () => Promise<unknown>): void;
  /** Resolves when all that runs has ended. */
  settled(): Promise<void>;
};

export function createBackground({ log }: { log: Log }): Background {
  const running = new Set<Promise<void>>();
  return {
    run(name, work) {
      const task = work().then(
        () => undefined,
        (error: unknown) => log.warn({ error, task: name }, "background work failed"),
      );
      running.add(task);
      void task.finally(() => running.delete(task));
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
