/** What a failed call means: try again, ask in another way, or give up with a code. The one place where that is decided. */
import OpenAI from "openai";
import { CoursewrightError } from "../errors.ts";
import { type Feature, refusedFeature } from "./features.ts";
import { retryAfterMs } from "./retry.ts";

export type Endpoint = "responses" | "chat";

/** The stream did not come to its proper end, or was cut off by us. */
export class BrokenStream extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "BrokenStream";
  }
}

export type Verdict =
  | { action: "retry"; code: "model_busy" | "model_down" /** What the service asks for. */; waitMs: number | null }
  | { action: "use-chat" }
  | { action: "leave-out"; feature: Feature }
  | { action: "give-up"; error: CoursewrightError };

const quotaCodes = /insufficient_quota|billing|quota_exceeded|insufficient_balance|credit/i;
const refusalCodes = /content_filter|content_policy|invalid_prompt|policy_violation|bio_policy|moderation/i;
const lengthCodes = /context_length|string_above_max_length|maximum context|context window|too many tokens|too large/i;
const unknownEndpoint =
  /(unknown|unexpected|unsupported|invalid|no such) (endpoint|url|path|route|method)|chat\/completions/i;

/** Judges what a call threw. `now` is in milliseconds since 1970. */
export function judge(
  error: unknown,
  context: { endpoint: Endpoint; model: string; features: ReadonlySet<Feature>; now: number },
): Verdict {
  if (error instanceof CoursewrightError) return { action: "give-up", error };
  if (!(error instanceof OpenAI.APIError)) return { action: "retry", code: "model_down", waitMs: null };
  const { status, code, type, param } = error;
  const said = [code, type, param, error.message].filter((word) => typeof word === "string").join(" ");
  const kind = [code, type].filter((word) => typeof word === "string").join(" ");
  const waitMs = retryAfterMs(error.headers, context.now);
  const giveUp = (code: CoursewrightError["code"], facts: Record<string, string | number> = {}): Verdict => ({
    action: "give-up",
    error: new CoursewrightError(code, `the model's service refused: ${status ?? "in the stream"} ${kind}`.trim(), {
      cause: error,
      facts,
    }),
  });

  if (refusalCodes.test(kind)) return giveUp("model_refused");
  if (quotaCodes.test(kind) || status === 402) return giveUp("model_quota");
  if (status === 401 || status === 403 || kind.includes("invalid_api_key")) return giveUp("model_key");
  if (status === 429 || /rate_limit|overloaded|slow_down/i.test(kind)) {
    return { action: "retry", code: "model_busy", waitMs };
  }
  if (status === undefined || status === 408 || status === 409 || status === 425 || (status >= 500 && status !== 501)) {
    return { action: "retry", code: status === 503 || status === 529 ? "model_busy" : "model_down", waitMs };
  }
  if (context.endpoint === "responses" && endpointIsMissing(status, kind, said)) return { action: "use-chat" };
  const feature = status === 400 || status === 422 ? refusedFeature(said, context.features) : null;
  if (feature !== null) return { action: "leave-out", feature };
  if (modelIsMissing(kind, said)) return giveUp("model_key", { model: context.model });
  if (status === 413 || lengthCodes.test(said)) return giveUp("model_too_long");
  return giveUp("model_down", { status });
}

/** A 404 may also say that the model does not exist; then another endpoint would not help. */
function endpointIsMissing(status: number, kind: string, said: string): boolean {
  if (status === 405 || status === 501) return true;
  if (unknownEndpoint.test(said)) return true;
  return status === 404 && !modelIsMissing(kind, said);
}

function modelIsMissing(kind: string, said: string): boolean {
  if (/model_not_found|invalid_model/i.test(kind)) return true;
  return (
    /\bmodels?\b/i.test(said) &&
    /not found|not exist|not available|no such|not a valid|unknown model|not supported/i.test(said)
  );
}
