/** The runner for replies, undo, restore and rewrites: works out what comes of them, answers, and shows the card anew. */
import type { ReviseProgress, Revising } from "../authoring/revise.ts";
import { type ReviseOutcome, revisePayloadSchema } from "../course/revision.ts";
import type { CourseRecord, Lease, RequestRecord, Store } from "../storage/store.ts";
import type { Conversation, ConversationFor, ProjectionFor, WorkStatus } from "./projection.ts";
import { storedView } from "./stored-view.ts";
import { createCancelWatch } from "./watch-cancel.ts";
import type { RunContext } from "./work-off.ts";

/**
 * @returns the outcome, once the answer stands in the thread and the card shows it, or is about to with the next request
 * @throws CoursewrightError `stopped` or `lease_lost` when the work is to be taken up elsewhere, `slack_…` when nothing can be shown now
 */
export function createReviseJob({
  store,
  revising,
  projectionFor,
  conversationFor,
  mayReadDocuments,
}: {
  store: Store;
  revising: Pick<Revising, "revise">;
  projectionFor: ProjectionFor;
  conversationFor: ConversationFor;
  /** Whether somebody may bring documents in. Asked here and not when the request came: that must not wait for Slack. */
  mayReadDocuments: (workspaceId: string, userId: string) => Promise<boolean>;
}): (context: RunContext) => Promise<ReviseOutcome> {
  const cancels = createCancelWatch({ store });

  async function outcomeOf(
    course: CourseRecord,
    { request, lease, signal }: RunContext,
    conversation: Conversation,
  ): Promise<ReviseOutcome> {
    const { workspaceId, id: courseId, cancelRequestedAt } = course;
    if (cancelRequestedAt !== null) {
      // Whoever says "stop" stops all that was asked before; what is asked afterwards counts again.
      if (cancelRequestedAt >= request.acceptedAt) {
        if (course.version > 0) return { kind: "cancelled" };
        // The draft was stopped, and a wish for it costs nothing yet: it is noted like one that comes now.
        return revising.revise({ course, request: await withGuest(request), lease, signal });
      }
      await store.courses.clearCancel(lease);
    }
    const cancel = cancels.watch({ workspaceId, courseId, signal });
    conversation.status("replying");
    try {
      return await revising.revise({
        course,
        request: await withGuest(request),
        lease,
        signal: cancel.signal,
        onProgress: (progress) => conversation.status(statusOf(progress)),
      });
    } finally {
      cancel.stop();
    }
  }

  async function withGuest(request: RequestRecord): Promise<RequestRecord> {
    const payload = revisePayloadSchema.parse(request.payload);
    if (!("guest" in payload)) return request;
    const guest = payload.guest || !(await mayReadDocuments(request.workspaceId, request.authorId));
    return { ...request, payload: { ...payload, guest } };
  }

  /** Edits are few (Slack counts them), so the next reply does not wait for the card: whoever comes last shows it. */
  async function showCard(course: CourseRecord, { request, lease }: RunContext): Promise<void> {
    const latest = (await store.courses.find(course.workspaceId, course.id)) ?? course;
    const view = await storedView(store, latest);
    const projection = projectionFor(latest, lease);
    const watch = watchLane(store, request);
    try {
      projection.show(() => view, "final");
      const settled = projection.settle();
      // Stopped below, it rejects when nobody listens any more.
      settled.catch(() => undefined);
      await Promise.race([settled, watch.due]);
    } finally {
      watch.stop();
      projection.stop();
    }
  }

  return async (context) => {
    const { request, lease } = context;
    const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
    if (course === null) return { kind: "cancelled" };
    const conversation = conversationFor(course, lease);
    try {
      if (course.state === "deleted") {
        await conversation.answerDeleted(request);
        return { kind: "cancelled" };
      }
      const outcome = await outcomeOf(course, context, conversation);
      if (outcome.kind === "revised") await markStale(store, lease);
      await conversation.answer(request, outcome);
      conversation.status(null);
      if (outcome.kind === "revised") await showCard(course, context);
      return outcome;
    } finally {
      conversation.stop();
    }
  };
}

const staleMark = "stale";

/**
 * Writes down that the card does not show the latest version yet: after a crash it is rendered again. The mark is on the
 * message that changes with every version, the last one of the card, since its buttons name the version.
 */
async function markStale(store: Pick<Store, "messages">, lease: Lease): Promise<void> {
  const { workspaceId, id } = lease.lane;
  const parts = (await store.messages.list(workspaceId, id))
    .filter(({ slot, ts }) => slot.startsWith("card:") && ts !== null)
    .map(({ slot }) => Number(slot.slice("card:".length)));
  if (parts.length > 0) await store.messages.wanted(lease, `card:${Math.max(...parts)}`, staleMark);
}

const lookEveryMs = 300;

/** `due` resolves when another request waits behind this one. */
function watchLane(store: Pick<Store, "requests">, request: RequestRecord): { due: Promise<void>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    store.requests.latest(request.lane).then(
      (latest) => {
        if (latest !== null && latest.id !== request.id && latest.state === "pending") resolve();
      },
      // The lease notices a database that is away.
      () => undefined,
    );
  }, lookEveryMs);
  timer.unref();
  return { due: promise, stop: () => clearInterval(timer) };
}

function statusOf({ stage }: ReviseProgress): WorkStatus {
  return stage === "writing" ? "replying" : stage;
}
