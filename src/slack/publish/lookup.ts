/** Finds messages of a course that are in Slack already, by the mark in their metadata. */
import { type FoundMessage, readFound, type SlackPort } from "./slack-port.ts";

/** Clocks differ, and what was intended can have arrived a moment before it was written down. */
const marginMs = 2 * 60_000;
const pageSize = 200;
/** A thread that is written to faster than this between an intent and the look for it is not a course's. */
const mostPages = 5;

export type Where = {
  channelId: string;
  /** Null looks among the channel's own messages, for a root. */
  threadTs: string | null;
  courseId: string;
  /** Not older than this, in milliseconds since 1970. */
  since: number;
};

/** Makes one call to Slack, paced. */
export type Read = <Result>(
  method: "conversations.replies" | "conversations.history",
  call: (slack: SlackPort) => Promise<Result>,
) => Promise<Result>;

/** The course's messages there, oldest first. */
export async function lookUp(read: Read, { channelId, threadTs, courseId, since }: Where): Promise<FoundMessage[]> {
  const oldest = String(Math.floor((since - marginMs) / 1_000));
  const found: FoundMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      channel: channelId,
      oldest,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    };
    const answer =
      threadTs === null
        ? await read("conversations.history", (slack) => slack.conversations.history(query))
        : await read("conversations.replies", (slack) => slack.conversations.replies({ ...query, ts: threadTs }));
    for (const message of answer.messages ?? []) {
      const ours = readFound(message, courseId);
      if (ours !== null) found.push(ours);
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found.sort((first, second) => Number(first.ts) - Number(second.ts));
}
