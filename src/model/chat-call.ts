/** One answer through Chat Completions, streamed: for servers without the Responses API. */
import type OpenAI from "openai";
import { CoursewrightError } from "../errors.ts";
import { BrokenStream } from "./failure.ts";
import { instructionsFor } from "./features.ts";
import type { ModelUsage } from "./model-client.ts";
import { type Call, type CallEvent, cutShort } from "./responses-call.ts";
import { createUnfencer } from "./unfence.ts";
import { usageOf } from "./usage.ts";

type Body = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/**
 * @throws BrokenStream when the stream ends before the answer does; CoursewrightError `model_refused` or
 * `model_too_long`; what the client library throws
 */
export async function* callChat(call: Call): AsyncGenerator<CallEvent, void, undefined> {
  const { client, watch } = call;
  const stream = await client.chat.completions.create(bodyOf(call), { signal: watch.signal });
  const unfence = call.features.has("json_schema") ? (text: string) => text : createUnfencer();
  let finished = false;
  let model = call.model;
  let usage: ModelUsage = usageOf(null);
  for await (const chunk of stream) {
    model = chunk.model || model;
    // Counts come in a chunk of their own at the end, or grow along the way.
    if (chunk.usage) usage = usageOf(chunk.usage);
    const choice = chunk.choices[0];
    watch.alive(Boolean(choice?.delta.content));
    if (choice === undefined) continue;
    if (choice.delta.refusal) throw new CoursewrightError("model_refused", "the model refused");
    const text = unfence(choice.delta.content ?? "");
    if (text !== "") yield { type: "text", text };
    if (choice.finish_reason === "length") throw cutShort("max_output_tokens");
    if (choice.finish_reason === "content_filter") throw cutShort("content_filter");
    if (choice.finish_reason) finished = true;
  }
  if (watch.cut() !== null || !finished) throw new BrokenStream("the stream ended before the completion was finished");
  yield { type: "done", usage, model };
}

function bodyOf({ model, request, features }: Call): Body {
  const { schemaName: name, schema } = request;
  const base: Body = {
    model,
    messages: [
      { role: "system", content: instructionsFor(request, features) },
      { role: "user", content: request.input },
    ],
    stream: true,
    ...limitOf(features, request.maxOutputTokens),
    ...(features.has("stream_options") && { stream_options: { include_usage: true } }),
  };
  if (features.has("json_schema")) {
    const format = { name, schema: { ...schema }, ...(features.has("strict") && { strict: true }) };
    return { ...base, response_format: { type: "json_schema", json_schema: format } };
  }
  return features.has("json_object") ? { ...base, response_format: { type: "json_object" } } : base;
}

function limitOf(features: Call["features"], tokens: number): { max_completion_tokens?: number; max_tokens?: number } {
  if (features.has("max_completion_tokens")) return { max_completion_tokens: tokens };
  return features.has("max_tokens") ? { max_tokens: tokens } : {};
}
