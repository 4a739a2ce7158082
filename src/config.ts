/** The settings, read once from the environment through one schema. A wrong one names itself and says what it should be. */
import type { z } from "zod";
import { type Environment, environmentSchema } from "./config/environment.ts";
import { missingTogether } from "./config/missing.ts";
import { type Prices, pricesOf } from "./config/prices.ts";

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

function problemOf(issue: z.core.$ZodIssue, environment: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = environment[name];
  if (value === undefined || value.trim() === "") return `${name} is missing: it ${issue.message}`;
  const shown = secretNames.test(name) ? "the value it has" : JSON.stringify(value);
  return `${name} is ${shown}: it ${issue.message}`;
}
