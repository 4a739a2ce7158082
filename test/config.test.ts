import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "../src/config.ts";

const enough = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "secret" };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("parseConfig", () => {
  test("two settings are enough; the rest has defaults", () => {
    expect(parseConfig(enough)).toMatchObject({
      port: 3000,
      role: "all",
      logLevel: "info",
      dataDirectory: ".data",
      databaseUrl: null,
      redisUrl: null,
      model: null,
      slack: { apiUrl: "https://slack.com/api/", appToken: null },
    });
  });

  test("documents are searched by meaning when an embedding model is named, with the key of the model", () => {
    expect(parseConfig(enough).embeddings).toBeNull();
    const model = { ...enough, OPENAI_EMBEDDING_MODEL: "small" };
    expect(parseConfig({ ...model, OPENAI_API_KEY: "key", OPENAI_EMBEDDING_DIMENSIONS: "512" }).embeddings).toEqual({
      apiKey: "key",
      baseUrl: null,
      model: "small",
      dimensions: 512,
    });
    expect(problemsOf(model)).toEqual([expect.stringContaining("OPENAI_API_KEY is missing")]);
    expect(problemsOf({ ...enough, OPENAI_EMBEDDING_DIMENSIONS: "many" })).toEqual([
      'OPENAI_EMBEDDING_DIMENSIONS is "many": it must be how many numbers a vector has',
    ]);
  });

  test("a model has prices when both are set; what comes from the cache costs the same unless it is priced", () => {
    expect(parseConfig(enough).prices).toBeNull();
    const both = { ...enough, MODEL_PRICE_INPUT: "0.25", MODEL_PRICE_OUTPUT: "2" };
    expect(parseConfig(both).prices).toEqual({
      input: 0.25,
      cachedInput: 0.25,
      output: 2,
      embedding: null,
      currency: "USD",
    });
    expect(
      parseConfig({
        ...both,
        MODEL_PRICE_CACHED_INPUT: "0",
        MODEL_PRICE_EMBEDDING: "0.02",
        MODEL_PRICE_CURRENCY: "EUR",
      }).prices,
    ).toEqual({
      input: 0.25,
      cachedInput: 0,
      output: 2,
      embedding: 0.02,
      currency: "EUR",
    });
    expect(problemsOf({ ...enough, MODEL_PRICE_INPUT: "0.25" })).toEqual([
      "MODEL_PRICE_OUTPUT is missing: it must be a price for a million tokens, such as 0.25, since another price of the model is there",
    ]);
    expect(problemsOf({ ...enough, MODEL_PRICE_CACHED_INPUT: "1" })).toHaveLength(2);
    expect(problemsOf({ ...both, MODEL_PRICE_INPUT: "-1", MODEL_PRICE_CURRENCY: "euro" })).toEqual([
      'MODEL_PRICE_INPUT is "-1": it must be a price for a million tokens, such as 0.25',
      'MODEL_PRICE_CURRENCY is "euro": it must be a currency\'s three letters, such as USD or EUR',
    ]);
  });

  test("every wrong or missing setting is listed at once, with what it should be", () => {
    const problems = problemsOf({
      PORT: "http",
      SLACK_BOT_TOKEN: "xoxp-user",
      ROLE: "boss",
      REDIS_URL: "localhost",
      LOG_LEVEL: "loud",
    });
    expect(problems).toHaveLength(6);
    expect(problems.join("\n")).toContain('PORT is "http": it must be a port number from 0 to 65535');
    expect(problems.join("\n")).toContain("SLACK_BOT_TOKEN is the value it has: it must begin with xoxb-");
    expect(problems.join("\n")).toContain('ROLE is "boss": it must be all, web or worker');
    expect(problems.join("\n")).toContain("it must be a URL such as redis://host:6379");
    expect(problems.join("\n")).toContain("SLACK_SIGNING_SECRET is missing");
  });

  test("no secret is repeated in a message", () => {
    expect(
      problemsOf({
        SLACK_BOT_TOKEN: "hunter2-token",
        SLACK_SIGNING_SECRET: "x",
        DATABASE_URL: "mysql://u:hunter2@h/d",
      }).join(),
    ).not.toContain("hunter2");
  });

  test.each(["web", "worker"])("ROLE=%s without a database is refused with the reason", (role) => {
    expect(problemsOf({ ...enough, ROLE: role })).toEqual([
      `DATABASE_URL is missing: it must be set when ROLE is ${role}: several processes need one PostgreSQL, because the built-in database belongs to one process alone`,
    ]);
  });

  test("a setting left blank counts as missing", () => {
    expect(parseConfig({ ...enough, OPENAI_API_KEY: " ", PORT: "" })).toMatchObject({ model: null, port: 3000 });
  });

  test("Socket Mode needs no signing secret", () => {
    expect(parseConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }).slack.appToken).toBe("xapp-1");
  });
});
