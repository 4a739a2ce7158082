/** Bolt's logger in terms of ours. Bolt puts whole payloads into its debug lines, which is where people's texts may stand. */
import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../../log.ts";

export function boltLogger(log: Log): Logger {
  const write =
    (level: "debug" | "info" | "warn" | "error") =>
    (...parts: unknown[]): void => {
      const error = parts.find((part) => part instanceof Error);
      const text = parts.filter((part) => typeof part === "string").join(" ");
      log[level]({ source: "bolt", ...(error !== undefined && { error }) }, text);
    };
  return {
    debug: write("debug"),
    // What Bolt finds worth telling about itself is not worth a line of ours.
    info: write("debug"),
    warn: write("warn"),
    error: write("error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
