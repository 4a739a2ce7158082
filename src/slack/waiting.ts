/** What people are told when a course cannot begin at once. */
import type { Log } from "../log.ts";
import type { FullStore } from "../storage/create-store.ts";
import { texts } from "../texts.ts";
import { within } from "./within.ts";

/** A sentence on how long a course waits, or null where it begins soon. Never fails: nobody needs it. */
export type Waiting = (workspaceId: string) => Promise<string | null>;

/** Below a minute nothing is said, in milliseconds. */
const worthSaying = 60_000;
/** In a rush many ask at once, and the answer is rounded to minutes anyway. */
const keptMs = 5_000;
/** Slack waits three seconds for an answer, and this is the least of it. */
const patienceMs = 700;

export function createWaiting({
  store,
  clock,
  log,
}: {
  store: Pick<FullStore, "waitingTimes">;
  clock: () => number;
  log: Log;
}): Waiting {
  const known = new Map<string, { until: number; expected: Promise<number> }>();

  function expected(workspaceId: string): Promise<number> {
    const now = clock();
    for (const [id, { until }] of known) if (until <= now) known.delete(id);
    const fresh = known.get(workspaceId);
    if (fresh !== undefined) return fresh.expected;
    const asked = store.waitingTimes.expected(workspaceId).catch((error: unknown) => {
      log.warn({ error, workspaceId }, "could not tell how long a course waits");
      return 0;
    });
    known.set(workspaceId, { until: now + keptMs, expected: asked });
    return asked;
  }

  return async (workspaceId) => {
    const milliseconds = await within(patienceMs, expected(workspaceId));
    return milliseconds === null || milliseconds < worthSaying
      ? null
      : texts.command.waiting(Math.round(milliseconds / 60_000));
  };
}
