/**
 * The pace of several processes. Each decides by itself who of its own courses goes next and when (final states first, spacing,
 * reserves); then it asks for a place in the budget that all share, and waits where there is none.
 */
import { nanoid } from "nanoid";
import type { Log } from "../../log.ts";
import { type Clock, pause } from "../clock.ts";
import { budgetName, type Pace, type PaceRequest, type Permit, usualLimit } from "../pace.ts";
import type { SharedBudget } from "./shared-budget.ts";

/** Of a budget, so much is left to final states: partials of one process must not take the places of another's last edits. */
const partialShare = 2 / 3;

/** @param own decides within this process */
export function createSharedPace({
  own,
  shared,
  clock,
  log,
}: {
  own: Pace;
  shared: SharedBudget;
  clock: Clock;
  log: Log;
}): Pace {
  async function acquire(request: PaceRequest): Promise<Permit | null> {
    for (;;) {
      const permit = await own.acquire(request);
      if (permit === null) return null;
      const budget = budgetName(request);
      const { calls, windowMs } = usualLimit(request.method);
      const call = { budget, id: nanoid(), windowMs };
      const most = request.priority === "final" ? calls : Math.max(1, Math.floor(calls * partialShare));
      let waitMs: number;
      try {
        ({ waitMs } = await shared.take({ ...call, calls: most }));
      } catch (error) {
        // Without the shared log each process keeps to its own budget, and to what Slack answers.
        log.warn({ error, budget }, "the shared budget cannot be asked");
        return permit;
      }
      if (waitMs === 0) return sharing(permit, call);
      permit.release();
      if (!(await pause(clock, waitMs, request.signal))) return null;
    }
  }

  function sharing(permit: Permit, call: { budget: string; id: string; windowMs: number }): Permit {
    let open = true;
    const end = (tell: Promise<void>) =>
      void tell.catch((error: unknown) => log.warn({ error }, "the shared budget cannot be told"));
    return {
      done() {
        if (open) end(shared.answered(call));
        open = false;
        permit.done();
      },
      release() {
        if (open) end(shared.giveBack(call));
        open = false;
        permit.release();
      },
    };
  }

  return {
    acquire,
    throttled(key, retryAfterMs) {
      own.throttled(key, retryAfterMs);
      shared
        .pause(budgetName(key), retryAfterMs)
        .catch((error: unknown) => log.warn({ error }, "the shared budget cannot be told"));
    },
    enter: (course) => own.enter(course),
  };
}
