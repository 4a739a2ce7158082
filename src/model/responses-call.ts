/** One answer through the Responses API, streamed. */
import OpenAI from "openai";
import { CoursewrightError } from "../errors.ts";
import { BrokenStream } from "./failure.ts";
import { type Feature, instructionsFor } from "./features.ts";
import type { ModelEvent, ModelRequest } from "./model-client.ts";
import { usageOf } from "./usage.ts";
import type { Watch } from "./watch.ts";

export type Call = {
  client: OpenAI;
  model: string;
  request: ModelRequest;
  features: ReadonlySet<Feature>;
  watch: Watch;
};
export type CallEvent = Exclude<ModelEvent, { type: "restart" }>;

type Body = OpenAI.Responses.ResponseCreateParamsStreaming;

/**
 * @throws BrokenStream when the stream ends before the answer does; CoursewrightError `model_refused` or
 * `model_too_long`; what the client library throws
 */
export async function* callResponses(call: Call): AsyncGenerator<CallEvent, void, undefined> {
  const { client, watch } = call;
  const stream = await client.responses.create(bodyOf(call), { signal: watch.signal });
  /** Models may comment before they answer; only the first message that is no comment is the answer. */
  const comments = new Set<number>();
  let answer: string | null = null;
  for await (const event of stream) {
    switch (event.type) {
      case "response.output_item.added":
        watch.alive(false);
        if (event.item.type === "message" && event.item.phase === "commentary") comments.add(event.output_index);
        break;
      case "response.output_text.delta": {
        watch.alive(true);
        const part = `${event.output_index}.${event.content_index}`;
        if (comments.has(event.output_index) || event.delta === "") break;
        answer ??= part;
        if (answer === part) yield { type: "text", text: event.delta };
        break;
      }
      case "response.refusal.delta":
      case "response.refusal.done":
        throw new CoursewrightError("model_refused", "the model refused");
      case "response.completed":
      case "response.incomplete": {
        const { status, incomplete_details: incomplete, usage, model } = event.response;
        if (event.type === "response.incomplete" || status === "incomplete") throw cutShort(incomplete?.reason);
        if (status === "failed") throw new CoursewrightError("model_refused", "the answer was withheld");
        yield { type: "done", usage: usageOf(usage), model };
        return;
      }
      case "response.failed":
        throw failed(event.response.error);
      default:
        watch.alive(false);
    }
  }
  throw new BrokenStream("the stream ended before the response was completed");
}

function bodyOf({ model, request, features }: Call): Body {
  const { schemaName: name, schema } = request;
  const base: Body = {
    model,
    instructions: instructionsFor(request, features),
    input: request.input,
    stream: true,
    ...(features.has("store") && { store: false }),
    ...(features.has("prompt_cache_key") && { prompt_cache_key: request.cacheKey }),
    ...(features.has("max_output_tokens") && { max_output_tokens: request.maxOutputTokens }),
  };
  if (features.has("json_schema")) {
    const format = { type: "json_schema", name, schema: { ...schema } } as const;
    return { ...base, text: { format: features.has("strict") ? { ...format, strict: true } : format } };
  }
  return features.has("json_object") ? { ...base, text: { format: { type: "json_object" } } } : base;
}

/** An answer that ended before its time. */
export function cutShort(reason: string | undefined): Error {
  if (reason === "content_filter") return new CoursewrightError("model_refused", "a content filter ended the answer");
  return new CoursewrightError("model_too_long", `the answer was cut off: ${reason ?? "no reason given"}`);
}

/** A failure told inside the stream is judged like one told by a status. */
function failed(error: OpenAI.Responses.ResponseError | null): Error {
  return new OpenAI.APIError(undefined, { ...error }, error?.message, undefined);
}
