/** When to try again: waits that grow, and those that a service asks for. */
import { setTimeout as sleep } from "node:timers/promises";

export type RetryClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
};

/** The clock of the machine. */
export function createRetryClock(): RetryClock {
  return {
    now: Date.now,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    random: Math.random,
  };
}

const firstWaitMs = 500;
const longestBackoffMs = 20_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling with each failure, the upper half of it by chance,
 * so that workers that failed together do not come back together.
 * @param failures how many attempts have failed so far, from 1
 */
export function backoffMs(failures: number, random: () => number): number {
  const whole = Math.min(longestBackoffMs, firstWaitMs * 2 ** (failures - 1));
  return whole / 2 + (whole / 2) * random();
}

/** The wait that a service asks for in `retry-after-ms` or `Retry-After` (seconds or a date), in milliseconds; null without one. */
export function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const milliseconds = headers?.get("retry-after-ms") ?? "";
  if (/^\d+(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds));
  const after = headers?.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1_000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
