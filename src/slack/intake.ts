/**
 * Takes in what people ask: parses it, stores it under an idempotency key, wakes a worker. Nothing slow: no model, no
 * search, no call to Slack, so that every surface can answer within Slack's three seconds.
 */
import { type Brief, parseBrief } from "../course/brief.ts";
import type { WakeQueue } from "../jobs/queue.ts";
import type { Log } from "../log.ts";
import type { CourseOrigin, Store } from "../storage/store.ts";
import { currentLanguage } from "../texts/locale.ts";
import type { Limits } from "./limits.ts";

type Asked = {
  workspaceId: string;
  key: string;
  channelId: string;
  /** The thread that the course is to live in, or null for one of its own. */
  threadTs: string | null;
  userId: string;
  origin: CourseOrigin;
};
/** `text` is as Slack delivered it. */
export type CourseAsked = Asked & { text: string };
export type IntakeAnswer =
  | { kind: "accepted"; courseId: string; isNew: boolean }
  | { kind: "empty" }
  /** `text` says which limit was passed. */
  | { kind: "limited"; text: string }
  | { kind: "too-long"; length: number; limit: number };

export type Intake = {
  /** For a brief that a form has put together. @throws CoursewrightError `storage_down` */
  acceptBrief(asked: Asked & { brief: Brief }): Promise<Extract<IntakeAnswer, { kind: "accepted" | "limited" }>>;
  /** @throws CoursewrightError `storage_down`: Slack is then told that it failed, and delivers again */
  startCourse(asked: CourseAsked): Promise<IntakeAnswer>;
};

export function createIntake({
  store,
  limits,
  queue,
  writer,
  log,
}: {
  store: Store;
  limits: Pick<Limits, "ofCourse">;
  queue: Pick<WakeQueue, "wake">;
  writer: "model" | "offline";
  log: Log;
}): Intake {
  async function acceptBrief({
    workspaceId,
    key,
    channelId,
    threadTs,
    userId,
    brief,
    origin,
  }: Asked & { brief: Brief }): ReturnType<Intake["acceptBrief"]> {
    const refusal = await limits.ofCourse({ workspaceId, userId, key, promptCharacters: brief.prompt.length });
    if (refusal !== null) {
      log.info({ workspaceId, userId }, "a course was refused: a limit");
      return { kind: "limited", text: refusal };
    }
    const accepted = await store.courses.accept(
      { workspaceId, channelId, threadTs, requesterId: userId, brief, origin, writer, botLanguage: currentLanguage() },
      { workspaceId, key, kind: "write", payload: {}, authorId: userId },
    );
    // Known keys are woken too: the first delivery may have died between storing and waking.
    await queue.wake(accepted.lane);
    const courseId = accepted.lane.id;
    log.info({ workspaceId, courseId, requestId: accepted.requestId, isNew: accepted.isNew }, "course asked for");
    return { kind: "accepted", courseId, isNew: accepted.isNew };
  }

  /** What a request in words does not say, the workspace's settings do. A form shows them beforehand. */
  async function withDefaults(workspaceId: string, brief: Brief): Promise<Brief> {
    const { defaults } = await store.workspaces.settings(workspaceId);
    return {
      ...brief,
      level: brief.level ?? defaults.level,
      length_minutes: brief.length_minutes ?? defaults.lengthMinutes,
      language: brief.language ?? defaults.language,
    };
  }

  return {
    acceptBrief,
    async startCourse({ text, ...asked }) {
      const parsed = parseBrief(text, { unescape: true });
      if (parsed.ok) return acceptBrief({ ...asked, brief: await withDefaults(asked.workspaceId, parsed.brief) });
      return parsed.reason === "empty"
        ? { kind: "empty" }
        : { kind: "too-long", length: parsed.length, limit: parsed.limit };
    },
  };
}
