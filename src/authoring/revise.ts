/**
 * What people ask of a finished course: a reply, an undo, a rewrite of one part. Each becomes a patch against the latest
 * version, which is saved only if it still is the latest; otherwise the work is done again on the new one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseBrief, promptLimit } from "../course/brief.ts";
import { isChatter, isStopWord } from "../course/reply-words.ts";
import {
  type Obstacle,
  type ReviseOutcome,
  type RevisePayload,
  reviseOutcomeSchema,
  revisePayloadSchema,
} from "../course/revision.ts";
import { codeOf } from "../errors.ts";
import type { CourseRecord, Lease, RequestRecord, Store, VersionRecord } from "../storage/store.ts";
import { causeOf, isOwnFailure } from "./end-of-work.ts";
import type { DocumentPolicyPort, KnowledgePort } from "./knowledge-port.ts";
import { emptyRetrieval, type Retrieval, retrievalSchema } from "./retrieval.ts";
import { type Step, withObstacles } from "./revise/attempt.ts";
import { conversationOf } from "./revise/conversation.ts";
import { idsOf, seenVersion } from "./revise/history.ts";
import { plainlyAsked } from "./revise/plainly-asked.ts";
import { retrieveForReply } from "./revise/reply-retrieval.ts";
import { outcomeOfVersion, saveAttempt } from "./revise/save.ts";
import { fixAttempt, mendsByRule, restoreAttempt, undoAttempt } from "./revise/steps.ts";
import { writeAttempt } from "./revise/write-attempt.ts";
import type { Reviser, ReviseTask } from "./reviser.ts";

/** What is being done, for the typing status and the 👀. */
export type ReviseProgress =
  | { stage: "reading" }
  | { stage: "waiting"; titles: string[] }
  | { stage: "writing" }
  | { stage: "saving" };

export type Revising = {
  /**
   * Does what a request of the kinds "revise", "rewrite" and "restore" asks, and saves the version that comes of it.
   * Called again for the same request it returns the same outcome and saves nothing twice.
   * @throws CoursewrightError `lease_lost`, `stopped`, `storage_down`, and `stale_version` when the course changed
   * again and again meanwhile: the request stays pending and can be taken up again
   */
  revise(task: {
    course: CourseRecord;
    request: RequestRecord;
    lease: Lease;
    signal: AbortSignal;
    onProgress?: (progress: ReviseProgress) => void;
  }): Promise<ReviseOutcome>;
};

/** How often a revision is done again because the course has changed under it. */
const mostBases = 6;
/** How much of what was said before is read again. */
const mostTurns = 6;

