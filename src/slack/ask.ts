/** Takes in what somebody wants of a course that exists: stored under its key, then a worker is woken. */
import type { CourseRecord, Lane, RequestKind, Store } from "../storage/store.ts";
import type { SlackServices } from "./services.ts";

type Needs = { store: Pick<Store, "requests">; queue: SlackServices["queue"] };
type Asked = { key: string; kind: RequestKind; payload: unknown; userId: string };

export function laneOf({ workspaceId, id }: Pick<CourseRecord, "workspaceId" | "id">): Lane {
  return { workspaceId, kind: "course", id };
}

/** `isNew` is false when the same was asked before. */
export async function ask(
  { store, queue }: Needs,
  course: CourseRecord,
  { key, kind, payload, userId }: Asked,
): Promise<{ isNew: boolean; requestId: string }> {
  const lane = laneOf(course);
  const { workspaceId } = course;
  const accepted = await store.requests.accept({ workspaceId, key, lane, kind, payload, authorId: userId });
  await queue.wake(lane);
  return accepted;
}

/** A second click within this time is the same wish. */
const sameWishMs = 10_000;

/**
 * For what may be wanted again although nothing has changed (a file that somebody deleted): twice in a row is one wish.
 * @returns whether it was taken
 */
export async function askAgain(needs: Needs, course: CourseRecord, asked: Asked): Promise<boolean> {
  let key = asked.key;
  for (;;) {
    const { isNew, requestId } = await ask(needs, course, { ...asked, key });
    if (isNew) return true;
    const before = await needs.store.requests.find(course.workspaceId, requestId);
    const isFresh = before !== null && Date.now() - before.acceptedAt.getTime() < sameWishMs;
    if (before === null || before.state === "pending" || isFresh) return false;
    key = `${asked.key}:${requestId}`;
  }
}
