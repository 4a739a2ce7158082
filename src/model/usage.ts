/** Token counts: those that both endpoints tell, as far as services of the same make count at all, and estimates. */
import { z } from "zod";
import type { ModelRequest, ModelUsage } from "./model-client.ts";

const count = z.number().min(0).catch(0);
const details = z.object({ cached_tokens: count.default(0) }).nullish();
const usageSchema = z
  .object({
    input_tokens: count.optional(),
    output_tokens: count.optional(),
    prompt_tokens: count.optional(),
    completion_tokens: count.optional(),
    input_tokens_details: details.catch(null),
    prompt_tokens_details: details.catch(null),
  })
  .nullish()
  .catch(null);

/** @param usage the `usage` object of a response or of a chat completion, or whatever stands in its place */
export function usageOf(usage: unknown): ModelUsage {
  const counts = usageSchema.parse(usage);
  return {
    input: counts?.input_tokens ?? counts?.prompt_tokens ?? 0,
    cachedInput: counts?.input_tokens_details?.cached_tokens ?? counts?.prompt_tokens_details?.cached_tokens ?? 0,
    output: counts?.output_tokens ?? counts?.completion_tokens ?? 0,
  };
}

/** Four characters a token, as in English. */
export function estimatedTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

/** The tokens that a request sends, estimated. */
export function inputTokens({ instructions, input }: Pick<ModelRequest, "instructions" | "input">): number {
  return estimatedTokens(instructions.length + input.length);
}
