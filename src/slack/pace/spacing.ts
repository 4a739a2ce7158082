/** How far apart what is not final is shown, so that a minute's budget lasts. Pure. */

export type PartialRules = {
  /**
   * Partial states of one course come no closer than this, and wait so long after the first unseen word, or an edit would
   * show next to nothing.
   */
  everyMs: number;
  gatherMs: number;
  /** A course that has the window to itself goes at that pace until less than this share of the budget is left. */
  fastShare: number;
  /** Up to so many courses spend what lasts; more are a crowd. */
  few: number;
  /** Of what comes back later than this nobody knows who will need it: the pace is not slowed down for it. */
  horizonMs: number;
  /** So many calls are left to the final states of courses that have not begun yet, less what comes back before such a course can end. */
  forNewcomers: number;
  newcomerMs: number;
  /** A crowd spreads what is left over this time, since most of its courses end before it comes back. */
  crowdedMs: number;
  /** In a crowd, how long after its first request a course waits for its first partial: early ones show next to nothing. */
  crowdedStartMs: number;
};

/** Courses write for about this share of the time: the rest is the model's thinking, and pauses between courses. */
const writingShare = 0.85;

/**
 * The distance between calls that can be kept up without running dry.
 * @param leaving milliseconds until each call of the last window stops to count, ascending
 * @param free calls that may be made now
 */
export function lastingDistance(
  leaving: readonly number[],
  free: number,
  { everyMs, horizonMs }: PartialRules,
): number {
  const distances = leaving
    .filter((wait, index) => index === 0 || wait <= horizonMs)
    .map((wait, index) => (wait * writingShare) / Math.max(1, free + index));
  return Math.max(everyMs, ...distances);
}
