/** Posting a message so that it stands in Slack once: intent first, and looked for before it is posted again. */

import type { Clock } from "../clock.ts";
import type { RenderedMessage } from "../render/message.ts";
import { type Calls, refusal } from "./calls.ts";
import { lookUp } from "./lookup.ts";
import type { Outcome } from "./outcome.ts";
import { metadataOf } from "./slack-port.ts";
import type { Slot, Slots } from "./slots.ts";

export type PostTarget = {
  course: { id: string; channelId: string };
  /** Null posts into the channel itself. */
  threadTs: string | null;
};

export type Posted =
  /** It stands there, with this text. */
  | { result: "posted"; message: RenderedMessage }
  /** It stood there already, with a text of some earlier time. */
  | { result: "found" }
  | { result: "too-long"; outcome: Extract<Outcome, { kind: "too-long" }> };

/**
 * Posts a message into its slot, or finds it. `read` is called when the post may be made: it may have waited for minutes.
 * @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`
 */
export async function post(
  { calls, slots, clock }: { calls: Calls; slots: Slots; clock: Clock },
  { course, threadTs }: PostTarget,
  slot: Slot,
  read: () => RenderedMessage,
): Promise<Posted> {
  await slots.intend(slot);
  if (slot.ts !== null) return { result: "found" };
  for (let failures = 0; ; ) {
    if (slot.doubtSince !== null) {
      // Not found does not mean that it is not on its way: a twin is looked for later.
      await slots.doubted(slot);
      const where = { channelId: course.channelId, threadTs, courseId: course.id, since: slot.doubtSince };
      const [found] = (await lookUp(calls.insist, where)).filter((each) => each.slot === slot.name);
      if (found !== undefined) {
        await slots.posted(slot, found.ts);
        return { result: "found" };
      }
    }
    const began = clock.now();
    const answer = await calls.once("chat.postMessage", async (slack) => {
      const message = read();
      const { ts } = await slack.chat.postMessage({
        channel: course.channelId,
        text: message.text,
        blocks: message.blocks,
        metadata: metadataOf({ course: course.id, slot: slot.name }),
        unfurl_links: false,
        unfurl_media: false,
        ...(threadTs !== null && { thread_ts: threadTs }),
      });
      return { ts, message };
    });
    if (answer.ok && answer.result.ts !== undefined) {
      await slots.posted(slot, answer.result.ts);
      return { result: "posted", message: answer.result.message };
    }
    const outcome: Outcome = answer.ok ? { kind: "transient", arrived: true } : answer.outcome;
    if (outcome.kind === "throttled") continue;
    if (outcome.kind === "too-long") return { result: "too-long", outcome };
    if (outcome.kind !== "transient") throw refusal(outcome);
    if (outcome.arrived) slot.doubtSince ??= began;
    failures += 1;
    await calls.backOff(failures);
  }
}
