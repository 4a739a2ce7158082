/** Works off the inbox of one lane, whose lease is held: what a request's end means for it, and for those behind it. */
import { CoursewrightError, codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { Lease, RequestRecord } from "../storage/store.ts";

export type RunContext = { request: RequestRecord; lease: Lease; signal: AbortSignal };
export type Runner = {
  /** Does what was asked, and resolves to the outcome when Slack shows it. What it did before a crash it does not do twice. */
  run(context: RunContext): Promise<unknown>;
  /** A request is given up: whoever asked gets an answer. `error` is null when it ended the process each time. */
  onPoison(context: RunContext, error: unknown): Promise<void>;
  /** Renders the messages of a course again that do not show what they should. */
  refresh(lease: Lease, signal: AbortSignal): Promise<void>;
};

/** How long a request that failed so many times in a row waits: a second, two, four … up to a minute. */
function backoff(failures: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(failures - 1, 10));
}

/** How often the answer to a request that is given up may fail before the request is closed without one. */
const answerAttempts = 3;

/**
 * What is known of a request's earlier tries, by this process: `outages` in a row that were not its fault, tries that could not be
 * taken back in the database, its own `failures`, and whether it has let others go first after it was often begun in vain.
 */
type Past = { outages: number; untaken: number; failures: number; hasWaited: boolean };

/** Takes requests in order until none is due, one has to wait, or the signal says to stop; then sees to the cards. */
export function createWorkOff({
  store,
  runner,
  maxAttempts,
  log,
}: {
  store: Pick<FullStore, "requests" | "work">;
  runner: Runner;
  maxAttempts: number;
  log: Log;
}): (lease: Lease, signal: AbortSignal) => Promise<void> {
  const { requests, work } = store;
  const pasts = new Map<string, Past>();
  /** A request that was begun and never ended is not always what ended the process: it gets more tries than after its own failures. */
  const mostBegun = 2 * maxAttempts;

  /** How often the request was begun, without those times that were not its fault. */
  function attemptsOf(request: RequestRecord): number {
    return request.attempts - (pasts.get(request.id)?.untaken ?? 0);
  }

  /** Leaves the request pending as if it had not been begun. */
  async function handBack({ request, lease }: RunContext, milliseconds: number): Promise<void> {
    try {
      await work.postpone(lease, request.id, { milliseconds, countsAttempt: false });
    } catch (error) {
      if (codeOf(error) !== "storage_down" && codeOf(error) !== "lease_lost") throw error;
      pastOf(request).untaken += 1;
    }
  }

  function pastOf({ id }: RequestRecord): Past {
    const past = pasts.get(id) ?? { outages: 0, untaken: 0, failures: 0, hasWaited: false };
    pasts.set(id, past);
    return past;
  }

  /** What may have ended the process again and again lets others get on before it is begun once more. */
  async function givesWay({ request, lease }: RunContext): Promise<boolean> {
    const begunInVain = attemptsOf(request) - 1 - (pasts.get(request.id)?.failures ?? 0);
    if (begunInVain < maxAttempts || pastOf(request).hasWaited) return false;
    pastOf(request).hasWaited = true;
    await work.postpone(lease, request.id, {
      milliseconds: backoff(begunInVain - maxAttempts + 1),
      countsAttempt: false,
    });
    return true;
  }

  /** @returns whether to go on with the next request */
  async function attempt(context: RunContext): Promise<boolean> {
    const { request, lease, signal } = context;
    const isOver = attemptsOf(request) > mostBegun || (pasts.get(request.id)?.failures ?? 0) >= maxAttempts;
    try {
      if (isOver) throw new CoursewrightError("internal", "ended the process each time");
      if (await givesWay(context)) return false;
      const outcome = await runner.run(context);
      await requests.finish(lease, request.id, outcome);
      pasts.delete(request.id);
      return true;
    } catch (thrown) {
      // What a library throws when it is aborted tells less than why it was.
      const error: unknown = signal.aborted ? signal.reason : thrown;
      const facts = { error, lane: lease.lane, request: request.id, attempts: request.attempts };
      if (await isHandedBack(context, error)) {
        log.info(facts, "a request waits to be taken up again");
        return false;
      }
      const past = pastOf(request);
      past.failures += 1;
      if (past.failures >= maxAttempts || attemptsOf(request) >= mostBegun) {
        log.error(facts, "a request is given up");
        return giveUp(context, isOver ? null : error);
      }
      log.warn(facts, "a request failed and is tried again");
      await work.postpone(lease, request.id, { milliseconds: backoff(past.failures), countsAttempt: true });
      return false;
    }
  }

  /** Whether the work stopped for a reason that says nothing about the request. Then it is left pending. */
  async function isHandedBack(context: RunContext, error: unknown): Promise<boolean> {
    switch (codeOf(error)) {
      // The lease may be ours all the same, if it only could not be renewed in time.
      case "lease_lost":
      case "stopped":
        await handBack(context, 0);
        return true;
      case "slack_unreachable":
      case "storage_down": {
        const past = pastOf(context.request);
        past.outages += 1;
        await handBack(context, backoff(past.outages));
        return true;
      }
      default:
        return false;
    }
  }

  /** @param error null when it was not even begun this time */
  async function giveUp(context: RunContext, error: unknown): Promise<boolean> {
    const { request, lease, signal } = context;
    const { failures } = pastOf(request);
    if (failures < maxAttempts + answerAttempts && attemptsOf(request) < mostBegun + answerAttempts) {
      try {
        await runner.onPoison(context, error);
      } catch (thrown) {
        const reason: unknown = signal.aborted ? signal.reason : thrown;
        log.error(
          { error: reason, lane: lease.lane, request: request.id },
          "the answer to a request that is given up failed",
        );
        if (await isHandedBack(context, reason)) return false;
        await work.postpone(lease, request.id, { milliseconds: backoff(1), countsAttempt: true });
        return false;
      }
    }
    await requests.finish(lease, request.id, {
      result: "failed",
      code: error === null ? "internal" : codeOf(error),
      attempts: request.attempts,
    });
    pasts.delete(request.id);
    return true;
  }

  async function showCards(lease: Lease, signal: AbortSignal): Promise<void> {
    if (signal.aborted || !(await work.isUnshown(lease.lane))) return;
    try {
      await runner.refresh(lease, signal);
    } catch (error) {
      log.warn({ error, lane: lease.lane }, "a card could not be rendered again");
    }
    if (!signal.aborted && (await work.isUnshown(lease.lane))) await work.postponeRefresh(lease);
  }

  return async (lease, signal) => {
    while (!signal.aborted) {
      const request = await requests.next(lease);
      if (request === null) return showCards(lease, signal);
      if (!(await attempt({ request, lease, signal }))) return;
    }
  };
}
