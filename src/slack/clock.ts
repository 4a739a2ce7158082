/** Time as the publisher and its pacing see it, so that a test can let a minute pass at once. */
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

/** Resolves after so many milliseconds to true; to false as soon as the signal ends the waiting. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = () => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", leave);
      resolve(true);
    });
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}
