import type { UiMessage, UiStatus } from "../page-api.ts";
import type { Replies } from "./thread-summary.ts";

/** The messages that stand in a channel itself: everything but replies. */
export function rootsOf(messages: UiMessage[], channel: string): UiMessage[] {
  return messages.filter((message) => message.channel === channel && !isReply(message));
}

/** The replies of one thread, without its root. */
export function repliesOf(messages: UiMessage[], channel: string, threadTs: string): UiMessage[] {
  return messages.filter((message) => message.channel === channel && message.threadTs === threadTs && isReply(message));
}

/** The ts of a person's last message among these; empty when there is none. */
export function lastOf(messages: UiMessage[], user: string): string {
  return messages.findLast((message) => message.user === user)?.ts ?? "";
}

/** Whether a message stands in a thread below its root. */
export function isReply({ threadTs, ts }: UiMessage): boolean {
  return threadTs !== null && threadTs !== ts;
}

/** Who replied and when last, by the ts of each root in a channel. */
export function summarise(messages: UiMessage[], channel: string): Map<string, Replies> {
  const found = new Map<string, Replies>();
  for (const message of messages) {
    if (message.channel !== channel) continue;
    if (!isReply(message)) {
      if (!found.has(message.ts)) found.set(message.ts, { users: [], lastTs: "" });
      continue;
    }
    // Slack does not count what only one person sees.
    if (message.ephemeralFor !== null || message.threadTs === null) continue;
    const before = found.get(message.threadTs) ?? { users: [], lastTs: "" };
    const users = before.users.includes(message.user) ? before.users : [...before.users, message.user];
    found.set(message.threadTs, { users, lastTs: message.ts });
  }
  return found;
}

/** The status lines of one thread. */
export function statusesOf(statuses: UiStatus[], channel: string, threadTs: string): UiStatus[] {
  return statuses.filter(
    (status) => status.channel === channel && status.threadTs === threadTs && status.status !== "",
  );
}
