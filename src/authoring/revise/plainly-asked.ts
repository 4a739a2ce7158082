/** Replies about versions that need no writer to be understood: undo, redo, and going back to a version. */
import { isRedoWord, isUndoWord, restoredVersion } from "../../course/reply-words.ts";
import { broughtBackBy, parseCause, undoneVersions } from "../../course/version-cause.ts";
import type { VersionRecord } from "../../storage/store.ts";
import { explained, type Step } from "./attempt.ts";
import { restoreAttempt, undoAttempt } from "./steps.ts";

/** What comes of such a reply, or null when it is none. Versions oldest first. */
export function plainlyAsked(reply: string, latest: VersionRecord, versions: readonly VersionRecord[]): Step | null {
  if (isUndoWord(reply)) return undoAttempt(latest, versions, null);
  if (isRedoWord(reply)) {
    const undo = lastUndo(versions);
    return undo === null
      ? explained(latest.number, [{ code: "unclear", wish: reply, question: "nothing_to_redo" }])
      : undoAttempt(latest, versions, undo);
  }
  const number = restoredVersion(reply);
  return number === null ? null : restoreAttempt(latest, versions, number);
}

/** The newest version that took a change back and still does. */
function lastUndo(versions: readonly VersionRecord[]): number | null {
  const undone = undoneVersions(versions);
  const last = versions.findLast(
    ({ number, cause }) =>
      parseCause(cause).kind === "undo" && !undone.has(number) && broughtBackBy(versions, number) !== null,
  );
  return last?.number ?? null;
}
