/** The worker: takes the lanes it is woken for, one lease each, works off their inboxes, and stops without losing anything. */
import { CoursewrightError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { Lane, Lease } from "../storage/store.ts";
import { keepLease } from "./keep-lease.ts";
import { wakeUpName } from "./payloads.ts";
import type { WakeQueue, WorkHandle } from "./queue.ts";
import { createSweeper } from "./sweeper.ts";
import { type Every, every as realEvery } from "./timers.ts";
import { createWorkOff, type RunContext } from "./work-off.ts";

export type WorkerOptions = {
  store: Pick<FullStore, "requests" | "leases" | "system" | "work">;
  queue: Pick<WakeQueue, "wake" | "work">;
  /** Names this process among all that ever ran. */
  owner: string;
  /** Resolves to the outcome when it is shown. Throws to be tried again; `stopped`, `slack_unreachable` and `storage_down` do not count as tries. */
  run: (context: RunContext) => Promise<unknown>;
  /** Renders a course's messages again that do not show what they should. */
  refresh: (lease: Lease, signal: AbortSignal) => Promise<void>;
  /** Answers whoever made a request that is given up; `error` is null when it ended the process each time. */
  onPoison: (context: RunContext, error: unknown) => Promise<void>;
  log: Log;
  /** How many lanes at once. */
  concurrency: number;
  /** How often a request may fail at most; one that never came to an end, because the process did, is begun twice as often. */
  maxAttempts?: number;
  /** Milliseconds; measures how long a lease was not renewed. */
  clock?: () => number;
  every?: Every;
};
export type LaneWorker = {
  /** Begins to take wake-ups, and to sweep: at once and then every five seconds. */
  start(): Promise<void>;
  /** Wakes what waits and nobody works on. */
  sweep(): Promise<void>;
  /** How many lanes are being worked on. */
  active(): number;
  /** Takes nothing new, hands running work back at its next safe point, and after so many milliseconds leaves it to others. */
  stop(timeoutMilliseconds: number): Promise<void>;
};

const sweepEvery = 5_000;
const longestGoodbye = 2_000;

/** A worker that does nothing until `start`. */
export function createWorker(options: WorkerOptions): LaneWorker {
  const { store, queue, owner, log, concurrency, maxAttempts = 5, clock = Date.now, every = realEvery } = options;
  const workOff = createWorkOff({ store, runner: options, maxAttempts, log });
  const sweep = createSweeper({ system: store.system, queue, log });
  const stopping = new AbortController();
  const running = new Map<string, { done: Promise<void>; lease: Lease | null }>();
  let handle: WorkHandle | null = null;
  let stopSweeping = () => {};

  /** Never fails: what goes wrong is logged, and the sweeper comes back to the lane. */
  async function take(lane: Lane): Promise<void> {
    const name = wakeUpName(lane);
    // Already taken here: whoever has it looks again before it lets go for good.
    if (running.has(name)) return;
    const work: { done: Promise<void>; lease: Lease | null } = { done: Promise.resolve(), lease: null };
    running.set(name, work);
    work.done = workWhileWaiting(lane, work)
      .catch((error: unknown) => log.warn({ error, lane }, "work on a lane broke off; it is taken up again"))
      .finally(() => running.delete(name));
    await work.done;
    // Another worker can have it at once; if there is none, the next start finds it.
    if (stopping.signal.aborted) await queue.wake(lane);
  }

  async function workWhileWaiting(lane: Lane, work: { lease: Lease | null }): Promise<void> {
    do {
      const acquiredAt = clock();
      const lease = stopping.signal.aborted ? null : await store.leases.acquire(lane, owner);
      if (lease === null) return;
      work.lease = lease;
      const keeping = keepLease({ leases: store.leases, lease, acquiredAt, clock, every, log });
      try {
        await workOff(lease, AbortSignal.any([stopping.signal, keeping.signal]));
      } finally {
        keeping.stop();
        work.lease = null;
        await store.leases.release(lease);
      }
      // A request that was accepted while the lease was held may have been woken in vain: its worker was turned away.
    } while ((await store.work.isDue(lane)) || (await store.work.isUnshown(lane)));
  }

  return {
    async start() {
      handle = await queue.work({ concurrency, run: take });
      stopSweeping = every(sweepEvery, () => void sweep());
      // Not waited for: with a queue that is away it takes its time, and the process is ready all the same.
      void sweep();
    },

    sweep,
    active: () => running.size,

    async stop(timeoutMilliseconds) {
      stopSweeping();
      await handle?.pause();
      stopping.abort(new CoursewrightError("stopped", "the process is stopping"));
      const all = Promise.all([...running.values()].map(({ done }) => done)).then(() => true);
      const inTime = await Promise.race([all, timeout(timeoutMilliseconds)]);
      if (!inTime) {
        log.warn({ lanes: running.size }, "work did not stop in time: others take it over");
        // Its saves are refused from now on, so that it cannot get in the way of whoever takes over.
        for (const { lease } of running.values()) if (lease !== null) await store.leases.release(lease);
      }
      // The queue's own goodbye may wait for a server that is away.
      await Promise.race([handle?.close({ force: !inTime }), timeout(longestGoodbye)]);
    },
  };
}

function timeout(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, false).unref());
}
