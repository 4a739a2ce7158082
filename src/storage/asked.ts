/** What a person has asked for lately. */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type AskedRepository = {
  /** Whether this very request is stored: what is delivered again is never refused. */
  isKnown(workspaceId: string, key: string): Promise<boolean>;
  /** A person's courses of the last hour, deleted ones among them; minutes until the oldest of them no longer counts. */
  lastHour(workspaceId: string, requesterId: string): Promise<{ courses: number; minutesLeft: number }>;
};

const hourRow = z.object({ courses: z.number(), minutesLeft: z.number() });

export function createAsked({ database }: { database: Queryable }): AskedRepository {
  return {
    async isKnown(workspaceId, key) {
      const rows = await database.query(
        z.object({ id: z.string() }),
        "select id from requests where workspace_id = $1 and key = $2",
        [workspaceId, key],
      );
      return rows.length > 0;
    },

    async lastHour(workspaceId, requesterId) {
      const [row] = await database.query(
        hourRow,
        `select count(*)::int as courses,
           coalesce(ceil(extract(epoch from min(created_at) + interval '1 hour' - clock_timestamp()) / 60), 0)::int
             as "minutesLeft"
         from courses
         where workspace_id = $1 and requester_id = $2 and created_at > clock_timestamp() - interval '1 hour'`,
        [workspaceId, requesterId],
      );
      return row ?? { courses: 0, minutesLeft: 0 };
    },
  };
}
