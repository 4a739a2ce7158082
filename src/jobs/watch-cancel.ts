/** Watches a course's cancel mark while work runs: the mark is read every half second, so it is seen within a second. */
import { CoursewrightError } from "../errors.ts";
import type { Store } from "../storage/store.ts";

const everyMs = 500;

/**
 * @returns a signal that aborts with the outer signal's reason, or with code `cancelled` once the mark is seen; `stop` ends the watch
 */
export function watchCancel({
  store,
  workspaceId,
  courseId,
  signal,
}: {
  store: Store;
  workspaceId: string;
  courseId: string;
  signal: AbortSignal;
}): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let reading = false;
  const timer = setInterval(() => {
    if (reading) return;
    reading = true;
    store.courses
      .cancelRequested(workspaceId, courseId)
      .then((requested) => {
        if (requested) controller.abort(new CoursewrightError("cancelled", "cancelled by a person"));
      })
      // A database that is away for a moment is noticed by the lease; the mark is read again at the next turn.
      .catch(() => undefined)
      .finally(() => {
        reading = false;
      });
  }, everyMs);
  timer.unref();
  return { signal: AbortSignal.any([signal, controller.signal]), stop: () => clearInterval(timer) };
}
