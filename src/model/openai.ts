/** A client of OpenAI's service and of servers of the same make: transport alone, nothing of courses. */
import OpenAI from "openai";
import { CoursewrightError } from "../errors.ts";
import { callChat } from "./chat-call.ts";
import { BrokenStream, type Endpoint, judge, type Verdict } from "./failure.ts";
import { features as allFeatures, type Features } from "./features.ts";
import type { ModelClient, ModelEvent, ModelRequest, ModelUsage } from "./model-client.ts";
import { createNormalFetch } from "./normal-fetch.ts";
import { createOpenAI, type Service } from "./openai-client.ts";
import { type CallEvent, callResponses } from "./responses-call.ts";
import { backoffMs, createRetryClock, type RetryClock } from "./retry.ts";
import { estimatedTokens, inputTokens } from "./usage.ts";
import { createWatch, type WatchLimits } from "./watch.ts";

/** The part of a logger that is used: facts first, then the message. */
type ModelLog = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
};

type ModelTimeouts = WatchLimits & {
  /** From the request to the end of its last attempt, waits included. */
  totalMs: number;
  /** A service that asks for a longer wait than this is given up. */
  longestWaitMs: number;
};

const defaultTimeouts: ModelTimeouts = {
  firstTextMs: 120_000,
  idleMs: 30_000,
  totalMs: 600_000,
  longestWaitMs: 60_000,
};

export type ModelClientOptions = Service & {
  model: string;
  log: ModelLog;
  /** How often a request is made at most; what a server refuses and is left out does not count. */
  attempts?: number;
  timeouts?: Partial<ModelTimeouts>;
  clock?: RetryClock;
};

/** Makes a client. It learns what its server lacks and keeps to that for its life. */
export function createModelClient(options: ModelClientOptions): ModelClient {
  const { model, log, attempts = 4, clock = createRetryClock() } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const client = createOpenAI(options, {
    timeoutMs: timeouts.totalMs,
    fetch: createNormalFetch((input, init) => fetch(input, init)),
  });
  const features: Features = new Set(allFeatures);
  let endpoint: Endpoint = "responses";

  async function* attempt(request: ModelRequest, remainingMs: number): AsyncGenerator<CallEvent, void, undefined> {
    const watch = createWatch({ signal: request.signal, limits: timeouts, totalMs: remainingMs });
    const call = { client, model, request, features, watch };
    try {
      yield* endpoint === "responses" ? callResponses(call) : callChat(call);
    } catch (error) {
      const cut = watch.cut();
      if (cut === null || cut === "caller" || error instanceof CoursewrightError) throw error;
      throw new BrokenStream(`cut off by us: ${cut}`, { cause: error });
    } finally {
      watch.stop();
    }
  }

  /** What to do about a failed attempt: how long to wait, or null to ask at once in another way. Throws when nothing can be done. */
  function waitAfter(error: unknown, failures: number, remainingMs: number): number | null {
    const verdict = judge(error, { endpoint, model, features, now: clock.now() });
    switch (verdict.action) {
      case "give-up":
        throw verdict.error;
      case "use-chat":
        endpoint = "chat";
        log.info({ model }, "the model's server has no Responses API: Chat Completions from now on");
        return null;
      case "leave-out":
        features.delete(verdict.feature);
        log.info({ model, feature: verdict.feature }, "the model's server refuses a feature: left out from now on");
        return null;
      case "retry":
        return retryWait(verdict, error, failures, remainingMs);
    }
  }

  function retryWait(
    verdict: Extract<Verdict, { action: "retry" }>,
    error: unknown,
    failures: number,
    remainingMs: number,
  ): number {
    const waitMs = verdict.waitMs ?? backoffMs(failures, clock.random);
    const status = error instanceof OpenAI.APIError ? error.status : undefined;
    if (failures < attempts && waitMs <= timeouts.longestWaitMs && waitMs < remainingMs) {
      log.warn({ model, failures, waitMs, status, error }, "the call to the model failed: trying again");
      return waitMs;
    }
    throw new CoursewrightError(verdict.code, `the model could not be reached in ${failures} attempts`, {
      cause: error,
      facts: {
        attempts: failures,
        ...(verdict.waitMs !== null && { retry_after_seconds: Math.ceil(verdict.waitMs / 1_000) }),
      },
    });
  }

  async function* streamJson(request: ModelRequest): AsyncGenerator<ModelEvent, void, undefined> {
    const deadline = clock.now() + timeouts.totalMs;
    let failures = 0;
    let given = false;
    for (;;) {
      throwIfAborted(request.signal);
      let waitMs: number | null;
      let characters = 0;
      let finished = false;
      try {
        for await (const event of attempt(request, deadline - clock.now())) {
          given ||= event.type === "text";
          if (event.type === "text") characters += event.text.length;
          finished ||= event.type === "done";
          yield event;
          if (event.type === "done") return;
        }
        throw new BrokenStream("the answer ended without its end");
      } catch (error) {
        throwIfAborted(request.signal);
        waitMs = waitAfter(error, failures + 1, deadline - clock.now());
      } finally {
        // Also when nobody reads on: words that came were paid for.
        if (!finished && characters > 0) request.wasted?.(estimated(request, characters));
      }
      if (waitMs !== null) {
        failures += 1;
        await pause(waitMs, request.signal);
      }
      if (given) yield { type: "restart" };
      given = false;
    }
  }

  async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    try {
      await clock.sleep(milliseconds, signal);
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  }

  return { streamJson };
}

/** What is taken for an answer that broke off, of which the service tells no count. */
function estimated(request: ModelRequest, characters: number): ModelUsage {
  return { input: inputTokens(request), cachedInput: 0, output: estimatedTokens(characters) };
}

function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  if (reason instanceof CoursewrightError) throw reason;
  throw new CoursewrightError("cancelled", "the call to the model was aborted", { cause: reason });
}
