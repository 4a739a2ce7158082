/** What the buttons of a course have in common: find the course in this workspace, ask whether this person may, act, acknowledge. */
import type { CourseRecord, Lane, RequestKind, Store } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { type ActionValue, readActionValue } from "../action-ids.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import type { SlackServices } from "../services.ts";

export type ClickNeeds = Pick<SlackServices, "store" | "queue" | "permissions" | "workspaces" | "background">;
export type Listener = (args: { body: unknown; ack: () => Promise<void> }) => Promise<void>;
export type Click = { body: ActionBody; course: CourseRecord; value: ActionValue };

/** `who`: everyone may refine and look; the requester and admins may stop, go on and delete. */
export function courseClick(
  needs: ClickNeeds,
  who: "everyone" | "requester",
  act: (click: Click) => Promise<void>,
): Listener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const [action] = body.actions;
    const value = readActionValue(action.selected_option?.value ?? action.value);
    const course = value === null ? null : await needs.store.courses.find(body.team.id, value.course);
    if (value === null || course === null || course.state === "deleted") {
      tell(needs, body, texts.buttons.gone);
    } else if (who === "requester" && !(await needs.permissions.mayControl(course, body.user.id))) {
      tell(needs, body, texts.permissions.control);
    } else {
      await act({ body, course, value });
    }
    await ack();
  };
}

export function laneOf({ workspaceId, id }: Pick<CourseRecord, "workspaceId" | "id">): Lane {
  return { workspaceId, kind: "course", id };
}

/** Stores what was asked, under its key, and wakes a worker. `isNew` is false when the same was asked before. */
export async function ask(
  { store, queue }: { store: Pick<Store, "requests">; queue: ClickNeeds["queue"] },
  course: CourseRecord,
  asked: { key: string; kind: RequestKind; payload: unknown; userId: string },
): Promise<{ isNew: boolean; requestId: string }> {
  const { key, kind, payload, userId: authorId } = asked;
  const lane = laneOf(course);
  const accepted = await store.requests.accept({
    workspaceId: course.workspaceId,
    key,
    lane,
    kind,
    payload,
    authorId,
  });
  await queue.wake(lane);
  return accepted;
}

/** A second click within this time is the same wish. */
const sameWishMs = 10_000;

/**
 * For what may be wanted again although nothing has changed (a file that somebody deleted): twice in a row is one wish.
 * @returns whether it was taken
 */
export async function askAgain(
  needs: { store: Pick<Store, "requests">; queue: ClickNeeds["queue"] },
  course: CourseRecord,
  asked: Parameters<typeof ask>[2],
): Promise<boolean> {
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

/** Says something to the person who clicked, alone. */
export function tell(
  { workspaces, background }: Pick<ClickNeeds, "workspaces" | "background">,
  body: ActionBody,
  text: string,
): void {
  const { channel, message } = body;
  if (channel === undefined) return;
  background.run("answer to a click", async () => {
    const client = await workspaces.client(body.team.id);
    const thread = message?.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
    await client.chat.postEphemeral({ channel: channel.id, user: body.user.id, text, ...thread });
  });
}
