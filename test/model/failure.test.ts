import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { CoursewrightError } from "../../src/errors.ts";
import { BrokenStream, judge } from "../../src/model/failure.ts";
import { features as all, type Feature } from "../../src/model/features.ts";

const context = { endpoint: "responses", model: "m", features: new Set<Feature>(all), now: 0 } as const;
type Told = { message?: string; code?: string; type?: string; param?: string };
const refusal = (status: number, told: Told = {}, headers: Record<string, string> = {}) =>
  OpenAI.APIError.generate(status, { error: told }, undefined, new Headers(headers));
const inStream = (told: Told) => new OpenAI.APIError(undefined, told, undefined, undefined);

/** The verdict in short: the action, then what it carries. */
function verdictOf(error: unknown, changes: Partial<Parameters<typeof judge>[1]> = {}): string {
  const verdict = judge(error, { ...context, ...changes });
  switch (verdict.action) {
    case "retry":
      return `retry ${verdict.code} ${verdict.waitMs}`;
    case "give-up":
      return `give-up ${verdict.error.code} ${JSON.stringify(verdict.error.facts)}`;
    case "leave-out":
      return `leave-out ${verdict.feature}`;
    case "use-chat":
      return "use-chat";
  }
}

describe("judge", () => {
  it.each<[string, unknown, string]>([
    ["a broken stream", new BrokenStream("x"), "retry model_down null"],
    ["a socket that ended", new TypeError("terminated"), "retry model_down null"],
    ["no connection", new OpenAI.APIConnectionError({ message: "refused" }), "retry model_down null"],
    ["rate limit", refusal(429, { code: "rate_limit_exceeded" }, { "retry-after": "3" }), "retry model_busy 3000"],
    ["rate limit in ms", refusal(429, {}, { "retry-after-ms": "250", "retry-after": "9" }), "retry model_busy 250"],
    ["rate limit until", refusal(429, {}, { "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }), "retry model_busy 5000"],
    ["rate limit, no wait told", refusal(429), "retry model_busy null"],
    ["rate limit in the stream", inStream({ code: "rate_limit_exceeded" }), "retry model_busy null"],
    ["failure in the stream", inStream({ code: "server_error" }), "retry model_down null"],
    ["500", refusal(500), "retry model_down null"],
    ["503", refusal(503, {}, { "retry-after": "1" }), "retry model_busy 1000"],
    ["quota", refusal(429, { code: "insufficient_quota" }), "give-up model_quota {}"],
    ["payment", refusal(402), "give-up model_quota {}"],
    ["quota in the stream", inStream({ type: "insufficient_quota" }), "give-up model_quota {}"],
    ["wrong key", refusal(401, { code: "invalid_api_key" }), "give-up model_key {}"],
    ["forbidden", refusal(403), "give-up model_key {}"],
    ["content filter", refusal(400, { code: "content_filter" }), "give-up model_refused {}"],
    ["flagged prompt", inStream({ code: "invalid_prompt" }), "give-up model_refused {}"],
    ["too long", refusal(400, { code: "context_length_exceeded" }), "give-up model_too_long {}"],
    ["no such model", refusal(404, { code: "model_not_found" }), 'give-up model_key {"model":"m"}'],
    ["no such model, in words", refusal(404, { message: "model 'm' not found" }), 'give-up model_key {"model":"m"}'],
    ["no endpoint", refusal(404, { message: "Not Found" }), "use-chat"],
    ["no endpoint, 501", refusal(501), "use-chat"],
    ["no endpoint, in words", refusal(400, { message: "Unknown endpoint /v1/responses" }), "use-chat"],
    ["chat only", refusal(404, { message: "This model is only supported in v1/chat/completions" }), "use-chat"],
    [
      "cache key",
      refusal(400, { param: "prompt_cache_key", message: "Unknown parameter" }),
      "leave-out prompt_cache_key",
    ],
    ["strict", refusal(422, { message: "strict: extra fields not permitted" }), "leave-out strict"],
    ["schema", refusal(400, { message: "This response_format type is unavailable now" }), "leave-out json_schema"],
    [
      "parameter of a model",
      refusal(400, { message: "Unsupported parameter: 'store' is not supported with this model." }),
      "leave-out store",
    ],
    ["anything else", refusal(418), 'give-up model_down {"status":418}'],
  ])("%s", (_, error, verdict) => {
    expect(verdictOf(error)).toBe(verdict);
  });

  it("does not leave out the same thing twice", () => {
    const error = refusal(400, { message: "strict is unknown" });
    expect(verdictOf(error, { features: new Set() })).toBe('give-up model_down {"status":400}');
  });

  it("has no other endpoint left behind chat", () => {
    expect(verdictOf(refusal(404, { message: "Not Found" }), { endpoint: "chat" })).toBe(
      'give-up model_down {"status":404}',
    );
  });

  it("hands on what already has a code, and keeps the cause of the rest", () => {
    const own = new CoursewrightError("model_refused", "x");
    expect(judge(own, context)).toEqual({ action: "give-up", error: own });
    const cause = refusal(403, { message: "secret words" });
    const verdict = judge(cause, context);
    expect(verdict.action === "give-up" && verdict.error.cause).toBe(cause);
    expect(verdict.action === "give-up" && verdict.error.message).not.toContain("secret");
  });
});
