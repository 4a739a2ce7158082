/** What a course's messages should show: of many states the newest, how soon, and who waits until Slack shows it. */
import type { CourseView } from "../../course/view.ts";
import type { PacePriority } from "../pace.ts";

/** A state to be shown; `read` is called when that is due. Numbers grow. */
export type Wish = { read: () => CourseView; priority: PacePriority; number: number };

export type Wishes = {
  /** Null before the first. */
  newest(): Wish | null;
  /** Whether the newest is still to be shown. */
  isDue(): boolean;
  /** A newer state. What was not shown yet hands it its claim to go first. */
  add(read: () => CourseView, priority: PacePriority): void;
  /** Aborts when the newest becomes more urgent than those before it. Only the signal that was asked for last does. */
  rising(): AbortSignal;
  /** An edit that shows this one is on its way: newer wishes do not inherit its claim. */
  taken(number: number): void;
  /** It was not shown in full: what follows keeps its claim. */
  owe(priority: PacePriority): void;
  /** Slack shows this one, and with it all that came before. */
  shown(number: number): void;
  /** What was asked for until now could not be shown; whoever waits for it is told why. The next wish tries again. */
  fail(error: unknown): void;
  /** Resolves when the newest is shown, which is tried again if it failed before. Rejects with what `fail` or `end` are given. */
  settled(): Promise<void>;
  /** Nothing more will be shown. */
  end(error: unknown): void;
};

type Waiter = { number: number; resolve: () => void; reject: (error: unknown) => void };

const ranks: Readonly<Record<PacePriority, number>> = { partial: 0, section: 1, final: 2 };

/** @param begin called whenever there is something to show; it may be under way already */
export function createWishes(begin: () => void): Wishes {
  let wish: Wish | null = null;
  let shownNumber = 0;
  let takenNumber = 0;
  let hasFailed = false;
  let upgrade = new AbortController();
  let waiters: Waiter[] = [];

  function add(read: () => CourseView, priority: PacePriority): void {
    const owed = wish !== null && Math.max(shownNumber, takenNumber) < wish.number ? wish.priority : "partial";
    const urgent = ranks[owed] > ranks[priority] ? owed : priority;
    const rises = wish !== null && ranks[urgent] > ranks[wish.priority];
    hasFailed = false;
    wish = { read, priority: urgent, number: (wish?.number ?? 0) + 1 };
    if (rises) upgrade.abort();
    begin();
  }

  function rejectAll(error: unknown): void {
    for (const { reject } of waiters.splice(0)) reject(error);
  }

  return {
    newest: () => wish,
    isDue: () => wish !== null && shownNumber < wish.number,
    add,
    rising() {
      upgrade = new AbortController();
      return upgrade.signal;
    },
    taken(number) {
      takenNumber = number;
    },
    owe(priority) {
      takenNumber = 0;
      if (wish !== null && ranks[priority] > ranks[wish.priority]) wish = { ...wish, priority };
    },
    shown(number) {
      shownNumber = Math.max(shownNumber, number);
      const due = waiters.filter((waiter) => waiter.number <= shownNumber);
      waiters = waiters.filter((waiter) => waiter.number > shownNumber);
      for (const { resolve } of due) resolve();
    },
    fail(error) {
      hasFailed = true;
      takenNumber = 0;
      shownNumber = wish?.number ?? shownNumber;
      rejectAll(error);
    },
    settled() {
      if (wish === null) return Promise.resolve();
      if (shownNumber >= wish.number) {
        if (!hasFailed) return Promise.resolve();
        add(wish.read, wish.priority);
      } else if (wish.priority === "partial") {
        // Somebody waits for it now.
        wish = { ...wish, priority: "section" };
        upgrade.abort();
      }
      const { number } = wish;
      return new Promise((resolve, reject) => waiters.push({ number, resolve, reject }));
    },
    end: rejectAll,
  };
}
