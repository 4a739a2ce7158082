/** One budget of calls: who waits, who may go, and when. */
import type { PacePriority, Permit } from "../pace.ts";
import type { Clock } from "./clock.ts";

type Limit = { calls: number; windowMs: number };
export type LaneRules = {
  usual: Limit;
  /** After a 429, until a while has passed without one: somebody else spends from the same budget. */
  careful: Limit;
  /**
   * Partial states of one course come no closer than `everyMs`. Once less than `fastShare` of the budget is left, what
   * is left is spread over the time until it refills, so that nobody watches a card stand still; or, when more than
   * `few` courses share it, over `crowdedMs`, since most of them end before it refills. `forNewcomers` calls are left
   * to the final states of courses that have not begun yet.
   */
  partials: {
    everyMs: number;
    fastShare: number;
    few: number;
    crowdedMs: number;
    /** In a crowd, how long after its first request a course waits for its first partial: early ones show next to nothing. */
    crowdedStartMs: number;
    forNewcomers: number;
  } | null;
};

type LaneRequest = { courseId: string; priority: PacePriority; signal: AbortSignal };
export type Lane = {
  acquire(request: LaneRequest): Promise<Permit | null>;
  throttled(retryAfterMs: number): void;
  /** Looks who may go now: for when the reserve has changed. */
  drain(): void;
  isIdle(): boolean;
};

/** `at`: when it was answered, or Infinity while it is on its way. */
type Call = { at: number };
type Waiter = LaneRequest & { since: number; answer: (permit: Permit | null) => void };

const ranks: Readonly<Record<PacePriority, number>> = { final: 0, section: 1, partial: 2 };
const beginningMs = 1_000;
const carefulForMs = 5 * 60_000;
/** Of the budget, at most this much is held back for last edits: beyond it some must be spent on showing life. */
const mostReserved = 0.75;

