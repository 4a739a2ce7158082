/** Puts messages into their slots for the first time. */
import type { CourseView } from "../../course/view.ts";
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CourseRecord } from "../../storage/store.ts";
import type { Clock } from "../clock.ts";
import type { RenderedMessage } from "../render/message.ts";
import { renderRoot } from "../render/root.ts";
import { type Calls, refusal } from "./calls.ts";
import type { Layout } from "./layout.ts";
import { post } from "./post.ts";
import { hashOf, type Slot, type Slots } from "./slots.ts";

export type Place = {
  /**
   * Posts a message as it is rendered when its turn has come, or finds it; tells whether it stands so. Messages become
   * smaller when Slack finds one too long. `kind` goes into the hash of what is shown.
   */
  message(slots: Slots, slot: Slot, read: () => RenderedMessage, kind?: string): Promise<boolean>;
  /** The thread that the course lives in; the root is posted, or found, when it has none yet. */
  thread(slots: Slots, view: CourseView): Promise<string>;
};

/** All of it throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`. */
export function createPlace({
  course,
  calls,
  clock,
  log,
  layout,
  setThread,
}: {
  course: CourseRecord;
  calls: Calls;
  clock: Clock;
  log: Log;
  layout: Layout;
  setThread: (threadTs: string) => Promise<void>;
}): Place {
  let threadTs = course.threadTs;

  async function message(slots: Slots, slot: Slot, read: () => RenderedMessage, kind?: string) {
    const posted = await post({ calls, slots, clock }, { course, threadTs }, slot, read);
    switch (posted.result) {
      case "found":
        return false;
      case "too-long":
        log.warn({ courseId: course.id, slot: slot.name, reason: posted.outcome.reason }, "a message is too long");
        if (!layout.shrink()) throw refusal(posted.outcome);
        return false;
      default:
        slot.shown = hashOf(posted.message, kind);
        await slots.placed(slot, slot.shown);
        return true;
    }
  }

  return {
    message,
    async thread(slots, view) {
      const slot = slots.get("root");
      if (slot.ts === null) await message(slots, slot, () => renderRoot(view, { inThread: threadTs !== null }));
      if (threadTs === null) {
        if (slot.ts === null) throw new CoursewrightError("slack_refused", "the root message could not be posted");
        await setThread(slot.ts);
        threadTs = slot.ts;
      }
      return threadTs;
    },
  };
}
