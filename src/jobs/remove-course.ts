/** The runners for deleting a course, and for opening one again whose thread is gone. */
import type { CourseRemoval } from "../storage/course-removal.ts";
import type { Lease, Store } from "../storage/store.ts";
import type { ConversationFor, ProjectionFor } from "./projection.ts";
import { storedView } from "./stored-view.ts";
import type { RunContext } from "./work-off.ts";

type Needs = {
  store: Store & { removal: CourseRemoval };
  projectionFor: ProjectionFor;
  conversationFor: ConversationFor;
};
type Context = Omit<RunContext, "signal">;

/** Marks the course as deleted, then takes its messages away. Done again, it finds little left to do. */
export function createDeleteJob({ store, conversationFor }: Omit<Needs, "projectionFor">) {
  return async ({ request, lease }: Context): Promise<{ result: "deleted" }> => {
    const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
    if (course === null) return { result: "deleted" };
    const view = await storedView(store, course);
    const deletion = await store.removal.remove(lease, request.authorId);
    const conversation = conversationFor(course, lease);
    try {
      await conversation.remove(view, deletion);
      return { result: "deleted" };
    } finally {
      conversation.stop();
    }
  };
}

export type ReopenOutcome = { result: "reopened"; threadTs: string } | { result: "still-there" } | { result: "gone" };

/** Posts the course anew in a thread of its own, unless the old thread still stands. */
export function createReopenJob({ store, projectionFor, conversationFor }: Needs) {
  async function isStillThere(lease: Lease): Promise<boolean> {
    const course = await store.courses.find(lease.lane.workspaceId, lease.lane.id);
    if (course === null) return false;
    const conversation = conversationFor(course, lease);
    try {
      return await conversation.hasThread();
    } finally {
      conversation.stop();
    }
  }

  return async ({ request, lease }: Context): Promise<ReopenOutcome> => {
    const { workspaceId, id } = lease.lane;
    const before = await store.courses.find(workspaceId, id);
    if (before === null || before.state === "deleted") return { result: "gone" };
    // At a second try the new thread may stand already, and only the rest of the course is missing.
    if (request.retrieval === null) {
      if (await isStillThere(lease)) return { result: "still-there" };
      await store.removal.leaveThread(lease);
      await store.requests.keepRetrieval(lease, request.id, { left: true });
    }
    const course = (await store.courses.find(workspaceId, id)) ?? before;
    const view = await storedView(store, course);
    const projection = projectionFor(course, lease);
    try {
      const { threadTs } = await projection.open(() => view);
      await projection.finish(view);
      return { result: "reopened", threadTs };
    } finally {
      projection.stop();
    }
  };
}
