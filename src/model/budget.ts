/**
 * A model's rate limits, kept before the service has to enforce them: calls at once, and tokens in any minute. All courses of a
 * process share one budget, first come first served, so that calls which overlap cannot drive each other into 429s.
 */
import type { ModelClient } from "./model-client.ts";
import { inputTokens } from "./usage.ts";

export type ModelBudget = {
  /** Waits for room for a call of about so many tokens. `end` it with what it came to. @throws the signal's reason */
  begin(tokens: number, signal: AbortSignal): Promise<{ end(tokens: number): void }>;
};

const windowMs = 60_000;
/** What an answer is taken to cost until it has come. */
const usualAnswer = 800;

type Waiter = { tokens: number; go: () => void };
type Spending = { at: number; tokens: number };

/**
 * @param callsAtOnce null for any number
 * @param tokensPerMinute null for any number; a single call that is larger goes when nothing else was spent
 * @param after runs something after so many milliseconds; the answer cancels it
 */
export function createModelBudget({
  callsAtOnce,
  tokensPerMinute,
  now = Date.now,
  after = (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
}: {
  callsAtOnce: number | null;
  tokensPerMinute: number | null;
  now?: () => number;
  after?: (milliseconds: number, run: () => void) => () => void;
}): ModelBudget {
  let running = 0;
  let spent: Spending[] = [];
  let waiting: Waiter[] = [];
  let cancelTimer: (() => void) | null = null;

  function drain(): void {
    cancelTimer?.();
    cancelTimer = null;
    spent = spent.filter(({ at }) => at + windowMs > now());
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (callsAtOnce !== null && running >= callsAtOnce) return;
      const room = roomAt(first.tokens);
      if (room > now()) {
        cancelTimer = after(room - now(), drain);
        return;
      }
      waiting = waiting.slice(1);
      running += 1;
      first.go();
    }
  }

  /** When there is room for so many tokens, in milliseconds; the past means now. */
  function roomAt(tokens: number): number {
    if (tokensPerMinute === null) return 0;
    let over = spent.reduce((sum, each) => sum + each.tokens, tokens) - tokensPerMinute;
    for (const each of spent) {
      if (over <= 0) return 0;
      over -= each.tokens;
      if (over <= 0) return each.at + windowMs;
    }
    return spent.length === 0 ? 0 : (spent.at(-1)?.at ?? 0) + windowMs;
  }

  return {
    begin: (tokens, signal) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          waiting = waiting.filter((other) => other !== waiter);
          reject(signal.reason);
          drain();
        };
        const waiter: Waiter = {
          tokens,
          go() {
            signal.removeEventListener("abort", leave);
            const spending: Spending = { at: now(), tokens };
            spent.push(spending);
            let ended = false;
            resolve({
              end(actual) {
                if (ended) return;
                ended = true;
                spending.tokens = actual;
                running -= 1;
                drain();
              },
            });
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener("abort", leave, { once: true });
        waiting.push(waiter);
        drain();
      }),
  };
}

/** A client whose calls keep to a budget. */
export function withBudget(client: ModelClient, budget: ModelBudget): ModelClient {
  return {
    async *streamJson(request) {
      const estimate = inputTokens(request) + Math.min(usualAnswer, request.maxOutputTokens);
      const spending = await budget.begin(estimate, request.signal);
      let tokens = estimate;
      try {
        for await (const event of client.streamJson(request)) {
          if (event.type === "done") tokens = event.usage.input + event.usage.output || estimate;
          yield event;
        }
      } finally {
        spending.end(tokens);
      }
    },
  };
}
