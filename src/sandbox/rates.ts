import type { Clock } from "./clock.ts";
import { postLimits, tiers } from "./limits.ts";

/** So many calls in so many milliseconds; `burst` may come at once. */
export type Rate = { calls: number; per: number; burst: number };

const minutely = (calls: number): Rate => ({ calls, per: 60_000, burst: calls });

/** Slack's tiers, and the methods that have a rule of their own. */
export const rates = {
  tier1: minutely(tiers.tier1),
  tier2: minutely(tiers.tier2),
  tier3: minutely(tiers.tier3),
  tier4: minutely(tiers.tier4),
  /** Per channel, unlike all others. */
  post: { calls: postLimits.perSecond, per: 1_000, burst: postLimits.burst },
  /** `auth.test`, `chat.getPermalink`, thread statuses: hundreds a minute. */
  special: minutely(600),
  /** Opening connections is tier 1 in Slack's table, but a client that reconnects is let through. */
  connections: minutely(20),
} as const satisfies Record<string, Rate>;

/**
 * How limits are counted. `bucket` refills all the time; `window` counts from the first call until the period is over
 * and then begins anew. Nobody outside Slack knows which one it uses, so a bot has to live with both.
 */
type RateMode = "bucket" | "window";

export type RateSettings =
  | "on"
  | "off"
  | {
      mode: RateMode;
      /** Other limits for single methods, in calls a minute. */
      perMinute?: Readonly<Record<string, number>>;
    };

export type Rates = {
  /** Counts a call. Answers 0 when it may pass, else the seconds to wait (at least 1). */
  take(key: { team: string; method: string; channel?: string }, rate: Rate): number;
  /** While on, every method passes one call in three seconds: the page's switch "Slack is throttling". */
  throttle(on: boolean): void;
  set(settings: RateSettings): void;
};

const throttled: Rate = { calls: 1, per: 3_000, burst: 1 };

/** Counts the calls of apps against Slack's limits, each workspace and method apart. */
export function createRates({ clock, settings }: { clock: Clock; settings: RateSettings }): Rates {
  const buckets = new Map<string, { left: number; at: number }>();
  const windows = new Map<string, { used: number; until: number }>();
  let current = settings;
  let throttling = false;

  function fromBucket(key: string, { calls, per, burst }: Rate): number {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) * calls) / per);
    const passes = left >= 1;
    buckets.set(key, { left: passes ? left - 1 : left, at: now });
    return passes ? 0 : seconds(((1 - left) * per) / calls);
  }

  function fromWindow(key: string, { calls, per, burst }: Rate): number {
    const now = clock.now();
    const old = windows.get(key);
    const window = old === undefined || old.until <= now ? { used: 0, until: now + (per * burst) / calls } : old;
    windows.set(key, window);
    if (window.used >= burst) return seconds(window.until - now);
    window.used += 1;
    return 0;
  }

  return {
    take({ team, method, channel = "" }, rate) {
      const key = `${team}/${method}/${channel}`;
      if (throttling) return fromBucket(`throttled/${team}/${method}`, throttled);
      if (current === "off") return 0;
      if (current === "on") return fromBucket(key, rate);
      const own = current.perMinute?.[method];
      const limit = own === undefined ? rate : minutely(own);
      return current.mode === "bucket" ? fromBucket(key, limit) : fromWindow(key, limit);
    },
    throttle(on) {
      throttling = on;
    },
    set(next) {
      current = next;
      buckets.clear();
      windows.clear();
    },
  };
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
