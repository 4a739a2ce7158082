/** The port to a language model that writes JSON: what is asked of it and what it tells while it answers. */

/** Tokens of one call, as the service counted them; zeros where it does not tell. */
export type ModelUsage = { input: number; cachedInput: number; output: number };

export type ModelRequest = {
  /** What holds for every request alike: sent first, so that the service can cache it. */
  instructions: string;
  input: string;
  /** A name for the schema: letters, digits, `_` and `-`, at most 64. */
  schemaName: string;
  /** A JSON schema within what strict structured output allows. */
  schema: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
  /** Bound on the answer, thinking included. */
  maxOutputTokens: number;
  /** Requests with the same key share a beginning: the service may route them to the same cache. */
  cacheKey: string;
  /** Told of tokens spent on attempts that came to nothing; estimated at four characters each, since services count none for those. */
  wasted?: (usage: ModelUsage) => void;
};

export type ModelEvent =
  /** More of the answer's JSON text. */
  | { type: "text"; text: string }
  /** The text so far is void: the call is made anew. */
  | { type: "restart" }
  | { type: "done"; usage: ModelUsage /** The model that answered, as the service names it. */; model: string };

export type ModelClient = {
  /**
   * Streams one answer. The text between the last "restart" (or the beginning) and "done" is the whole of it.
   * @throws CoursewrightError `model_…` once trying again has not helped or cannot help; on abort the signal's reason
   * if that is a CoursewrightError, `cancelled` otherwise
   */
  streamJson(request: ModelRequest): AsyncGenerator<ModelEvent, void, undefined>;
};
