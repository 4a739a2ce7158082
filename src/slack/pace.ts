/**
 * When to call Slack: budgets a workspace and method (for posts: a channel), spent by priority.
 *
 * Each budget is a log of the calls of the last window, so that no window of that length ever holds more, whether Slack
 * counts by refilling buckets or by fixed minutes. Kept in this process; an implementation shared by several has the
 * same port.
 */

import type { Clock } from "./clock.ts";
import { createLane, type Lane, type LaneRules } from "./pace/lane.ts";

/** Final states go before finished sections, and those before partial ones. */
export type PacePriority = "final" | "section" | "partial";
export type PaceMethod =
  | "chat.update"
  | "chat.postMessage"
  | "chat.delete"
  | "chat.getPermalink"
  | "conversations.replies"
  | "conversations.history"
  | "reactions.add"
  | "reactions.remove"
  | "files.getUploadURLExternal"
  | "files.completeUploadExternal"
  | "files.info"
  | "files.delete"
  | "agents.sessions.setStatus";
/** What Slack counts together. */
type PaceKey = { workspaceId: string; method: PaceMethod; channelId: string };
export type PaceRequest = PaceKey & {
  courseId: string;
  priority: PacePriority;
  /** Ends the waiting, for what has been superseded. */
  signal: AbortSignal;
};
/**
 * Leave to make one call. `done` when its answer has come (or will not come): Slack counted it at some moment before, so
 * from then on time works for us. `release` gives it back unused.
 */
export type Permit = { done(): void; release(): void };

export type Pace = {
  /** Resolves when the call may be made; with null when `signal` ended the waiting. */
  acquire(request: PaceRequest): Promise<Permit | null>;
  /** Slack answered 429: nothing more in this lane for so many milliseconds, and less of it afterwards. Other lanes go on. */
  throttled(key: PaceKey, retryAfterMs: number): void;
  /** A course that will need its last edit: one is kept for it until the answer is called. */
  enter(course: { workspaceId: string; courseId: string }): () => void;
};

/** A little over a minute, for clocks that do not run alike. */
const minute = 60_200;
/** Slack allows about 50 edits a minute and workspace. Two are left for what other code edits. */
const editRules: LaneRules = {
  usual: { calls: 48, windowMs: minute },
  careful: { calls: 36, windowMs: minute },
  partials: {
    everyMs: 575,
    gatherMs: 470,
    fastShare: 0.4,
    few: 3,
    horizonMs: 22_000,
    forNewcomers: 3,
    newcomerMs: 12_000,
    crowdedMs: 7_500,
    crowdedStartMs: 3_000,
  },
};
/** About one post a second and channel, with short bursts let through. */
const postRules: LaneRules = {
  usual: { calls: 3, windowMs: 3_030 },
  careful: { calls: 1, windowMs: 1_100 },
  partials: null,
};
const otherRules: LaneRules = {
  usual: { calls: 45, windowMs: minute },
  careful: { calls: 15, windowMs: minute },
  partials: null,
};
/** `reactions.remove` is in the tier of 20 calls a minute. */
const slowRules: LaneRules = {
  usual: { calls: 18, windowMs: minute },
  careful: { calls: 8, windowMs: minute },
  partials: null,
};
/** Beyond this many lanes the idle ones are forgotten. */
const manyLanes = 2_000;

export function createPace({ clock }: { clock: Clock }): Pace {
  const lanes = new Map<string, Lane>();
  const unfinished = new Map<string, Map<string, number>>();

  function laneOf({ workspaceId, method, channelId }: PaceKey): Lane {
    const isPost = method === "chat.postMessage";
    const key = JSON.stringify(isPost ? [workspaceId, method, channelId] : [workspaceId, method]);
    const known = lanes.get(key);
    if (known !== undefined) return known;
    if (lanes.size >= manyLanes) for (const [old, lane] of lanes) if (lane.isIdle()) lanes.delete(old);
    const rules = rulesOf(method);
    const reserve = () => (method === "chat.update" ? (unfinished.get(workspaceId)?.size ?? 0) : 0);
    const lane = createLane({ clock, rules, reserve });
    lanes.set(key, lane);
    return lane;
  }

  return {
    acquire: (request) => laneOf(request).acquire(request),
    throttled: (key, retryAfterMs) => laneOf(key).throttled(retryAfterMs),
    enter({ workspaceId, courseId }) {
      const courses = unfinished.get(workspaceId) ?? new Map<string, number>();
      unfinished.set(workspaceId, courses);
      courses.set(courseId, (courses.get(courseId) ?? 0) + 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (courses.get(courseId) ?? 1) - 1;
        if (left > 0) courses.set(courseId, left);
        else courses.delete(courseId);
        if (courses.size === 0 && unfinished.get(workspaceId) === courses) unfinished.delete(workspaceId);
        lanes.get(JSON.stringify([workspaceId, "chat.update"]))?.drain();
      };
    },
  };
}

/** What Slack counts together, as a name. */
export function budgetName({ workspaceId, method, channelId }: PaceKey): string {
  return method === "chat.postMessage" ? `${workspaceId}/${method}/${channelId}` : `${workspaceId}/${method}`;
}

/** How many calls of a method may be made in any window of that length while nobody else spends from the budget. */
export function usualLimit(method: PaceMethod): { calls: number; windowMs: number } {
  return rulesOf(method).usual;
}

function rulesOf(method: PaceMethod): LaneRules {
  switch (method) {
    case "chat.postMessage":
      return postRules;
    case "chat.update":
      return editRules;
    case "reactions.remove":
      return slowRules;
    default:
      return otherRules;
  }
}
