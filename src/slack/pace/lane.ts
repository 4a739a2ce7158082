/** One budget of calls: who waits, who may go, and when. */

import type { Clock } from "../clock.ts";
import type { PacePriority, Permit } from "../pace.ts";
import { lastingDistance, type PartialRules } from "./spacing.ts";

type Limit = { calls: number; windowMs: number };
export type LaneRules = {
  usual: Limit;
  /** After a 429, until a while has passed without one: somebody else spends from the same budget. */
  careful: Limit;
  /** Null where nothing partial is shown. */
  partials: PartialRules | null;
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
type Call = { at: number; courseId: string };
/** `since` orders those that wait; `askedAt` is when. */
type Waiter = LaneRequest & { since: number; askedAt: number; answer: (permit: Permit | null) => void };

const ranks: Readonly<Record<PacePriority, number>> = { final: 0, section: 1, partial: 2 };
const carefulForMs = 5 * 60_000;
/** A finished section need not keep the whole distance. */
const sectionShare = 0.7;
/** With the window to itself, the least time between a course's last edit and a finished section. */
const sectionMs = 100;
/** A course's first edits may come closer: somebody looks on. */
const briskEdits = 4;
const briskMs = 300;
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
    if (rules.partials === null || isCrowded(rules.partials)) return reserve();
    const { forNewcomers, newcomerMs } = rules.partials;
    const back = leaving().filter((wait) => wait <= newcomerMs).length;
    return reserve() + Math.max(0, forNewcomers - back);
  }

  const isCrowded = ({ few }: PartialRules): boolean => reserve() > few;

  /** Milliseconds until each call leaves the window. One on its way does so a window from now at the earliest. */
  function leaving(): number[] {
    const now = clock.now();
    return spent.map(({ at }) => Math.min(at, now) + limit().windowMs - now);
  }

  /** When this one may go, in milliseconds since 1970; the past means now. */
  function earliest(waiter: Waiter): number {
    const { calls, windowMs } = limit();
    const kept = Math.min(keptBackFrom(waiter.priority), Math.floor(calls * mostReserved));
    const free = calls - kept - spent.length;
    // The call whose leaving the window makes room for this one. While it is on its way nobody knows when; `done` looks again.
    const refills = free > 0 ? 0 : (spent[-free]?.at ?? 0) + windowMs;
    const when = Math.max(pausedUntil, refills);
    if (waiter.priority === "final" || rules.partials === null) return when;
    const paced = isCrowded(rules.partials)
      ? amongMany(waiter, rules.partials, { free, most: calls - kept })
      : amongFew(waiter, rules.partials, free);
    return Math.max(when, paced);
  }

  function amongFew({ priority, courseId, askedAt }: Waiter, partials: PartialRules, free: number): number {
    const { everyMs, gatherMs, fastShare } = partials;
    const last = lastOfCourse.get(courseId) ?? Number.NEGATIVE_INFINITY;
    const isAlone = spent.every((call) => call.courseId === courseId);
    if (isAlone && free > limit().calls * fastShare) {
      if (priority === "section") return last + sectionMs;
      // The first words come at once: somebody waits for a sign of life.
      const apart = spent.length < briskEdits ? briskMs : everyMs;
      return Math.max(last + apart, lastOfCourse.has(courseId) ? askedAt + gatherMs : 0);
    }
    // What is kept for newcomers comes back in time for them, or they have not come.
    const distance = lastingDistance(leaving(), limit().calls - reserve() - spent.length, partials);
    if (priority === "section") return last + distance * sectionShare;
    return Math.max(last + everyMs, lastProgress + distance, askedAt + distance - everyMs + gatherMs);
  }

  function amongMany(
    { priority, courseId }: Waiter,
    { everyMs, fastShare, crowdedMs, crowdedStartMs }: PartialRules,
    { free, most }: { free: number; most: number },
  ): number {
    const start = (firstOfCourse.get(courseId) ?? clock.now()) + crowdedStartMs;
    const last = priority === "section" ? 0 : (lastOfCourse.get(courseId) ?? Number.NEGATIVE_INFINITY) + everyMs;
    const own = Math.max(start, last);
    if (free <= 0 || free > limit().calls * fastShare) return own;
    const apart = Math.min(leaving()[0] ?? limit().windowMs, crowdedMs) / Math.max(free, most);
    return Math.max(own, lastProgress + apart);
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
    const call: Call = { at: Number.POSITIVE_INFINITY, courseId: waiter.courseId };
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
          askedAt: clock.now(),
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
