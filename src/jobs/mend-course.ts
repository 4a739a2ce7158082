/** Two ways to bring a course's card in order without writing: showing it again, and saying that a request was given up. */
import { readyStages, stageNames } from "../course/stages.ts";
import { codeOf } from "../errors.ts";
import { type CourseRecord, type Lease, type RequestRecord, type Store, writingKinds } from "../storage/store.ts";
import type { ConversationFor, ProjectionFor } from "./projection.ts";
import { storedView } from "./stored-view.ts";

type Needs = { store: Store; projectionFor: ProjectionFor };

/** Renders a course's messages again that do not show what is stored. Resolves when Slack has confirmed them. */
export function createRefresh({ store, projectionFor }: Needs) {
  return async (lease: Lease): Promise<void> => {
    const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
    if (course === null) return;
    const projection = projectionFor(course, lease);
    try {
      if (course.state !== "deleted") {
        const view = await storedView(store, course);
        projection.show(() => view, "final");
        await projection.settle();
      }
      await projection.tidy();
    } finally {
      projection.stop();
    }
  };
}

/** A request was tried too often. A course that could not be written is marked as failed, with Retry; any other request is answered. */
export function createGiveUp({ store, projectionFor, conversationFor }: Needs & { conversationFor: ConversationFor }) {
  async function answer(course: CourseRecord, request: RequestRecord, lease: Lease, error: unknown): Promise<void> {
    const conversation = conversationFor(course, lease);
    const { version } = course;
    try {
      await conversation.answer(request, { kind: "failed", version, code: codeOf(error), facts: {} });
    } finally {
      conversation.stop();
    }
  }

  async function fail(course: CourseRecord, lease: Lease, error: unknown): Promise<void> {
    const draft = await store.courses.draft(course.workspaceId, course.id);
    const [stage = "assessments"] = readyStages(new Set(stageNames.filter((name) => draft[name] !== undefined)));
    const failure = { stage, code: codeOf(error), facts: {} };
    await store.courses.setState(lease, "failed", failure);
    const view = await storedView(store, { ...course, state: "failed", failure });
    const projection = projectionFor(course, lease);
    try {
      await projection.open(() => view);
      await projection.finish(view);
    } finally {
      projection.stop();
    }
  }

  return async ({ request, lease }: { request: RequestRecord; lease: Lease }, error: unknown): Promise<void> => {
    const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
    if (course === null || course.state === "deleted") return;
    if (!writingKinds.includes(request.kind)) return answer(course, request, lease, error);
    if (course.version > 0) return createRefresh({ store, projectionFor })(lease);
    return fail(course, lease, error);
  };
}
