/** How much waits and how much is being worked on, over all workspaces: for whoever runs the bot. Counts alone. */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type Backlog = {
  /** Requests that were accepted and are not done. */
  pending: number;
  /** Seconds since the oldest of them was accepted; 0 when there is none. */
  oldestSeconds: number;
  /** Lanes that some worker holds now. */
  leases: number;
};

const backlogRow = z.object({ pending: z.number(), oldestSeconds: z.number(), leases: z.number() });

/** @throws CoursewrightError `storage_down` */
export async function readBacklog(database: Queryable): Promise<Backlog> {
  const [row] = await database.query(
    backlogRow,
    `select
       (select count(*)::int from requests where state = 'pending') as pending,
       (select coalesce(extract(epoch from clock_timestamp() - min(accepted_at)), 0)::float8
        from requests where state = 'pending') as "oldestSeconds",
       (select count(*)::int from leases where owner is not null and expires_at > clock_timestamp()) as leases`,
  );
  return row ?? { pending: 0, oldestSeconds: 0, leases: 0 };
}
