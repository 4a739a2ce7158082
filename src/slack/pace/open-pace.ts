/** The pace of this process: its own, or one shared with the others where there can be others. */
import { Redis } from "ioredis";
import type { Log } from "../../log.ts";
import type { Database } from "../../storage/database.ts";
import type { Clock } from "../clock.ts";
import { createPace, type Pace } from "../pace.ts";
import { createSharedPace } from "./shared-pace.ts";
import { createPostgresBudget } from "./shared-postgres.ts";
import { createRedisBudget } from "./shared-redis.ts";

/** On Redis where there is one, else on a PostgreSQL server; the built-in database belongs to one process, which needs to share nothing. */
export function openPace({
  redisUrl,
  database,
  clock,
  log,
}: {
  redisUrl: string | null;
  database: Database;
  clock: Clock;
  log: Log;
}): { pace: Pace; close: () => void } {
  const own = createPace({ clock });
  if (redisUrl !== null) {
    const redis = new Redis(redisUrl, {
      connectTimeout: 5_000,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: true,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
    });
    // The queue's own connection reports the loss; here each call that misses Redis is logged.
    redis.on("error", () => undefined);
    return {
      pace: createSharedPace({ own, shared: createRedisBudget({ redis }), clock, log }),
      close: () => redis.disconnect(),
    };
  }
  if (database.kind === "pglite") return { pace: own, close: () => undefined };
  return {
    pace: createSharedPace({ own, shared: createPostgresBudget({ database }), clock, log }),
    close: () => undefined,
  };
}
