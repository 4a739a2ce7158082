/**
 * Idempotency keys made of Slack's own ids: whatever Slack delivers twice, or as two events, has one key.
 * Source of each rule: "Keys" in docs/architecture.md.
 */

/** A message, however it arrives (`app_mention` and `message` have different event ids and the same channel and ts). */
export const messageKey = (channelId: string, ts: string): string => `message:${channelId}:${ts}`;
/** The message that a request came with, read off its key (also of one that was put off until later); null for a request that came with none. */
export function messageOfKey(key: string): { channelId: string; ts: string } | null {
  const [kind, channelId, ts, ...rest] = key.split(":");
  const isWhole = rest.length === 0 || (rest.length === 1 && rest[0] === "later");
  return kind !== "message" || !channelId || !ts || !isWhole ? null : { channelId, ts };
}
/** A slash command; Slack's redeliveries repeat the trigger. */
export const commandKey = (triggerId: string): string => `command:${triggerId}`;
/** A click on a button of a course; `base` is the state that it acts on, so that a second click on it is the same. */
export const actionKey = (actionId: string, courseId: string, base: string): string =>
  `action:${actionId}:${courseId}:${base}`;
/** A submitted modal; `part` tells several things of one submission apart. */
export const viewKey = (viewId: string, part = ""): string => `view:${viewId}${part === "" ? "" : `:${part}`}`;
