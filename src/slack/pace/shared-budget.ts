/**
 * Budgets that several processes spend from: a log of the calls of the last window, kept where all of them see it. A process asks
 * for a place before it calls; the place counts from when the call was answered, as it does within one process, so that no window
 * of that length ever holds more, whichever processes the calls came from.
 *
 * Libraries that limit rates count in fixed windows (rate-limiter-flexible among them): two windows meet with twice the budget
 * between them, which Slack refuses. Hence a log of our own.
 */

export type Take = {
  /** Which budget, such as workspace and method. */
  budget: string;
  /** Names the call; unique. */
  id: string;
  calls: number;
  windowMs: number;
};
/** Zero: the call may be made. Else: how many milliseconds until there may be room. */
export type Room = { waitMs: number };

export type SharedBudget = {
  take(take: Take): Promise<Room>;
  /** The call was answered: it counts from now on for one window. */
  answered(call: Pick<Take, "budget" | "id" | "windowMs">): Promise<void>;
  /** It was not made after all. */
  giveBack(call: Pick<Take, "budget" | "id">): Promise<void>;
  /** Slack refused one: nothing in this budget for so long, whoever asks. */
  pause(budget: string, milliseconds: number): Promise<void>;
};

/** A call that is never answered (its process died) counts for so long before its window begins. */
export const longestCallMs = 12_000;
/** Nobody waits longer than this without looking again: others may have given places back. */
export const longestLookMs = 1_000;
