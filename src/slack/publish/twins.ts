/** A post whose answer was lost can turn up after we looked for it and posted again. This takes the second one away. */
import type { CourseRecord, MessageRepository } from "../../storage/store.ts";
import type { Calls } from "./calls.ts";
import { lookUp } from "./lookup.ts";
import type { FoundMessage } from "./slack-port.ts";

/**
 * Deletes the course's messages that stand twice; those that the store knows stay.
 * @returns how many were deleted
 * @throws CoursewrightError `slack_…` when Slack does not let us look or delete
 */
export async function deleteTwins(
  { calls, messages }: { calls: Calls; messages: MessageRepository },
  course: Pick<CourseRecord, "workspaceId" | "id" | "channelId" | "threadTs" | "createdAt" | "state">,
): Promise<number> {
  const { workspaceId, id: courseId, channelId } = course;
  const known = new Map((await messages.list(workspaceId, courseId)).map(({ slot, ts }) => [slot, ts]));
  const rootTs = known.get("root") ?? null;
  const threadTs = course.threadTs ?? rootTs;
  const since = course.createdAt.getTime();
  const ownRoot = rootTs !== null && rootTs === threadTs;
  const found = [
    ...(ownRoot ? await lookUp(calls.insist, { channelId, threadTs: null, courseId, since }) : []),
    ...(threadTs === null ? [] : await lookUp(calls.insist, { channelId, threadTs, courseId, since })),
  ];
  const twins = [...new Map(found.map((each) => [each.ts, each])).values()].filter(isTwin);
  for (const { ts } of twins) {
    await calls.insist("chat.delete", (slack) => slack.chat.delete({ channel: channelId, ts }));
  }
  return twins.length;

  /** Only where the right one is certain: its ts is stored, and it was found as well. */
  function isTwin({ slot, ts }: FoundMessage): boolean {
    const right = known.get(slot);
    if (typeof right !== "string" || right === ts) return false;
    // Of a deleted course the right one is gone as well.
    return course.state === "deleted" || found.some((other) => other.ts === right);
  }
}
