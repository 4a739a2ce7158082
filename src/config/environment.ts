/** The environment's settings by name: how each is written, and what it is when it is not there. */
import { z } from "zod";
import { priceSettings } from "./prices.ts";
import { setting } from "./setting.ts";

const optionalText = setting(z.string().optional());

function url(protocols: readonly string[], example: string) {
  const wanted = `must be a URL such as ${example}`;
  return z.string(wanted).refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), wanted);
}

const keysWanted =
  "must be 32 random bytes in base64 (openssl rand -base64 32), or several as id:key,id:key, the newest first";

/** One key, or several with ids: the first seals, all of them open. A key without an id is called "1". */
const encryptionKeys = z.string(keysWanted).transform((value, context) => {
  const keys = value.split(",").map((part) => {
    const [id, key] = part.includes(":")
      ? [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)]
      : ["1", part];
    return { id: id.trim(), key: Buffer.from(key.trim(), "base64") };
  });
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size === keys.length && keys.every(({ id, key }) => /^[\w.-]{1,40}$/.test(id) && key.length === 32))
    return keys;
  context.addIssue({ code: "custom", message: keysWanted });
  return z.NEVER;
});

export const environmentSchema = z.object({
  PORT: setting(
    z.coerce
      .number("must be a port number from 0 to 65535")
      .int("must be a whole number")
      .min(0, "must be a port number from 0 to 65535")
      .max(65_535, "must be a port number from 0 to 65535")
      .default(3000),
  ),
  HOST: setting(z.string().default("0.0.0.0")),
  SLACK_SIGNING_SECRET: optionalText,
  SLACK_BOT_TOKEN: setting(z.string().startsWith("xoxb-", "must begin with xoxb-").optional()),
  SLACK_CLIENT_ID: optionalText,
  SLACK_CLIENT_SECRET: optionalText,
  SLACK_STATE_SECRET: setting(z.string().min(16, "must be a random text of at least 16 characters").optional()),
  TOKEN_ENCRYPTION_KEY: setting(encryptionKeys.optional()),
  PUBLIC_URL: setting(url(["https:", "http:"], "https://courses.example.com").optional()),
  METRICS_TOKEN: optionalText,
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(url(["https:", "http:"], "http://collector:4318").optional()),
  SLACK_APP_TOKEN: setting(z.string().startsWith("xapp-", "must begin with xapp-").optional()),
  SLACK_API_URL: setting(url(["https:", "http:"], "https://slack.com/api/").default("https://slack.com/api/")),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: setting(url(["https:", "http:"], "https://api.openai.com/v1").optional()),
  OPENAI_MODEL: setting(z.string().default("gpt-5-mini")),
  OPENAI_EMBEDDING_MODEL: optionalText,
  OPENAI_EMBEDDING_DIMENSIONS: setting(
    z.coerce
      .number("must be how many numbers a vector has")
      .int("must be a whole number")
      .min(2, "must be at least 2")
      .max(16_000, "must be at most 16000, which is what pgvector holds")
      .optional(),
  ),
  DATABASE_URL: setting(url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/name").optional()),
  REDIS_URL: setting(url(["redis:", "rediss:"], "redis://host:6379").optional()),
  DATA_DIR: setting(z.string().default(".data")),
  ROLE: setting(z.enum(["all", "web", "worker"], "must be all, web or worker").default("all")),
  LOG_LEVEL: setting(
    z
      .enum(["trace", "debug", "info", "warn", "error", "silent"], "must be trace, debug, info, warn, error or silent")
      .default("info"),
  ),
  GENERATION: setting(
    z
      .enum(["overlapped", "sequential"], "must be overlapped (several calls at once) or sequential")
      .default("overlapped"),
  ),
  MODEL_CALLS_AT_ONCE: setting(
    z.coerce
      .number("must be how many calls to the model run at once, in all processes together")
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .optional(),
  ),
  MODEL_TOKENS_PER_MINUTE: setting(
    z.coerce
      .number("must be how many tokens all processes together read and write in a minute")
      .int("must be a whole number")
      .min(1_000, "must be at least 1000")
      .optional(),
  ),
  ...priceSettings,
  OFFLINE_TOKENS_PER_SECOND: setting(
    z.coerce
      .number("must be a number of tokens a second; 0 writes without pausing")
      .min(0, "must be 0 (no pausing) or more")
      .max(100_000, "must be at most 100000")
      .default(120),
  ),
  WORKER_CONCURRENCY: setting(
    z.coerce
      .number("must be how many courses one worker writes at once")
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(1_000, "must be at most 1000")
      .default(20),
  ),
});

export type Environment = z.output<typeof environmentSchema>;
