/** The settings, read once from the environment through one schema. A wrong one names itself and says what it should be. */
import { z } from "zod";
import { missingPrices, type Prices, priceSettings, pricesOf } from "./config/prices.ts";
import { setting } from "./config/setting.ts";

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

const environmentSchema = z.object({
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
      .number("must be how many calls to the model one process makes at once")
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .optional(),
  ),
  MODEL_TOKENS_PER_MINUTE: setting(
    z.coerce
      .number("must be how many tokens one process may read and write in a minute")
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

type Environment = z.output<typeof environmentSchema>;

export type Config = {
  port: number;
  host: string;
  role: "all" | "web" | "worker";
  logLevel: Environment["LOG_LEVEL"];
  dataDirectory: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  workerConcurrency: number;
  /** `botToken` is null where the bot is installed through Slack's pages alone. */
  slack: { signingSecret: string; botToken: string | null; appToken: string | null; apiUrl: string };
  /** Null serves the one workspace of the bot token. */
  oauth: {
    clientId: string;
    clientSecret: string;
    stateSecret: string;
    publicUrl: string | null;
    keys: { id: string; key: Uint8Array }[];
  } | null;
  operations: {
    /** Asked of whoever reads `/metrics`; null lets everybody. */
    metricsToken: string | null;
    /** Where traces go, such as "http://collector:4318"; null makes none. */
    tracesUrl: string | null;
  };
  /** Null drafts offline. */
  model: { apiKey: string; baseUrl: string | null; model: string } | null;
  /** Null searches documents by words alone. `dimensions` null leaves their number to the model. */
  embeddings: { apiKey: string; baseUrl: string | null; model: string; dimensions: number | null } | null;
  /** How a model is asked for a course, and what bounds a process's calls to it; null for no bound. */
  generation: Environment["GENERATION"];
  modelLimits: { callsAtOnce: number | null; tokensPerMinute: number | null };
  /** Null tells nobody a cost. */
  prices: Prices | null;
  /** Null writes as fast as it can. */
  offlineTokensPerSecond: number | null;
};

/** Settings that are wrong or missing, all of them. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The settings need mending:\n${problems.map((problem) => `  - ${problem}`).join("\n")}\nSee .env.example for all of them.`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const secretNames = /TOKEN|SECRET|KEY|_URL$/;

/**
 * Reads the settings.
 * @throws ConfigError naming every wrong or missing setting, the value it has (secrets left out), and what it should be
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, environment))),
    ...missingTogether(environment),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
    dataDirectory: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    workerConcurrency: env.WORKER_CONCURRENCY,
    slack: {
      signingSecret: env.SLACK_SIGNING_SECRET ?? "",
      botToken: env.SLACK_BOT_TOKEN ?? null,
      appToken: env.SLACK_APP_TOKEN ?? null,
      apiUrl: env.SLACK_API_URL.endsWith("/") ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`,
    },
    oauth: oauthOf(env),
    operations: { metricsToken: env.METRICS_TOKEN ?? null, tracesUrl: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null },
    model:
      env.OPENAI_API_KEY === undefined
        ? null
        : { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL ?? null, model: env.OPENAI_MODEL },
    embeddings: embeddingsOf(env),
    generation: env.GENERATION,
    modelLimits: {
      callsAtOnce: env.MODEL_CALLS_AT_ONCE ?? null,
      tokensPerMinute: env.MODEL_TOKENS_PER_MINUTE ?? null,
    },
    prices: pricesOf(env),
    offlineTokensPerSecond: env.OFFLINE_TOKENS_PER_SECOND === 0 ? null : env.OFFLINE_TOKENS_PER_SECOND,
  };
}

function embeddingsOf(env: Environment): Config["embeddings"] {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl = null, OPENAI_EMBEDDING_MODEL: model } = env;
  if (apiKey === undefined || model === undefined) return null;
  return { apiKey, baseUrl, model, dimensions: env.OPENAI_EMBEDDING_DIMENSIONS ?? null };
}

function oauthOf(env: Environment): Config["oauth"] {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = env;
  const keys = env.TOKEN_ENCRYPTION_KEY;
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined || keys === undefined)
    return null;
  return { clientId, clientSecret, stateSecret, publicUrl: env.PUBLIC_URL ?? null, keys };
}

const oauthSettings = {
  SLACK_CLIENT_ID: "the app's client id (Basic Information)",
  SLACK_CLIENT_SECRET: "the app's client secret (Basic Information)",
  SLACK_STATE_SECRET: "a random text of at least 16 characters, the same in all processes",
  TOKEN_ENCRYPTION_KEY: "32 random bytes in base64 (openssl rand -base64 32), the same in all processes",
} as const;

/** Installing in many workspaces takes all of its settings. */
function missingForOauth(has: (name: string) => boolean): string[] {
  const entries = Object.entries(oauthSettings);
  const wanted = entries.filter(([name]) => name !== "TOKEN_ENCRYPTION_KEY").some(([name]) => has(name));
  if (!wanted) {
    return has("SLACK_BOT_TOKEN")
      ? []
      : [
          "SLACK_BOT_TOKEN is missing: it must be the bot token, xoxb-…, unless SLACK_CLIENT_ID and its companions let workspaces install the bot themselves",
        ];
  }
  return [
    ...entries
      .filter(([name]) => !has(name))
      .map(
        ([name, what]) => `${name} is missing: it must be ${what}, since another setting of the installation is there`,
      ),
    ...(has("SLACK_APP_TOKEN")
      ? [
          "SLACK_APP_TOKEN must be empty when SLACK_CLIENT_ID is set: workspaces install the bot over HTTP, not over a socket",
        ]
      : []),
  ];
}

/** Settings that are needed because of others. Checked apart, so that they are told along with everything else. */
function missingTogether(environment: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string) => (environment[name] ?? "").trim() !== "";
  const role = (environment.ROLE ?? "").trim();
  return [
    ...missingForOauth(has),
    ...missingPrices(has),
    ...(has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET")
      ? []
      : [
          "SLACK_SIGNING_SECRET is missing: it must be the app's signing secret (Basic Information), unless SLACK_APP_TOKEN turns Socket Mode on",
        ]),
    ...(has("OPENAI_EMBEDDING_MODEL") && !has("OPENAI_API_KEY")
      ? ["OPENAI_API_KEY is missing: it must be set when OPENAI_EMBEDDING_MODEL is, since the same service is asked"]
      : []),
    ...((role === "web" || role === "worker") && !has("DATABASE_URL")
      ? [
          `DATABASE_URL is missing: it must be set when ROLE is ${role}: several processes need one PostgreSQL, because the built-in database belongs to one process alone`,
        ]
      : []),
  ];
}

function problemOf(issue: z.core.$ZodIssue, environment: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = environment[name];
  if (value === undefined || value.trim() === "") return `${name} is missing: it ${issue.message}`;
  const shown = secretNames.test(name) ? "the value it has" : JSON.stringify(value);
  return `${name} is ${shown}: it ${issue.message}`;
}