/** Puts together what changes finished courses. */
export function createRevising({
  store,
  knowledge,
  documentPolicy = { refusal: async () => null },
  reviser,
  log,
  wait = async (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: {
  store: Pick<Store, "courses" | "requests">;
  knowledge: KnowledgePort;
  /** Without one, documents are open to everyone but guests. */
  documentPolicy?: DocumentPolicyPort;
  reviser: Reviser;
  log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}): Revising {
  type Task = Parameters<Revising["revise"]>[0];

  async function revise(task: Task): Promise<ReviseOutcome> {
    const { course, request, signal } = task;
    const payload = revisePayloadSchema.parse(request.payload);
    if (payload.action === "reply") {
      const brief = parseBrief(payload.text, { unescape: false });
      if (isStopWord(payload.text)) return { kind: "cancel" };
      if (!brief.ok && brief.reason === "empty") return { kind: "nothing" };
      if (isChatter(payload.text) && !(await isAnswer(request))) return { kind: "nothing" };
      if (!brief.ok) {
        const { length } = payload.text;
        return {
          kind: "explained",
          version: course.version,
          obstacles: [{ code: "too_long", length, limit: promptLimit }],
        };
      }
    }
    let version = course.version;
    try {
      for (let tries = 1; ; tries += 1) {
        signal.throwIfAborted();
        const versions = await store.courses.versions(course.workspaceId, course.id);
        const saved = versions.find(({ requestId }) => requestId === request.id);
        // The request that wrote the course is another one, so this can only be what a crash cut off before its end.
        if (saved !== undefined) return outcomeOfVersion(saved, versions, request);
        const latest = versions.at(-1);
        if (latest === undefined) return { kind: "explained", version: 0, obstacles: [{ code: "not_written" }] };
        version = latest.number;
        const step = await attempt(task, payload, latest, versions);
        if (step.kind === "end") return step.outcome;
        task.onProgress?.({ stage: "saving" });
        try {
          return await saveAttempt({ store, task, latest, attempt: step.attempt });
        } catch (error) {
          if (codeOf(error) !== "stale_version" || tries >= mostBases) throw error;
          log.info({ courseId: course.id, base: latest.number }, "the course has changed meanwhile: done again");
        }
      }
    } catch (error) {
      return endOf(error, version, task);
    }
  }

  /** "yes" is no chatter when it answers what was asked back. Only a model asks back. */
  async function isAnswer({ lane }: RequestRecord): Promise<boolean> {
    const [last] = reviser.kind === "model" ? await store.requests.finished(lane, 1) : [];
    const outcome = reviseOutcomeSchema.safeParse(last?.outcome);
    if (!outcome.success || outcome.data.kind !== "explained") return false;
    return outcome.data.obstacles.some((obstacle) => obstacle.code === "unclear" && obstacle.question !== null);
  }

  async function attempt(
    task: Task,
    payload: RevisePayload,
    latest: VersionRecord,
    versions: readonly VersionRecord[],
  ): Promise<Step> {
    switch (payload.action) {
      case "undo":
        return undoAttempt(latest, versions, payload.of);
      case "restore":
        return restoreAttempt(latest, versions, payload.version);
      case "fix":
        return reviser.kind === "offline" || mendsByRule(latest, payload.note)
          ? fixAttempt(latest, payload.note)
          : writing(task, payload, latest, versions);
      case "reply":
        return plainlyAsked(payload.text, latest, versions) ?? writing(task, payload, latest, versions);
      case "rewrite":
        return writing(task, payload, latest, versions);
    }
  }

  /** What takes a writer: words of a person, or a part to write anew. */
  async function writing(
    task: Task,
    payload: Extract<RevisePayload, { guest: boolean }>,
    latest: VersionRecord,
    versions: readonly VersionRecord[],
  ): Promise<Step> {
    const { course, request, signal } = task;
    const reply = payload.action === "reply" ? payload.text : payload.action === "rewrite" ? (payload.hint ?? "") : "";
    const target = payload.action === "rewrite" ? payload.target : null;
    const seen = payload.action === "reply" ? seenVersion(versions, payload.seen, request.authorId) : latest;
    const about = { course: latest.course, seen: seen.course, reply, target };
    const brief = parseBrief(reply, { unescape: false });
    const tokens = brief.ok ? brief.brief.references : [];
    const { workspaceId, channelId } = course;
    const refusal = await documentPolicy.refusal({ workspaceId, userId: request.authorId, channelId });
    const isRefused = payload.guest || refusal !== null;
    const refused: Obstacle[] =
      isRefused && tokens.length > 0
        ? [{ code: "documents_refused", wish: tokens.map(({ source }) => source).join(", ") }]
        : [];
    const retrieval = isRefused ? emptyRetrieval : await retrieveOnce(task, about, tokens);
    const asked: Omit<ReviseTask, "correction"> = {
      workspaceId: course.workspaceId,
      courseId: course.id,
      brief: course.brief,
      ...about,
      takenIds: idsOf(versions),
      conversation: conversationOf(await store.requests.finished(request.lane, mostTurns)),
      passages: retrieval.passages,
      documents: retrieval.documents
        .filter(({ named }) => named)
        .map(({ id, number, title }) => ({ id, number, title })),
      guest: payload.guest,
    };
    task.onProgress?.({ stage: "writing" });
    const step = await writeAttempt({ reviser, task: asked, retrieval, payload, version: latest.number, signal, log });
    if (step.kind === "undo") return undoAttempt(latest, versions, null);
    const unknown = retrieval.unknown.map(
      ({ token, nearest, isUnreadable }): Obstacle => ({
        code: "document_unknown",
        token,
        nearest,
        ...(isUnreadable && { isUnreadable }),
      }),
    );
    return withObstacles(step, [...refused, ...unknown]);
  }

  async function retrieveOnce(
    { course, request, lease, signal, onProgress }: Task,
    about: Pick<ReviseTask, "course" | "seen" | "reply" | "target">,
    tokens: Parameters<typeof retrieveForReply>[0]["tokens"],
  ): Promise<Retrieval> {
    const query = reviser.query(about);
    if (query === null && tokens.length === 0) return emptyRetrieval;
    const before = retrievalSchema.safeParse(request.retrieval);
    if (before.success) return before.data;
    onProgress?.({ stage: "reading" });
    const retrieval = await retrieveForReply({
      knowledge,
      workspaceId: course.workspaceId,
      course: about.course,
      brief: course.brief,
      tokens,
      query,
      wait,
      signal,
      onWaiting: (titles) => onProgress?.({ stage: "waiting", titles }),
    });
    await store.requests.keepRetrieval(lease, request.id, retrieval);
    return retrieval;
  }

  /** What failed is told in the thread; what is no fault of the request is thrown, and it is taken up again. */
  function endOf(error: unknown, version: number, { course, request, signal }: Task): ReviseOutcome {
    const cause = causeOf(error, signal);
    if (codeOf(cause) === "cancelled") return { kind: "cancelled" };
    if (!isOwnFailure(cause)) throw cause;
    const { code, facts } = cause;
    log.warn({ courseId: course.id, requestId: request.id, code, error: cause }, "a revision failed");
    return { kind: "failed", version, code, facts: { ...facts } };
  }

  return { revise };
}
