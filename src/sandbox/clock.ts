/** Time as the sandbox sees it, so that a test can let five minutes pass at once. Shaped like the bot's own clock; neither imports the other. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
};

/** The machine's own clock. Its timers do not keep the process alive. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

export type ManualClock = Clock & {
  /** Moves time on by so many milliseconds and runs what falls due, in order. */
  advance(milliseconds: number): void;
};

/**
 * A clock that stands still until it is advanced. It starts at the machine's time, because the bot under test compares
 * the time stamps of signed requests with its own clock.
 */
export function createManualClock(start: number = Date.now()): ManualClock {
  let now = start;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((first, second) => first.at - second.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
    },
  };
}
