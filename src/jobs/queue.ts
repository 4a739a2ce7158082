/** The queue wakes workers, and that is all: what is lost in it is found again in the inbox by the sweeper. */
import type { Telemetry } from "bullmq";
import { CoursewrightError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Lane } from "../storage/store.ts";
import { wakeUpName, wakeUpSchema } from "./payloads.ts";
import { openTransport, type QueueBackend } from "./transport.ts";

type WakeOptions = {
  /** Nobody holds the lane's lease: a wake-up of it that is being worked on belongs to a worker that died. */
  orphaned?: boolean;
};
export type WorkHandle = {
  /** Takes no more wake-ups. What is being worked on goes on. */
  pause(): Promise<void>;
  /** Waits for what is being worked on; `force` does not. */
  close(options?: { force?: boolean }): Promise<void>;
};
export type WakeQueue = {
  /** Has some worker look at the lane. Never fails and never takes longer than a second: what could not be sent is logged. */
  wake(lane: Lane, options?: WakeOptions): Promise<void>;
  /** Calls `run` for each lane that is woken, so many at once. A lane that is woken while it runs is run once more afterwards. */
  work(options: { concurrency: number; run(lane: Lane): Promise<void> }): Promise<WorkHandle>;
  /** @throws CoursewrightError `storage_down` when Redis or the database does not answer within a second */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const longestWait = 1_000;
/** Of the places that BullMQ tells apart. */
const lastPlace = 100_000;

/** Opens the queue. On Redis it need not be reachable yet; on the database it must. */
export async function createQueue({
  backend,
  waiting = async () => 0,
  telemetry = null,
  log,
}: {
  backend: QueueBackend;
  /** How many requests of a workspace wait; the more, the later its next one comes, so that no workspace keeps another waiting. */
  waiting?: (workspaceId: string) => Promise<number>;
  /** Makes the work of a wake-up part of the trace that it was sent in. */
  telemetry?: Telemetry | null;
  log: Log;
}): Promise<WakeQueue> {
  const transport = await openTransport({ backend, telemetry, log });

  async function send(lane: Lane, orphaned: boolean): Promise<void> {
    const wakeUp = wakeUpSchema.parse(lane);
    const name = wakeUpName(wakeUp);
    // It would be kept until the dead worker's lock has run out. Two wake-ups at once do no harm: the lease is one.
    if (orphaned) await transport.passActive(name);
    const ahead = await countAhead(lane);
    await transport.add("wake", wakeUp, {
      // A workspace's first goes with the other workspaces' first, its hundredth with their hundredth.
      priority: Math.min(lastPlace, ahead + 1),
      // One waits at most; one that comes while another is worked on is kept until that ends.
      deduplication: { id: name, keepLastIfActive: true },
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** A wake-up that cannot be put in its place is better than none. */
  async function countAhead({ workspaceId }: Lane): Promise<number> {
    try {
      return await waiting(workspaceId);
    } catch (error) {
      log.warn({ error, workspaceId }, "could not count what waits");
      return 0;
    }
  }

  return {
    async wake(lane, { orphaned = false } = {}) {
      try {
        await within(longestWait, send(lane, orphaned));
      } catch (error) {
        log.warn({ error, lane }, "could not wake a worker: the sweeper will");
      }
    },

    async work({ concurrency, run }) {
      const worker = transport.worker(async (job) => {
        const wakeUp = wakeUpSchema.safeParse(job.data);
        if (wakeUp.success) await run(wakeUp.data);
        else log.error({ error: wakeUp.error }, "a wake-up that cannot be read is dropped");
      }, concurrency);
      return {
        pause: () => worker.pause(true),
        close: ({ force = false } = {}) => worker.close(force),
      };
    },

    async ping() {
      try {
        await within(longestWait, transport.ping());
      } catch (error) {
        throw new CoursewrightError("storage_down", "the queue does not answer", { cause: error });
      }
    },

    close: () => transport.close(),
  };
}

/** @throws CoursewrightError `storage_down` when the work takes longer than so many milliseconds; it goes on unheard */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CoursewrightError("storage_down", `no answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
