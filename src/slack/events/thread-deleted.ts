/** Somebody deleted the first message of a course's thread: whoever asked for the course sees in Home that it can be posted again. */
import type { MessageEvent } from "../payloads.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "store" | "permalinks" | "home">;

/** The `ts` of a message that is gone. One that has replies becomes a tombstone; any other is deleted. Null for all other events. */
export function deletedTs({ subtype, deleted_ts: deleted, message }: MessageEvent): string | null {
  if (subtype === "message_deleted") return deleted ?? null;
  return subtype === "message_changed" && message?.subtype === "tombstone" ? message.ts : null;
}

export function threadDeleted({ store, permalinks, home }: Needs) {
  return async (workspaceId: string, place: { channelId: string; ts: string }): Promise<void> => {
    permalinks.forget(workspaceId, place);
    const course = await store.courses.findByThread(workspaceId, place.channelId, place.ts);
    if (course !== null && course.state !== "deleted") home.refresh(workspaceId, course.requesterId);
  };
}
