import type { UiMessage, UiUser } from "../page-api.ts";
import { isReply } from "./threads.ts";

/** What a channel's line in the sidebar says: bold when there is something new, a number when it is for oneself. */
export type Unread = { bold: boolean; count: number };

/** Where the marks are kept: localStorage, or a Map in tests. */
type Marks = { getItem(key: string): string | null; setItem(key: string, value: string): void };

/** Counts what came since this person last looked. In a direct message everything counts, elsewhere one's mentions. */
export function countUnread(
  messages: UiMessage[],
  channel: string,
  isDirect: boolean,
  me: UiUser,
  seen: string,
): Unread {
  let bold = false;
  let count = 0;
  for (const message of messages) {
    if (message.channel !== channel || message.user === me.id || Number(message.ts) <= Number(seen)) continue;
    const forMe = isDirect || message.text.includes(`<@${me.id}`) || message.ephemeralFor === me.id;
    if (!isReply(message)) bold = true;
    if (forMe) count += 1;
  }
  return { bold: bold || count > 0, count };
}

/** The ts up to which a person has seen a channel. */
export function seenUpTo(marks: Marks, user: string, channel: string): string {
  return marks.getItem(`seen ${user} ${channel}`) ?? "0";
}

/** Remembers that a person has seen a channel up to its newest message. */
export function markSeen(marks: Marks, user: string, channel: string, messages: UiMessage[]): void {
  const newest = messages.findLast((message) => message.channel === channel);
  if (newest !== undefined && newest.ts !== seenUpTo(marks, user, channel)) {
    marks.setItem(`seen ${user} ${channel}`, newest.ts);
  }
}
