/** What the publisher needs of Slack, and the mark by which it knows its own messages again. */
import type { WebClient } from "@slack/web-api";
import { z } from "zod";

export type SlackPort = {
  chat: Pick<WebClient["chat"], "postMessage" | "update" | "delete" | "getPermalink">;
  conversations: Pick<WebClient["conversations"], "replies" | "history">;
  reactions: Pick<WebClient["reactions"], "add" | "remove">;
  files: Pick<WebClient["files"], "getUploadURLExternal" | "completeUploadExternal" | "info" | "delete">;
  users: Pick<WebClient["users"], "info">;
  assistant: { threads: Pick<WebClient["assistant"]["threads"], "setStatus"> };
  agents: { sessions: Pick<WebClient["agents"]["sessions"], "setStatus"> };
};

/** The Slack of a workspace; one client each. */
export type SlackFor = (workspaceId: string) => SlackPort | Promise<SlackPort>;

/** In each message's metadata: which message of which course it is. Nobody sees it. */
const eventType = "coursewright_message";
const markSchema = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({ course: z.string(), slot: z.string() }),
});
const foundSchema = z.object({ ts: z.string(), metadata: markSchema });

export type Mark = { course: string; slot: string };
export type FoundMessage = { ts: string; slot: string };

export function metadataOf({ course, slot }: Mark) {
  return { event_type: eventType, event_payload: { course, slot } };
}

/** The message as one of ours of this course, or null. */
export function readFound(message: unknown, course: string): FoundMessage | null {
  const found = foundSchema.safeParse(message).data;
  if (found === undefined || found.metadata.event_payload.course !== course) return null;
  return { ts: found.ts, slot: found.metadata.event_payload.slot };
}
