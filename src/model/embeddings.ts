/** Turns texts into vectors, at OpenAI's service or a server of the same make. */
import { z } from "zod";
import { CoursewrightError, codeOf } from "../errors.ts";
import { judge } from "./failure.ts";
import { createNormalFetch } from "./normal-fetch.ts";
import { createOpenAI, type Service } from "./openai-client.ts";
import { backoffMs, createRetryClock, type RetryClock } from "./retry.ts";
import { usageOf } from "./usage.ts";

export type Embedded = {
  /** One for each text, of length 1, all with as many numbers; null for a text that the model refuses. */
  vectors: (number[] | null)[];
  tokens: number;
};
export type EmbeddingModel = {
  model: string;
  /** As the settings want them; null leaves it to the model. */
  dimensions: number | null;
  /**
   * @param attempts how often a request is made at most
   * @throws CoursewrightError `model_…` once trying again has not helped or cannot help; the signal's reason when it aborts
   */
  embed(texts: readonly string[], options: { signal: AbortSignal; attempts?: number }): Promise<Embedded>;
};

export type EmbeddingModelOptions = Service & {
  model: string;
  dimensions: number | null;
  clock?: RetryClock;
};

const attemptMs = 60_000;
const longestWaitMs = 60_000;
const usualAttempts = 4;
/** The longest that passages become; a text that is still too long for its model is cut further. */
const longestText = 8_000;
const shortestText = 250;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
});

/** Makes a client of the endpoint `embeddings`. */
export function createEmbeddingModel(options: EmbeddingModelOptions): EmbeddingModel {
  const { model, dimensions, clock = createRetryClock() } = options;
  const client = createOpenAI(options, {
    timeoutMs: attemptMs,
    // Here answers are JSON as well as refusals, so that only the status tells them apart.
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      return response.ok ? response : createNormalFetch(async () => response)(input, init);
    },
  });

  async function call(texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    const answer = await client.embeddings.create(
      // Many servers know no other format.
      { model, input: [...texts], encoding_format: "float", ...(dimensions !== null && { dimensions }) },
      { signal },
    );
    return { vectors: vectorsOf(answer, texts.length, dimensions), tokens: usageOf(answer.usage).input };
  }

  async function callAgain(texts: readonly string[], attempts: number, signal: AbortSignal): Promise<Embedded> {
    for (let failures = 1; ; failures += 1) {
      signal.throwIfAborted();
      try {
        return await call(texts, signal);
      } catch (error) {
        signal.throwIfAborted();
        const verdict = judge(error, { endpoint: "chat", model, features: new Set(), now: clock.now() });
        if (verdict.action === "give-up") throw verdict.error;
        const waitMs = verdict.action === "retry" ? (verdict.waitMs ?? backoffMs(failures, clock.random)) : 0;
        if (failures >= attempts || waitMs > longestWaitMs) {
          const code = verdict.action === "retry" ? verdict.code : "model_down";
          throw new CoursewrightError(code, `no vectors in ${failures} attempts`, { cause: error });
        }
        await clock.sleep(waitMs, signal);
      }
    }
  }

  /** Halves what is too much at once: first the number of texts, then the text. */
  async function embed(texts: readonly string[], attempts: number, signal: AbortSignal): Promise<Embedded> {
    try {
      return await callAgain(texts, attempts, signal);
    } catch (error) {
      const code = codeOf(error);
      if (code !== "model_too_long" && code !== "model_refused") throw error;
      const [only = "", ...others] = texts;
      if (others.length > 0) {
        const half = Math.ceil(texts.length / 2);
        const first = await embed(texts.slice(0, half), attempts, signal);
        const second = await embed(texts.slice(half), attempts, signal);
        return { vectors: [...first.vectors, ...second.vectors], tokens: first.tokens + second.tokens };
      }
      if (code === "model_refused" || only.length <= shortestText) return { vectors: [null], tokens: 0 };
      return embed([cut(only, Math.ceil(only.length / 2))], attempts, signal);
    }
  }

  return {
    model,
    dimensions,
    embed: async (texts, { signal, attempts = usualAttempts }) =>
      texts.length === 0
        ? { vectors: [], tokens: 0 }
        : embed(
            texts.map((text) => cut(text, longestText)),
            attempts,
            signal,
          ),
  };
}

/** @throws CoursewrightError `model_down` when the answer is not what was asked for */
function vectorsOf(answer: unknown, count: number, dimensions: number | null): number[][] {
  const parsed = answerSchema.safeParse(answer);
  const vectors = (parsed.data?.data ?? []).toSorted((one, other) => one.index - other.index);
  const length = dimensions ?? vectors[0]?.embedding.length;
  const isRight =
    vectors.length === count &&
    vectors.every(({ index, embedding }, place) => index === place && embedding.length === length);
  if (!isRight) {
    throw new CoursewrightError("model_down", "the service's answer does not hold the vectors that were asked for");
  }
  return vectors.map(({ embedding }) => ofLengthOne(embedding));
}

/** So that the inner product of two is their cosine. A vector of zeros stays one, and is near to nothing. */
function ofLengthOne(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((number) => number / length);
}

/** Never in the middle of a character, and never nothing: services refuse an empty text. */
function cut(text: string, length: number): string {
  const shorter = text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
  return shorter.trim() === "" ? "-" : shorter;
}
