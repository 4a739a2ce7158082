/** Slack's own Stop button under a thread: the same as Cancel. */
import { z } from "zod";
import { eventBodySchema } from "../payloads.ts";
import { inTimeOrLater } from "../people/in-time.ts";
import type { SlackServices } from "../services.ts";

const stoppedSchema = z.object({
  channel_id: z.string().optional(),
  channel: z.string().optional(),
  thread_ts: z.string(),
  user: z.string().optional(),
  user_id: z.string().optional(),
});

/** Whoever may not cancel is not heard: Slack shows the button to everyone. */
export function sessionStopped({ store, permissions }: Pick<SlackServices, "store" | "permissions">) {
  return async ({ body, event }: { body: unknown; event: unknown }): Promise<void> => {
    const { team_id: workspaceId } = eventBodySchema.parse(body);
    const { channel_id, channel = channel_id, thread_ts, user, user_id = user } = stoppedSchema.parse(event);
    if (channel === undefined || user_id === undefined) return;
    const course = await store.courses.findByThread(workspaceId, channel, thread_ts);
    if (course === null || !(await inTimeOrLater(permissions.mayControl(course, user_id)))) return;
    await store.courses.requestCancel(workspaceId, course.id);
  };
}
