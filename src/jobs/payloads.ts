/** What travels through the queue: which lane to look at, and nothing else. The inbox holds what is to be done. */
import { z } from "zod";

export const wakeUpSchema = z.strictObject({
  workspaceId: z.string().min(1),
  kind: z.enum(["course", "document"]),
  id: z.string().min(1),
});
export type WakeUp = z.infer<typeof wakeUpSchema>;

/** One name for a lane's wake-ups, so that there is one at a time. BullMQ refuses ":" in it, and every part is encoded. */
export function wakeUpName({ workspaceId, kind, id }: WakeUp): string {
  return [kind, workspaceId, id].map(encodeURIComponent).join("/");
}
