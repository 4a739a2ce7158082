/** The runner for requests that write a course: tells what happens to the projection, and is done when it is shown. */
import type { CourseEvent } from "../course/events.ts";
import { applyEvent, beginProgress, snapshot } from "../course/state.ts";
import type { CourseView } from "../course/view.ts";
import { CoursewrightError, codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { CourseRecord, Store } from "../storage/store.ts";
import { takeNotedReplies } from "./noted-replies.ts";
import type {
  Announcer,
  Conversation,
  ConversationFor,
  Projection,
  ProjectionFor,
  ShowPriority,
  WorkStatus,
} from "./projection.ts";
import { readAhead } from "./read-ahead.ts";
import { createCancelWatch } from "./watch-cancel.ts";
import type { RunContext } from "./work-off.ts";

export type WriteCourse = (task: RunContext & { course: CourseRecord }) => AsyncIterable<CourseEvent>;

export type WriteOutcome =
  | { result: "ready"; version: number }
  | { result: "failed"; stage: string; code: string }
  | { result: "cancelled" }
  | { result: "cannot-post" };

/**
 * Writes a course (or goes on where it stopped) and shows it.
 * @returns the outcome, once Slack shows it
 * @throws CoursewrightError `stopped` or `lease_lost` when the work is to be taken up elsewhere, `slack_…` when nothing can be shown now
 */
export function createCourseJob({
  store,
  writeCourse,
  projectionFor,
  conversationFor,
  announcer,
  clock,
  log,
}: {
  store: Store;
  writeCourse: WriteCourse;
  projectionFor: ProjectionFor;
  conversationFor: ConversationFor;
  announcer: Announcer;
  clock: () => number;
  log: Log;
}) {
  const cancels = createCancelWatch({ store });
  return async ({ request, lease, signal }: RunContext): Promise<WriteOutcome> => {
    const { workspaceId } = lease.lane;
    const course = await store.courses.find(workspaceId, lease.lane.id);
    if (course === null || course.state === "deleted") return { result: "cancelled" };
    // A mark that is older than what was asked for now stopped something else.
    if (course.cancelRequestedAt !== null && course.cancelRequestedAt < request.acceptedAt) {
      await store.courses.clearCancel(lease);
    }
    const startedAt = course.startedAt?.getTime() ?? clock();
    let progress = beginProgress({ ...course, startedAt });
    const projection = projectionFor(course, lease);
    const leaving = new AbortController();
    const cancel = cancels.watch({ workspaceId, courseId: course.id, signal });
    // The model thinks while the first messages are posted.
    const events = readAhead(
      writeCourse({ course, request, lease, signal: AbortSignal.any([cancel.signal, leaving.signal]) }),
    );
    const early: CourseEvent[] = [];
    const opened = await open(projection, course);
    if (opened === null) return { result: "cannot-post" };
    const conversation = conversationFor({ ...course, threadTs: opened }, lease);
    conversation.session(true);
    try {
      // The card was posted with them; where it stood already it is still to show them.
      for (const event of early) show(event);
      for await (const event of events) {
        progress = applyEvent(progress, event);
        show(event);
      }
      const view = snapshot(progress);
      await projection.finish(view);
      if (view.state === "ready") {
        await takeNotedReplies(store.requests, lease);
        return { result: "ready", version: view.version };
      }
      if (view.failure !== null) return { result: "failed", stage: view.failure.stage, code: view.failure.code };
      return { result: "cancelled" };
    } finally {
      leaving.abort(new CoursewrightError("stopped", "nobody reads on"));
      await events.ended();
      cancel.stop();
      conversation.session(false);
      conversation.stop();
      projection.stop();
    }

    function show(event: CourseEvent): void {
      const seen = progress;
      tell(conversation, event);
      projection.show(() => snapshot(seen), priorityOf(event));
    }

    /** What has been written while the first messages waited for their turn is in them. */
    function newest(): CourseView {
      for (const event of events.taken()) {
        if (event.type !== "section-growing") early.push(event);
        progress = applyEvent(progress, event);
      }
      return snapshot(progress);
    }

    async function open(shown: Projection, record: CourseRecord): Promise<string | null> {
      try {
        const { threadTs } = await shown.open(newest);
        // A link that cannot be sent must not stop the course: the thread is there all the same.
        if (record.threadTs === null) {
          await announcer
            .started(record, threadTs)
            .catch((error: unknown) =>
              log.warn({ error, courseId: record.id }, "could not send the link to the thread"),
            );
        }
        return threadTs;
      } catch (error) {
        shown.stop();
        leaving.abort(new CoursewrightError("stopped", "the course cannot be shown"));
        await events.ended();
        cancel.stop();
        if (codeOf(error) !== "not_in_channel") throw error;
        await store.courses.setState(lease, "failed", { stage: "overview", code: "not_in_channel", facts: {} });
        await announcer.cannotPost(record);
        return null;
      }
    }
  };
}

/** What the line under the thread says while it is written. */
function tell(conversation: Conversation, event: CourseEvent): void {
  const status = statusOf(event);
  if (status !== undefined) conversation.status(status);
}

function statusOf(event: CourseEvent): WorkStatus | null | undefined {
  switch (event.type) {
    case "waiting-for-documents":
      return "waiting";
    case "references-resolved":
      return "reading";
    case "stage-started":
      return event.stage;
    case "completed":
    case "failed":
    case "cancelled":
      return null;
    default:
      return undefined;
  }
}

/** How soon people should see it. */
export function priorityOf(event: CourseEvent): ShowPriority {
  switch (event.type) {
    case "section-growing":
    case "stage-started":
    case "references-resolved":
      return "partial";
    case "section-completed":
    case "supplement-completed":
    case "waiting-for-documents":
      return "section";
    default:
      return "final";
  }
}
