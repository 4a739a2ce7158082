/** How long a course that is asked for now waits until it is begun. */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type WaitingTimes = {
  /**
   * Milliseconds until a course that a workspace asked for last is begun: those ahead of it, at the pace of the last ones. Workers
   * go from workspace to workspace, so another one's courses count only up to as many as this one has waiting. 0 when it begins at
   * once. Counts of other workspaces go into the figure and nothing else of them does.
   */
  expected(workspaceId: string): Promise<number>;
};

/** When nothing was written yet, a course is taken to need so long, in milliseconds. */
const usualCourse = 30_000;
/** The last so many courses say how long one takes. */
const lastCourses = 20;

const row = z.object({ ahead: z.number(), running: z.number(), eachMs: z.number().nullable() });

export function createWaitingTimes({ database }: { database: Queryable }): WaitingTimes {
  return {
    async expected(workspaceId) {
      const [found] = await database.query(
        row,
        `with waiting as (
           select workspace_id, count(*)::int as count from requests
           where state = 'pending' and lane_kind = 'course' and kind = 'write' and begun_at is null
           group by workspace_id
         ), own as (
           select coalesce(max(count), 0) as count from waiting where workspace_id = $1
         ), last as (
           select finished_at - begun_at as took from requests
           where kind = 'write' and state = 'done' and begun_at is not null
           order by finished_at desc limit ${lastCourses}
         )
         select
           (select coalesce(sum(least(waiting.count, own.count)), 0)::int from waiting, own) as ahead,
           (select count(*)::int from leases
            where lane_kind = 'course' and owner is not null and expires_at > clock_timestamp()) as running,
           (select extract(epoch from percentile_cont(0.5) within group (order by took))::float8 * 1000 from last) as "eachMs"`,
        [workspaceId],
      );
      // The newest is among those that wait; what none is ahead of begins at once.
      const ahead = (found?.ahead ?? 0) - 1;
      if (found === undefined || ahead < 1 || found.running === 0) return 0;
      return (ahead / found.running) * (found.eachMs ?? usualCourse);
    },
  };
}
