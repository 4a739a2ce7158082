/** Keeps the messages of one course in Slack equal to the course, as fast as the budget allows. */
import type { CourseView } from "../../course/view.ts";
import { codeOf } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CourseRecord, CourseRepository, Lease, MessageRepository } from "../../storage/store.ts";
import { type Clock, pause } from "../clock.ts";
import type { Pace, PacePriority, Permit } from "../pace.ts";
import { cardSlot, type RenderedMessage } from "../render/message.ts";
import { type Calls, stoppedError } from "./calls.ts";
import { close } from "./closing.ts";
import { createEdits } from "./edit.ts";
import { createLayout } from "./layout.ts";
import { createPlace } from "./place.ts";
import { hashOf, loadSlots, type Slots } from "./slots.ts";
import { deleteTwins } from "./twins.ts";
import { createWishes, type Wish } from "./wishes.ts";

export type CoursePublisher = {
  /**
   * Posts the root message and the first card, each once, and finds them after a crash. Cards that stand already are left as they are.
   * `read` is called when the card may be posted, which in a busy channel takes a while.
   * @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`
   */
  open(read: () => CourseView): Promise<{ threadTs: string }>;
  /** `read` is called when an edit is due; of several states the newest is shown. */
  show(read: () => CourseView, priority: PacePriority): void;
  /** Resolves when Slack has confirmed the newest state. @throws CoursewrightError as `open` */
  settle(): Promise<void>;
  /** The last state in full, then the message that notifies. @throws CoursewrightError as `open` */
  finish(view: CourseView): Promise<void>;
  /** Deletes messages of the course that stand twice, a minute after a doubt. @throws CoursewrightError as `open` */
  tidy(): Promise<void>;
  /** Lets go without waiting; an edit under way runs out. */
  stop(): void;
};

/** After a finished section the next stage begins, or the work ends: one edit shows both. In milliseconds. */
const mergeMs = 60;

export function createCoursePublisher({
  course,
  lease,
  calls,
  messages,
  courses,
  pace,
  clock,
  log,
  stopping,
}: {
  course: CourseRecord;
  lease: Lease;
  calls: Calls;
  messages: MessageRepository;
  courses: Pick<CourseRepository, "setThread">;
  pace: Pace;
  clock: Clock;
  log: Log;
  /** Ends all waiting when it is aborted. */
  stopping: AbortController;
}): CoursePublisher {
  const { workspaceId, id: courseId, channelId } = course;
  const stopped = stopping.signal;
  const leavePace = pace.enter({ workspaceId, courseId });
  const layout = createLayout();
  const setThread = (threadTs: string) => courses.setThread(lease, threadTs);
  const place = createPlace({ course, calls, clock, log, layout, setThread });
  const edits = createEdits({ course, calls, layout, log });
  const wishes = createWishes(() => void run());
  let loaded: Promise<Slots> | null = null;
  let running = false;

  const slotsOf = () => (loaded ??= loadSlots({ messages, lease, course }));

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      while (!stopped.aborted && wishes.isDue()) await step(await slotsOf());
    } catch (error) {
      const level = codeOf(error) === "stopped" ? "debug" : "warn";
      log[level]({ error, courseId }, "could not show a course");
      edits.forgetFailures();
      wishes.fail(error);
      if (codeOf(error) === "lease_lost") stop();
    } finally {
      running = false;
    }
  }

  /** One edit or post, with the newest state at the time when it may be made. */
  async function step(slots: Slots): Promise<void> {
    const current = wishes.newest();
    if (current === null) return;
    const superseded = AbortSignal.any([stopped, wishes.rising()]);
    if (current.priority === "section" && !(await pause(clock, mergeMs, superseded))) return;
    if (current.priority !== "partial" && (await stands(slots, wishes.newest() ?? current))) return;
    if (superseded.aborted) return;
    const permit = await calls.leave("chat.update", current.priority, superseded);
    if (permit === null) return;
    try {
      if (!stopped.aborted) await showNow(slots, wishes.newest() ?? current, permit);
    } finally {
      // Does nothing when an edit was made with it.
      permit.release();
    }
  }

  /** A card that was posted late may show it already: then nothing waits for leave to edit. */
  async function stands(slots: Slots, { read, number }: Wish): Promise<boolean> {
    const rendered = await render(slots, read);
    if (rendered.some((message) => slots.get(message.slot).shown !== hashOf(message))) return false;
    await slots.atRest(rendered);
    wishes.shown(number);
    return true;
  }

  async function showNow(slots: Slots, { read, number, priority }: Wish, permit: Permit): Promise<void> {
    wishes.taken(number);
    const rendered = await render(slots, read);
    const changed = rendered.filter((message) => slots.get(message.slot).shown !== hashOf(message));
    const missing = changed.find(({ slot }) => slots.get(slot).ts === null);
    // Text that grows in a later message and the bar on top of the first take turns.
    const message = missing ?? (priority === "partial" ? pickPartial(changed) : changed[0]);
    const lasting = priority !== "partial";
    if (message !== undefined) {
      const slot = slots.get(message.slot);
      if (missing !== undefined) permit.release();
      const done =
        missing === undefined
          ? await edits.edit(slots, slot, message, { permit, lasting })
          : await place.message(slots, slot, () => asOfNow(slots, message));
      if (!done || changed.length > 1) return wishes.owe(priority);
    }
    if (lasting) await slots.atRest(rendered);
    wishes.shown(number);
  }

  async function render(slots: Slots, read: () => CourseView): Promise<RenderedMessage[]> {
    const view = read();
    await place.thread(slots, view);
    await layout.learnLinks(slots, calls, channelId);
    return layout.render(view, slots);
  }

  /** What the message should say by now; a post may have waited. */
  function asOfNow(slots: Slots, message: RenderedMessage): RenderedMessage {
    const newest = wishes.newest();
    if (newest === null) return message;
    return layout.render(newest.read(), slots).find(({ slot }) => slot === message.slot) ?? message;
  }

  /** Whichever of them was edited longest ago. */
  function pickPartial(changed: readonly RenderedMessage[]): RenderedMessage | undefined {
    return changed.toSorted((first, second) => layout.lastEdit(first.slot) - layout.lastEdit(second.slot))[0];
  }

  function show(read: () => CourseView, priority: PacePriority): void {
    if (!stopped.aborted) wishes.add(read, priority);
  }

  async function settle(): Promise<void> {
    if (stopped.aborted) throw stoppedError();
    await wishes.settled();
  }

  function stop(): void {
    if (stopped.aborted) return;
    stopping.abort();
    leavePace();
    wishes.end(stoppedError());
  }

  return {
    async open(read) {
      const slots = await slotsOf();
      const threadTs = await place.thread(slots, read());
      const card = slots.get(cardSlot(1));
      while (card.ts === null) await place.message(slots, card, () => layout.first(read()));
      return { threadTs };
    },
    show,
    settle,
    async finish(view) {
      show(() => view, "final");
      await settle();
      const slots = await slotsOf();
      await close({ calls, slots, course, place: (...placed) => place.message(slots, ...placed) }, view);
    },
    async tidy() {
      const due = await messages.dueDoubts(lease);
      if (due === null) return;
      const deleted = await deleteTwins({ calls, messages }, course);
      if (deleted > 0) log.info({ courseId, deleted }, "late twins deleted");
      await messages.settleDoubts(lease, due);
    },
    stop,
  };
}
