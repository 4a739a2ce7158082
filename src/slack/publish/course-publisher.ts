/** Keeps the messages of one course in Slack equal to the course, as fast as the budget allows. */
import type { CourseView } from "../../course/view.ts";
import { codeOf } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CourseRecord, CourseRepository, Lease, MessageRepository } from "../../storage/store.ts";
import type { Pace, PacePriority, Permit } from "../pace.ts";
import { cardSlot, type RenderedMessage } from "../render/message.ts";
import { type Calls, refusal, stoppedError } from "./calls.ts";
import { type Clock, pause } from "./clock.ts";
import { close } from "./closing.ts";
import { createLayout } from "./layout.ts";
import { createPlace } from "./place.ts";
import { hashOf, loadSlots, type Slot, type Slots } from "./slots.ts";
import { deleteTwins } from "./twins.ts";

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

type Wish = { read: () => CourseView; priority: PacePriority; number: number };
type Waiter = { number: number; resolve: () => void; reject: (error: unknown) => void };

/** After a finished section the next stage begins, or the work ends: one edit shows both. In milliseconds. */
const mergeMs = 60;
const ranks: Readonly<Record<PacePriority, number>> = { partial: 0, section: 1, final: 2 };

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
  let loaded: Promise<Slots> | null = null;
  let wish: Wish | null = null;
  let shownNumber = 0;
  /** What an edit on its way shows: newer wishes do not inherit its claim to go first. */
  let takenNumber = 0;
  let running = false;
  let failures = 0;
  /** The newest state could not be shown; `settle` tries again. */
  let failed = false;
  let upgrade = new AbortController();
  let waiters: Waiter[] = [];

  const slotsOf = () => (loaded ??= loadSlots({ messages, lease, course }));

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      while (!stopped.aborted && wish !== null && shownNumber < wish.number) await step(await slotsOf());
    } catch (error) {
      const level = codeOf(error) === "stopped" ? "debug" : "warn";
      log[level]({ error, courseId }, "could not show a course");
      failures = 0;
      failed = true;
      takenNumber = 0;
      // What was asked for until now has failed; the next wish tries again.
      shownNumber = wish?.number ?? shownNumber;
      for (const { reject } of waiters.splice(0)) reject(error);
      if (codeOf(error) === "lease_lost") stop();
    } finally {
      running = false;
    }
  }

  /** One edit or post, with the newest state at the time when it may be made. */
  async function step(slots: Slots): Promise<void> {
    if (wish === null) return;
    const current = wish;
    upgrade = new AbortController();
    const superseded = AbortSignal.any([stopped, upgrade.signal]);
    if (current.priority === "section" && !(await pause(clock, mergeMs, superseded))) return;
    if (current.priority !== "partial" && (await stands(slots, wish))) return;
    if (superseded.aborted) return;
    const permit = await calls.leave("chat.update", current.priority, superseded);
    if (permit === null) return;
    try {
      if (!stopped.aborted) await showNow(slots, wish ?? current, permit);
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
    arrived(number);
    return true;
  }

  async function showNow(slots: Slots, { read, number, priority }: Wish, permit: Permit): Promise<void> {
    takenNumber = number;
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
          ? await edit(slots, slot, message, { permit, lasting })
          : await place.message(slots, slot, () => newest(slots, message));
      if (!done || changed.length > 1) return owe(priority);
    }
    if (lasting) await slots.atRest(rendered);
    arrived(number);
  }

  /** It was not shown in full: what follows keeps its claim. */
  function owe(priority: PacePriority): void {
    takenNumber = 0;
    if (wish !== null && ranks[priority] > ranks[wish.priority]) wish = { ...wish, priority };
  }

  async function render(slots: Slots, read: () => CourseView): Promise<RenderedMessage[]> {
    const view = read();
    await place.thread(slots, view);
    await layout.learnLinks(slots, calls, channelId);
    return layout.render(view, slots);
  }

  /** What the message should say by now; a post may have waited. */
  function newest(slots: Slots, message: RenderedMessage): RenderedMessage {
    if (wish === null) return message;
    return layout.render(wish.read(), slots).find(({ slot }) => slot === message.slot) ?? message;
  }

  /** Whichever of them was edited longest ago. */
  function pickPartial(changed: readonly RenderedMessage[]): RenderedMessage | undefined {
    return changed.toSorted((first, second) => layout.lastEdit(first.slot) - layout.lastEdit(second.slot))[0];
  }

  /** Tells whether Slack shows it now. */
  async function edit(
    slots: Slots,
    slot: Slot,
    message: RenderedMessage,
    { permit, lasting }: { permit: Permit; lasting: boolean },
  ): Promise<boolean> {
    const { ts } = slot;
    if (ts === null) return false;
    const hash = hashOf(message);
    if (lasting) await slots.wanted(slot, hash);
    else await slots.unsettled(slot);
    layout.edited(slot.name);
    const { text, blocks } = message;
    const answer = await calls.make("chat.update", permit, (slack) =>
      slack.chat.update({ channel: channelId, ts, text, blocks }),
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
        log.warn({ courseId, slot: slot.name, reason: outcome.reason }, "Slack found a message too long");
        if (!layout.shrink()) throw refusal(outcome);
        return false;
      default:
        throw refusal(outcome);
    }
  }

  function arrived(number: number): void {
    shownNumber = Math.max(shownNumber, number);
    const due = waiters.filter((waiter) => waiter.number <= shownNumber);
    waiters = waiters.filter((waiter) => waiter.number > shownNumber);
    for (const { resolve } of due) resolve();
  }

  function show(read: () => CourseView, priority: PacePriority): void {
    if (stopped.aborted) return;
    // What was not shown yet keeps its claim to go first.
    const owed = wish !== null && Math.max(shownNumber, takenNumber) < wish.number ? wish.priority : "partial";
    const urgent = ranks[owed] > ranks[priority] ? owed : priority;
    const rises = wish !== null && ranks[urgent] > ranks[wish.priority];
    failed = false;
    wish = { read, priority: urgent, number: (wish?.number ?? 0) + 1 };
    if (rises) upgrade.abort();
    void run();
  }

  function settle(): Promise<void> {
    if (stopped.aborted) return Promise.reject(stoppedError());
    if (wish === null) return Promise.resolve();
    if (shownNumber >= wish.number) {
      if (!failed) return Promise.resolve();
      show(wish.read, wish.priority);
    } else if (wish.priority === "partial") {
      wish = { ...wish, priority: "section" };
      upgrade.abort();
    }
    const { number } = wish;
    return new Promise((resolve, reject) => waiters.push({ number, resolve, reject }));
  }

  function stop(): void {
    if (stopped.aborted) return;
    stopping.abort();
    leavePace();
    for (const { reject } of waiters.splice(0)) reject(stoppedError());
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
