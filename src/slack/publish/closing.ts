/** The message that says how the work ended. */
import type { CourseView } from "../../course/view.ts";
import { renderClosing } from "../render/closing.ts";
import type { RenderedMessage } from "../render/message.ts";
import { type Calls, isGone } from "./calls.ts";
import { hashOf, kindOf, type Slot, type Slots } from "./slots.ts";

export type ClosingTools = {
  calls: Calls;
  slots: Slots;
  course: { channelId: string; createdAt: Date };
  /** Posts it into the thread, or finds it there. */
  place: (slot: Slot, read: () => RenderedMessage, kind: string) => Promise<boolean>;
};

/**
 * Says how the work ended, once: after another ending than the one told before (a failed course that is ready now) in a
 * fresh message in place of the old one, since edits notify nobody; else by an edit.
 * @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`
 */
export async function close({ calls, slots, course, place }: ClosingTools, view: CourseView): Promise<void> {
  const closing = renderClosing(view);
  if (closing === null) return;
  const { kind, message } = closing;
  const slot = slots.get("closing");
  // Whoever cancels knows that it is over.
  if (kind === "cancelled" && slot.ts === null && slot.doubtSince === null) return;
  const told = kindOf(slot.stored.shown);
  if (slot.ts !== null && told !== null && told !== kind && kind !== "cancelled") await remove(slot, slot.ts);
  const hash = hashOf(message, kind);
  while (slot.shown !== hash) {
    if (slot.ts === null) {
      await place(slot, () => message, kind);
    } else if (!(await edit(slot, slot.ts))) {
      // Somebody deleted it: they have seen it.
      return;
    }
  }

  async function edit(target: Slot, ts: string): Promise<boolean> {
    const { text, blocks } = message;
    await slots.wanted(target, hash);
    try {
      await calls.insist("chat.update", (slack) => slack.chat.update({ channel: course.channelId, ts, text, blocks }));
    } catch (error) {
      if (!isGone(error)) throw error;
      await slots.confirmed(target, hash);
      return false;
    }
    target.shown = hash;
    await slots.confirmed(target, hash);
    return true;
  }

  async function remove(target: Slot, ts: string): Promise<void> {
    try {
      await calls.insist("chat.delete", (slack) => slack.chat.delete({ channel: course.channelId, ts }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    target.ts = null;
    target.shown = null;
    target.doubtSince = course.createdAt.getTime();
  }
}
