/** What the worker needs of the store beside the inbox itself: to put off, to hand back, and to see whether anything waits. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { saveFenced } from "./fence.ts";
import type { Lane, Lease } from "./store.ts";

export type WorkRepository = {
  /**
   * Puts a request off for so long; those behind it in its lane wait with it. `countsAttempt` is false when the work
   * was not to blame (a graceful stop, Slack or the database away): then the attempt is taken back.
   */
  postpone(lease: Lease, requestId: string, change: { milliseconds: number; countsAttempt: boolean }): Promise<void>;
  /** How many requests of a workspace wait or are worked on; counted up to a thousand. */
  waiting(workspaceId: string): Promise<number>;
  /** Whether the lane's first pending request is due. */
  isDue(lane: Lane): Promise<boolean>;
  /** Whether a message of the course should show something else than Slack has confirmed, nothing pending will see to it, and it is time to try. */
  isUnshown(lane: Lane): Promise<boolean>;
  /** A card could not be shown again: tried later, at growing distances of up to an hour, until something is shown. */
  postponeRefresh(lease: Lease): Promise<void>;
};

/** Across all lanes; every method is told which. */
export function createWork({ database }: { database: Queryable }): WorkRepository {
  async function yes(sql: string, { workspaceId, kind, id }: Lane): Promise<boolean> {
    const [row] = await database.query(z.object({ yes: z.boolean() }), sql, [workspaceId, kind, id]);
    return row?.yes ?? false;
  }

  return {
    postpone: (lease, requestId, { milliseconds, countsAttempt }) =>
      saveFenced(
        database,
        lease,
        `update requests
         set attempts = greatest(0, attempts - $7::int),
             not_before = clock_timestamp() + $8::float8 * interval '1 millisecond'
         from held
         where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and id = $6`,
        [requestId, countsAttempt ? 0 : 1, milliseconds],
      ),

    async waiting(workspaceId) {
      const [row] = await database.query(
        z.object({ count: z.number() }),
        `select count(*)::int as count from (
           select from requests where workspace_id = $1 and state = 'pending' limit 1000) as pending`,
        [workspaceId],
      );
      return row?.count ?? 0;
    },

    isDue: (lane) =>
      yes(
        `select coalesce((
           select not_before is null or not_before <= clock_timestamp() from requests
           where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and state = 'pending'
           order by ordinal limit 1), false) as yes`,
        lane,
      ),

    isUnshown: (lane) =>
      yes(
        `select exists (
           select from courses course join messages on messages.workspace_id = course.workspace_id
             and course_id = course.id and (wanted_hash is distinct from shown_hash or twins_due_at <= clock_timestamp())
           where course.workspace_id = $1 and $2 = 'course' and course.id = $3
             and (refresh_not_before is null or refresh_not_before <= clock_timestamp())
             and not exists (
               select from requests
               where requests.workspace_id = $1 and lane_kind = $2 and lane_id = $3 and requests.state = 'pending')) as yes`,
        lane,
      ),

    postponeRefresh: (lease) =>
      saveFenced(
        database,
        lease,
        `update courses
         set refresh_failures = refresh_failures + 1,
             refresh_not_before =
               clock_timestamp() + least(3600, 5 * power(2, least(refresh_failures, 20))) * interval '1 second'
         from held where workspace_id = $1 and id = $3`,
      ),
  };
}