/** `reserve` tells how many calls are to be kept for last edits. */
export function createLane({ clock, rules, reserve }: { clock: Clock; rules: LaneRules; reserve: () => number }): Lane {
  let spent: Call[] = [];
  let waiting: Waiter[] = [];
  let order = 0;
  let pausedUntil = 0;
  let carefulUntil = 0;
  let lastProgress = Number.NEGATIVE_INFINITY;
  const lastOfCourse = new Map<string, number>();
  const firstOfCourse = new Map<string, number>();
  let cancelTimer: (() => void) | null = null;

  const limit = (): Limit => (clock.now() < carefulUntil ? rules.careful : rules.usual);

  /** While few courses share the budget, those that begin next must not find it spent on all but their last edits. */
  function keptBackFrom(priority: PacePriority): number {
    if (priority === "final") return 0;
    const { few = 0, forNewcomers = 0 } = rules.partials ?? {};
    return reserve() > few ? reserve() : reserve() + forNewcomers;
  }

  /** When this one may go, in milliseconds since 1970; the past means now. */
  function earliest({ priority, courseId }: LaneRequest): number {
    const { calls, windowMs } = limit();
    const kept = Math.min(keptBackFrom(priority), Math.floor(calls * mostReserved));
    const free = calls - kept - spent.length;
    // The call whose leaving the window makes room for this one. While it is on its way nobody knows when; `done` looks again.
    const refills = free > 0 ? 0 : (spent[-free]?.at ?? 0) + windowMs;
    const when = Math.max(pausedUntil, refills);
    if (priority === "final" || rules.partials === null) return when;
    const { everyMs, fastShare, few, crowdedMs, crowdedStartMs } = rules.partials;
    const crowded = reserve() > few;
    if (priority === "section" && !crowded) return when;
    const start = crowded ? (firstOfCourse.get(courseId) ?? clock.now()) + crowdedStartMs : 0;
    const own = Math.max(
      start,
      priority === "section"
        ? 0
        : (lastOfCourse.get(courseId) ?? Number.NEGATIVE_INFINITY) + spacing(courseId, everyMs),
    );
    const scarce = free > 0 && free <= calls * fastShare;
    if (!scarce) return Math.max(when, own);
    const refill = Math.min(spent[0]?.at ?? clock.now(), clock.now()) + windowMs - clock.now();
    // A crowd's share is spent evenly, since most of its courses end before the budget refills.
    const apart = crowded ? Math.min(refill, crowdedMs) / Math.max(free, calls - kept) : refill / free;
    return Math.max(when, own, lastProgress + apart);
  }

  /** The first words come sooner than the later ones: somebody waits for a sign of life. */
  function spacing(courseId: string, everyMs: number): number {
    const begun = firstOfCourse.get(courseId) ?? clock.now();
    return clock.now() - begun < beginningMs ? everyMs / 2 : everyMs;
  }

  function drain(): void {
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.now();
    const { windowMs } = limit();
    spent = spent.filter(({ at }) => at + windowMs > now).sort((first, second) => first.at - second.at);
    if (lastOfCourse.size > 1_000)
      for (const [id, time] of lastOfCourse) if (time + windowMs < now) lastOfCourse.delete(id);
    if (firstOfCourse.size > 1_000)
      for (const id of firstOfCourse.keys())
        if (!waiting.some(({ courseId }) => courseId === id)) firstOfCourse.delete(id);
    let next = Number.POSITIVE_INFINITY;
    for (const waiter of waiting.toSorted(compare)) {
      const when = earliest(waiter);
      if (when <= now) grant(waiter, now);
      else next = Math.min(next, when);
    }
    if (next < Number.POSITIVE_INFINITY) cancelTimer = clock.after(Math.max(1, Math.ceil(next - now)), drain);
  }

  /** Among equals whoever was served longest ago. */
  function compare(first: Waiter, second: Waiter): number {
    const rank = ranks[first.priority] - ranks[second.priority];
    const served = (waiter: Waiter) => lastOfCourse.get(waiter.courseId) ?? 0;
    return rank || served(first) - served(second) || first.since - second.since;
  }

  function grant(waiter: Waiter, now: number): void {
    waiting = waiting.filter((other) => other !== waiter);
    const call: Call = { at: Number.POSITIVE_INFINITY };
    spent.push(call);
    const before = { course: lastOfCourse.get(waiter.courseId), progress: lastProgress };
    lastOfCourse.set(waiter.courseId, now);
    if (waiter.priority !== "final") lastProgress = now;
    waiter.answer({
      done() {
        if (call.at !== Number.POSITIVE_INFINITY) return;
        call.at = clock.now();
        drain();
      },
      release() {
        if (call.at !== Number.POSITIVE_INFINITY) return;
        call.at = Number.NEGATIVE_INFINITY;
        // Nothing was shown with it, so the next one need not keep its distance.
        if (lastOfCourse.get(waiter.courseId) === now) {
          if (before.course === undefined) lastOfCourse.delete(waiter.courseId);
          else lastOfCourse.set(waiter.courseId, before.course);
        }
        if (lastProgress === now) lastProgress = before.progress;
        drain();
      },
    });
  }

  return {
    acquire(request) {
      return new Promise((resolve) => {
        if (request.signal.aborted) return resolve(null);
        order += 1;
        const leave = () => {
          waiting = waiting.filter((other) => other !== waiter);
          resolve(null);
        };
        const waiter: Waiter = {
          ...request,
          since: order,
          answer: (permit) => {
            request.signal.removeEventListener("abort", leave);
            resolve(permit);
          },
        };
        request.signal.addEventListener("abort", leave, { once: true });
        waiting.push(waiter);
        if (!firstOfCourse.has(request.courseId)) firstOfCourse.set(request.courseId, clock.now());
        drain();
      });
    },
    throttled(retryAfterMs) {
      pausedUntil = Math.max(pausedUntil, clock.now() + retryAfterMs);
      carefulUntil = clock.now() + retryAfterMs + carefulForMs;
      drain();
    },
    drain,
    isIdle: () =>
      waiting.length === 0 &&
      spent.every(({ at }) => at + limit().windowMs <= clock.now()) &&
      pausedUntil <= clock.now(),
  };
}
