/** Structured logs. Secrets and people's texts stay out of them above `debug`. */
import { type Logger, pino } from "pino";

export type Log = Logger;

/** Keys whose values never reach a log, wherever they stand. */
const secret = [
  "token",
  "botToken",
  "appToken",
  "signingSecret",
  "apiKey",
  "authorization",
  "response_url",
  "responseUrl",
];

/** Writes JSON lines to standard output. */
export function createLog(options: { level: string; name?: string }): Log {
  return pino({
    level: options.level,
    base: { name: options.name ?? "coursewright" },
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[secret]" },
    serializers: { error: describeError },
  });
}

/** An error as a log line holds it: its name, code and message, and those of its causes; no fields that may carry texts. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: "not an error", type: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: error.name,
    code,
    message: error.message.slice(0, 500),
    stack: error.stack
      ?.split("\n")
      .slice(1, 8)
      .map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
