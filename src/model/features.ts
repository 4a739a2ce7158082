/** What a service is asked for beyond the bare minimum. Servers of the same make differ; what one refuses is left out from then on. */

export const features = [
  /** Not keeping answers at the service. */
  "store",
  "prompt_cache_key",
  "stream_options",
  /** The newer name of `max_tokens` in chat completions. */
  "max_completion_tokens",
  "max_tokens",
  "max_output_tokens",
  /** The service holds the answer to the schema, exactly. */
  "strict",
  "json_schema",
  "json_object",
] as const;
export type Feature = (typeof features)[number];
export type Features = Set<Feature>;

const mentions: readonly (readonly [RegExp, Feature])[] = [
  [/prompt_cache_key/i, "prompt_cache_key"],
  [/stream_options|include_usage/i, "stream_options"],
  [/max_completion_tokens/i, "max_completion_tokens"],
  [/max_tokens/i, "max_tokens"],
  [/max_output_tokens/i, "max_output_tokens"],
  [/\bstrict\b/i, "strict"],
  [/\bstore\b/i, "store"],
];
const formatMention = /json_schema|json_object|response_format|text\.format|structured.output|\bschema\b/i;

/** The feature that a refusal names, if it is in use; null when it names none. */
export function refusedFeature(refusal: string, inUse: ReadonlySet<Feature>): Feature | null {
  const named = mentions.find(([pattern, feature]) => inUse.has(feature) && pattern.test(refusal));
  if (named !== undefined) return named[1];
  if (!formatMention.test(refusal)) return null;
  if (inUse.has("json_schema")) return "json_schema";
  return inUse.has("json_object") ? "json_object" : null;
}

/** The instructions, with the schema in words where the service does not hold answers to it. */
export function instructionsFor(
  request: { instructions: string; schema: Readonly<Record<string, unknown>> },
  inUse: ReadonlySet<Feature>,
): string {
  if (inUse.has("json_schema")) return request.instructions;
  return `${request.instructions}\n\nAnswer with one JSON object and nothing else: no fence, no comment. It must match this JSON schema:\n${JSON.stringify(request.schema)}`;
}
