/** Watches one streamed answer and cuts it off when it takes too long to begin, falls silent, or is no longer wanted. */

export type WatchLimits = {
  /** Until the first text. Models that think first are silent for long. */
  firstTextMs: number;
  /** Between two pieces of text once it has begun. */
  idleMs: number;
};

/** Why an answer was cut off by us. */
type CutReason = "caller" | "first-text" | "idle" | "total";

export type Watch = {
  /** Aborts when the answer is cut off. */
  signal: AbortSignal;
  /** To be told of every sign that the answer goes on. */
  alive(text: boolean): void;
  /** Null while nothing has been cut off. */
  cut(): CutReason | null;
  /** Lets go of timers and listeners. */
  stop(): void;
};

/** Begins to watch. `totalMs` bounds the whole answer however lively it is. */
export function createWatch({
  signal,
  limits,
  totalMs,
}: {
  signal: AbortSignal;
  limits: WatchLimits;
  totalMs: number;
}): Watch {
  const controller = new AbortController();
  let reason: CutReason | null = null;
  let begun = false;
  const cutOff = (why: CutReason) => {
    reason ??= why;
    controller.abort();
  };
  const byCaller = () => cutOff("caller");
  if (signal.aborted) byCaller();
  else signal.addEventListener("abort", byCaller, { once: true });
  const first = setTimeout(cutOff, limits.firstTextMs, "first-text");
  const total = setTimeout(cutOff, Math.max(0, totalMs), "total");
  let idle: NodeJS.Timeout | null = null;
  return {
    signal: controller.signal,
    alive(text) {
      if (text && !begun) {
        begun = true;
        clearTimeout(first);
        idle = setTimeout(cutOff, limits.idleMs, "idle");
      } else idle?.refresh();
    },
    cut: () => reason,
    stop() {
      signal.removeEventListener("abort", byCaller);
      clearTimeout(first);
      clearTimeout(total);
      if (idle !== null) clearTimeout(idle);
    },
  };
}
