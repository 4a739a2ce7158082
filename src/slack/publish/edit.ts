/** One edit of a message that stands in Slack, and what follows when Slack does not make it. */
import type { Log } from "../../log.ts";
import type { Permit } from "../pace.ts";
import type { RenderedMessage } from "../render/message.ts";
import { type Calls, refusal } from "./calls.ts";
import type { Layout } from "./layout.ts";
import { hashOf, type Slot, type Slots } from "./slots.ts";

export type Edits = {
  /**
   * Makes the edit for which there is leave; tells whether Slack shows the message now. If not, trying again may help: with smaller
   * messages, with a post in its place, or after the wait that is over by then.
   * @param how `lasting`: this state will be asked for again after a crash
   * @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`
   */
  edit(slots: Slots, slot: Slot, message: RenderedMessage, how: { permit: Permit; lasting: boolean }): Promise<boolean>;
  /** What failed before does not count any more. */
  forgetFailures(): void;
};

export function createEdits({
  course,
  calls,
  layout,
  log,
}: {
  course: { id: string; channelId: string; createdAt: Date };
  calls: Calls;
  layout: Layout;
  log: Log;
}): Edits {
  let failures = 0;

  return {
    async edit(slots, slot, message, { permit, lasting }) {
      const { ts } = slot;
      if (ts === null) return false;
      const hash = hashOf(message);
      if (lasting) await slots.wanted(slot, hash);
      else await slots.unsettled(slot);
      layout.edited(slot.name);
      const { text, blocks } = message;
      const answer = await calls.make("chat.update", permit, (slack) =>
        slack.chat.update({ channel: course.channelId, ts, text, blocks }),
      );
      if (answer.ok) {
        failures = 0;
        slot.shown = hash;
        if (lasting) await slots.confirmed(slot, hash);
        return true;
      }
      // It may have arrived without an answer: what Slack shows is not certain.
      slot.shown = null;
      const { outcome } = answer;
      switch (outcome.kind) {
        case "throttled":
          return false;
        case "transient":
          failures += 1;
          await calls.backOff(failures);
          return false;
        case "gone":
          // Somebody deleted the card: it is posted anew, unless an earlier try has done that already.
          slot.ts = null;
          slot.doubtSince = course.createdAt.getTime();
          return false;
        case "too-long":
          log.warn({ courseId: course.id, slot: slot.name, reason: outcome.reason }, "Slack found a message too long");
          if (!layout.shrink()) throw refusal(outcome);
          return false;
        default:
          throw refusal(outcome);
      }
    },
    forgetFailures() {
      failures = 0;
    },
  };
}
