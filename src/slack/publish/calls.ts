/** One paced call to Slack, and what its failure means. */

import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Clock } from "../clock.ts";
import type { Pace, PaceMethod, PacePriority, Permit } from "../pace.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { SlackFor, SlackPort } from "./slack-port.ts";

type Answer<Result> = { ok: true; result: Result } | { ok: false; outcome: Outcome };

/** Waiting times before another try after Slack failed or could not be reached; after the last one it is given up. */
const backoffMs = [500, 1_000, 2_000, 4_000, 8_000] as const;

export type Calls = {
  /** Waits for leave; null when `signal` ended the waiting. */
  leave(method: PaceMethod, priority: PacePriority, signal: AbortSignal): Promise<Permit | null>;
  /** Makes a call for which there is leave. A 429 pauses its lane. */
  make<Result>(
    method: PaceMethod,
    permit: Permit,
    call: (slack: SlackPort) => Promise<Result>,
  ): Promise<Answer<Result>>;
  /** Waits for leave and calls. @throws CoursewrightError `stopped` */
  once<Result>(method: PaceMethod, call: (slack: SlackPort) => Promise<Result>): Promise<Answer<Result>>;
  /** Waits and calls, again and again while trying again can help. @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `stopped` */
  insist<Result>(method: PaceMethod, call: (slack: SlackPort) => Promise<Result>): Promise<Result>;
  /** Waits before try number `failures` + 1. @throws CoursewrightError `slack_unreachable` when there have been enough, `stopped` */
  backOff(failures: number): Promise<void>;
};

/** Calls on behalf of one course. `stopped` ends all waiting. */
export function createCalls({
  slackFor,
  pace,
  clock,
  log,
  course,
  stopped,
  called = () => undefined,
}: {
  slackFor: SlackFor;
  pace: Pace;
  clock: Clock;
  log: Log;
  course: { workspaceId: string; id: string; channelId: string };
  stopped: AbortSignal;
  /** Told of each call that Slack has done. */
  called?: (method: PaceMethod) => void;
}): Calls {
  const { workspaceId, channelId, id: courseId } = course;

  const leave: Calls["leave"] = (method, priority, signal) =>
    pace.acquire({ workspaceId, channelId, courseId, method, priority, signal });

  const make: Calls["make"] = async (method, permit, call) => {
    try {
      const result = await call(await slackFor(workspaceId));
      called(method);
      return { ok: true, result };
    } catch (error) {
      const outcome = outcomeOf(error);
      log.debug({ error, method, courseId, outcome: outcome.kind }, "Slack did not do it");
      if (outcome.kind === "throttled") pace.throttled({ workspaceId, method, channelId }, outcome.retryAfterMs);
      return { ok: false, outcome };
    } finally {
      permit.done();
    }
  };

  const once: Calls["once"] = async (method, call) => {
    const permit = await leave(method, "final", stopped);
    if (permit === null) throw stoppedError();
    return make(method, permit, call);
  };

  const backOff: Calls["backOff"] = (failures) => {
    const wait = backoffMs[failures - 1];
    if (wait === undefined) throw new CoursewrightError("slack_unreachable", `Slack failed ${failures} times in a row`);
    return new Promise((resolve, reject) => {
      const stop = () => {
        cancel();
        reject(stoppedError());
      };
      const cancel = clock.after(wait, () => {
        stopped.removeEventListener("abort", stop);
        resolve();
      });
      if (stopped.aborted) stop();
      else stopped.addEventListener("abort", stop, { once: true });
    });
  };

  return {
    leave,
    make,
    once,
    backOff,
    async insist(method, call) {
      for (let failures = 0; ; ) {
        const answer = await once(method, call);
        if (answer.ok) return answer.result;
        const { outcome } = answer;
        if (outcome.kind === "throttled") continue;
        if (outcome.kind !== "transient") throw refusal(outcome);
        failures += 1;
        await backOff(failures);
      }
    },
  };
}

/** The error for what trying again does not mend; `facts.reason` is Slack's code. */
export function refusal(outcome: Exclude<Outcome, { kind: "throttled" | "transient" }>): CoursewrightError {
  const code = outcome.kind === "refused" ? outcome.code : "slack_refused";
  const reason = outcome.kind === "gone" ? goneReason : outcome.reason;
  return new CoursewrightError(code, `Slack: ${reason}`, { facts: { reason } });
}

const goneReason = "message_not_found";

/** Whether Slack refused because the message is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof CoursewrightError && error.facts.reason === goneReason;
}

export function stoppedError(): CoursewrightError {
  return new CoursewrightError("stopped", "the publisher was stopped");
}
