/** What is done now and then, by one process or several at once: finishing erasures, forgetting what was kept long enough, tending tables. */
import type { Log } from "../log.ts";
import type { ErasureRepository } from "../storage/erase.ts";
import type { Upkeep } from "../storage/upkeep.ts";

export type Housekeeping = {
  /** Deletes what was written down to be deleted. While it is under way another waits for that one instead. */
  erase(): Promise<void>;
  /** Forgets courses that are older than their workspace keeps them. */
  forget(): Promise<void>;
  /** Tends the tables of a database that does not do it by itself. */
  tend(): Promise<void>;
  /** Erases now and every minute, forgets now and once a day, tends every ten seconds; the answer ends it and waits. */
  start(): () => Promise<void>;
};

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export function createHousekeeping({
  erasures,
  upkeep,
  log,
}: {
  erasures: ErasureRepository;
  upkeep?: Upkeep;
  log: Log;
}): Housekeeping {
  let underWay: Promise<void> | null = null;
  let tending: Promise<void> | null = null;
  let stopped = false;
  let stopping = new AbortController();

  async function eraseAll(): Promise<void> {
    for (const { workspaceId, requestedBy, requestedAt } of await erasures.pending()) {
      await erasures.stopWork(workspaceId);
      for (let steps = 1; !stopped && (await erasures.eraseSome(workspaceId)); steps += 1) {
        if (steps % 100 === 0) log.info({ workspaceId, steps }, "erasing a workspace");
      }
      if (stopped) return;
      log.info({ workspaceId, requestedBy, requestedAt }, "a workspace was erased");
    }
  }

  async function forget(): Promise<void> {
    for (const { workspaceId, days } of await erasures.retentions()) {
      let courses = 0;
      for (let some = -1; some !== 0 && !stopped; courses += some) some = await erasures.forgetSome(workspaceId, days);
      if (courses > 0) log.info({ workspaceId, days, courses }, "old courses were forgotten");
    }
  }

  const erase = () => {
    underWay ??= eraseAll().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  async function tendTables(): Promise<void> {
    const tables = (await upkeep?.tend(stopping.signal)) ?? [];
    if (tables.length > 0) log.debug({ tables }, "tables were tended");
  }

  /** A round that takes longer than until the next is not joined by it. */
  const tend = () => {
    tending ??= tendTables().finally(() => {
      tending = null;
    });
    return tending;
  };

  return {
    erase,
    forget,
    tend,
    start() {
      stopped = false;
      stopping = new AbortController();
      const running = new Set<Promise<void>>();
      const now = (what: string, work: () => Promise<void>) => {
        const task = work().catch((error: unknown) =>
          log.warn({ error, task: what }, "housekeeping failed; tried again"),
        );
        running.add(task);
        void task.finally(() => running.delete(task));
      };
      const timers = [
        setInterval(() => now("erase", erase), minute).unref(),
        setInterval(() => now("forget", forget), day).unref(),
        setInterval(() => now("tend", tend), 10 * second).unref(),
      ];
      now("erase", erase);
      now("forget", forget);
      return async () => {
        stopped = true;
        stopping.abort();
        for (const timer of timers) clearInterval(timer);
        await Promise.all(running);
      };
    },
  };
}
