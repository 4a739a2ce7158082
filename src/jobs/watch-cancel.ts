/**
 * Watches the cancel marks of courses while work on them runs: they are read every half second, so a mark is seen within a second.
 * One query reads those of a whole workspace, since one a course is what hundreds of courses would spend most of their time on.
 */
import { CoursewrightError } from "../errors.ts";
import type { Store } from "../storage/store.ts";

const everyMs = 500;

export type CancelWatch = {
  /**
   * @returns a signal that aborts with the outer signal's reason, or with code `cancelled` once the mark is seen; `stop` ends the watch
   */
  watch(of: { workspaceId: string; courseId: string; signal: AbortSignal }): { signal: AbortSignal; stop(): void };
};

/** Reads while anything is watched. */
export function createCancelWatch({ store }: { store: Pick<Store, "courses"> }): CancelWatch {
  const watched = new Map<string, Map<string, Set<AbortController>>>();
  const reading = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  function readAll(): void {
    for (const [workspaceId, courses] of watched) {
      if (reading.has(workspaceId)) continue;
      reading.add(workspaceId);
      store.courses
        .cancelRequestedAmong(workspaceId, [...courses.keys()])
        .then((cancelled) => {
          for (const id of cancelled)
            for (const each of courses.get(id) ?? [])
              each.abort(new CoursewrightError("cancelled", "cancelled by a person"));
        })
        // A database that is away for a moment is noticed by the lease; the marks are read again at the next turn.
        .catch(() => undefined)
        .finally(() => reading.delete(workspaceId));
    }
  }

  return {
    watch({ workspaceId, courseId, signal }) {
      const controller = new AbortController();
      const courses = watched.get(workspaceId) ?? new Map<string, Set<AbortController>>();
      watched.set(workspaceId, courses);
      const own = courses.get(courseId) ?? new Set<AbortController>();
      courses.set(courseId, own);
      own.add(controller);
      timer ??= setInterval(readAll, everyMs).unref();
      return {
        signal: AbortSignal.any([signal, controller.signal]),
        stop() {
          own.delete(controller);
          if (own.size === 0 && courses.get(courseId) === own) courses.delete(courseId);
          if (courses.size === 0 && watched.get(workspaceId) === courses) watched.delete(workspaceId);
          if (watched.size > 0 || timer === null) return;
          clearInterval(timer);
          timer = null;
        },
      };
    },
  };
}
