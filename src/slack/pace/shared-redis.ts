/** Shared budgets on Redis: a sorted set a budget, a call's score being when it stops to count, by Redis's own clock. */
import type { Redis } from "ioredis";
import { longestCallMs, longestLookMs, type SharedBudget } from "./shared-budget.ts";

const prefix = "coursewright:pace:";

/** KEYS: calls, pause. ARGV: id, calls, milliseconds that an unanswered call counts. Answers how long to wait; 0 takes a place. */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local paused = redis.call('PTTL', KEYS[2])
if paused > 0 then return paused end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  local over = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[2])
  local leaving = redis.call('ZRANGE', KEYS[1], over, over, 'WITHSCORES')
  return math.max(1, tonumber(leaving[2]) - now)
end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]))
return 0`;

/** KEYS: calls. ARGV: id, window. */
const answeredScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[2]) * 2)
return 1`;

export function createRedisBudget({ redis }: { redis: Pick<Redis, "eval" | "zrem" | "set"> }): SharedBudget {
  const calls = (budget: string) => `${prefix}${budget}`;
  const paused = (budget: string) => `${prefix}paused:${budget}`;
  return {
    async take({ budget, id, calls: most, windowMs }) {
      const wait = await redis.eval(takeScript, 2, calls(budget), paused(budget), id, most, windowMs + longestCallMs);
      return { waitMs: Math.min(longestLookMs, Number(wait)) };
    },
    async answered({ budget, id, windowMs }) {
      await redis.eval(answeredScript, 1, calls(budget), id, windowMs);
    },
    async giveBack({ budget, id }) {
      await redis.zrem(calls(budget), id);
    },
    async pause(budget, milliseconds) {
      await redis.set(paused(budget), "1", "PX", Math.max(1, Math.ceil(milliseconds)));
    },
  };
}
