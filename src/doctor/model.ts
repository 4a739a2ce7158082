/** The model: one tiny call through the bot's own client, so that what it falls back to is seen as well. */
import { z } from "zod";
import type { Config } from "../config.ts";
import { CoursewrightError } from "../errors.ts";
import { createModelClient } from "../model/openai.ts";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, hostOf, mend, ok, reasonOf } from "./finding.ts";

const texts = doctorTexts.model;
const ownBaseUrl = "https://api.openai.com/v1";
const patience = 60_000;

/** What the client logs when it falls back. */
const fallbackSchema = z.object({ feature: z.string().optional() });
const answerSchema = z.object({ ready: z.boolean() });
const schema = {
  type: "object",
  properties: { ready: { type: "boolean" } },
  required: ["ready"],
  additionalProperties: false,
} as const;

/** Calls the model once. */
export async function checkModel(model: Config["model"]): Promise<Finding> {
  if (model === null) return ok(texts.about, texts.none);
  const leftOut = new Set<string>();
  let endpoint: string = texts.responses;
  const client = createModelClient({
    ...model,
    attempts: 2,
    timeouts: { firstTextMs: patience, totalMs: patience, longestWaitMs: 5_000 },
    log: {
      info(facts) {
        const { feature } = fallbackSchema.parse(facts);
        if (feature === undefined) endpoint = texts.chat;
        else leftOut.add(feature);
      },
      warn: () => undefined,
    },
  });
  try {
    let text = "";
    const events = client.streamJson({
      instructions: 'Answer with the JSON object {"ready": true}.',
      input: "Are you ready?",
      schemaName: "readiness",
      schema,
      signal: new AbortController().signal,
      maxOutputTokens: 2_000,
      cacheKey: "doctor",
    });
    for await (const event of events) {
      if (event.type === "text") text += event.text;
      if (event.type === "restart") text = "";
    }
    if (!isAnswer(text)) return mend(texts.about, texts.nonsense(model.model));
    const format = leftOut.has("json_schema") || leftOut.has("strict") ? texts.loose : texts.strict;
    return ok(texts.about, texts.right(model.model, endpoint, format));
  } catch (error) {
    return mend(texts.about, whyNot(error, model));
  }
}

function isAnswer(text: string): boolean {
  try {
    return answerSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function whyNot(error: unknown, { model, baseUrl }: NonNullable<Config["model"]>): string {
  const code = error instanceof CoursewrightError ? error.code : "model_down";
  switch (code) {
    case "model_key":
      return texts.key(model);
    case "model_quota":
      return texts.quota;
    case "model_busy":
      return texts.busy;
    case "model_refused":
    case "model_nonsense":
    case "model_too_long":
      return texts.nonsense(model);
    default:
      return texts.down(hostOf(baseUrl ?? ownBaseUrl));
  }
}

const embeddingSchema = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })).min(1) });

/** Embeds one word. */
export async function checkEmbeddings(settings: NonNullable<Config["embeddings"]>): Promise<Finding> {
  const { apiKey, baseUrl, model, dimensions } = settings;
  try {
    const response = await fetch(`${(baseUrl ?? ownBaseUrl).replace(/\/$/, "")}/embeddings`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ model, input: ["course"], ...(dimensions !== null && { dimensions }) }),
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok) return mend(texts.embeddings, texts.embeddingsWrong(model, `status ${response.status}`));
    const [first] = embeddingSchema.parse(await response.json()).data;
    return ok(texts.embeddings, texts.embeddingsRight(model, first?.embedding.length ?? 0));
  } catch (error) {
    return mend(texts.embeddings, texts.embeddingsWrong(model, reasonOf(error)));
  }
}
