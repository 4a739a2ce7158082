/** What a failed call to Slack means for us: decided here and nowhere else. */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";

export type Outcome =
  | { kind: "throttled"; retryAfterMs: number }
  /** May work later. `arrived`: Slack may have done it although no answer came. */
  | { kind: "transient"; arrived: boolean }
  /** The message to be edited is not there any more. */
  | { kind: "gone" }
  /** More than Slack takes in one message, or blocks that it does not understand. */
  | { kind: "too-long"; reason: string }
  | { kind: "refused"; code: "not_in_channel" | "slack_refused"; reason: string };

const gone = new Set(["message_not_found"]);
const tooLong = new Set(["msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "msg_too_long"]);
const notInChannel = new Set(["channel_not_found", "not_in_channel"]);
const transient = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "accesslimited",
  "team_added_to_org",
]);
const throttled = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
/** Nothing can have arrived when no connection came about. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** For a 429 that does not say how long. */
const usualPauseMs = 5_000;

/** What to make of anything that a call to Slack threw. Our own errors (a lost lease) are thrown on. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CoursewrightError) throw error;
  if (error instanceof WebAPIRateLimitedError) return { kind: "throttled", retryAfterMs: error.retryAfter * 1_000 };
  if (error instanceof WebAPIPlatformError) return ofCode(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode >= 500) return { kind: "transient", arrived: true };
    return { kind: "refused", code: "slack_refused", reason: `http_${error.statusCode}` };
  }
  if (error instanceof WebAPIRequestError)
    return { kind: "transient", arrived: !neverSent.has(causeCode(error.original)) };
  if (error instanceof Error && error.message.startsWith("Retry header")) {
    return { kind: "throttled", retryAfterMs: usualPauseMs };
  }
  return { kind: "transient", arrived: true };
}

/** Slack away or throttling says nothing about what was asked. An answer that nobody understands stays one, and our own errors are none of Slack's. */
export function mayPass(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof CoursewrightError) return false;
  const { kind } = outcomeOf(error);
  return kind === "transient" || kind === "throttled";
}

function ofCode(code: string): Outcome {
  if (throttled.has(code)) return { kind: "throttled", retryAfterMs: usualPauseMs };
  if (gone.has(code)) return { kind: "gone" };
  if (tooLong.has(code)) return { kind: "too-long", reason: code };
  if (notInChannel.has(code)) return { kind: "refused", code: "not_in_channel", reason: code };
  // An error page in place of an answer ends up here as well; Slack's codes are words.
  if (transient.has(code) || !/^[a-z_]+$/.test(code)) return { kind: "transient", arrived: true };
  return { kind: "refused", code: "slack_refused", reason: code };
}

function causeCode(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && typeof each.code === "string") return each.code;
  }
  return "";
}
