/** Finds work across all workspaces: the only queries that do. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { laneKindSchema } from "./requests.ts";
import type { SystemRepository } from "./store.ts";

const laneRow = z.object({ workspaceId: z.string(), kind: laneKindSchema, id: z.string() });

/** Across all workspaces. */
export function createSystem({ database }: { database: Queryable }): SystemRepository {
  return {
    /** Lanes whose first request is due come first: the longest waiting of each workspace, then the second of each, and so on. */
    lanesToWake: (limit) =>
      database.query(
        laneRow,
        `with first as (
           select distinct on (workspace_id, lane_kind, lane_id) workspace_id, lane_kind, lane_id, ordinal, not_before
           from requests where state = 'pending'
           order by workspace_id, lane_kind, lane_id, ordinal
         ), work as (
           select workspace_id, lane_kind, lane_id, ordinal from first
           where not_before is null or not_before <= clock_timestamp()
           union all
           select workspace_id, 'course', id, null from courses course
           where exists (
             select from messages
             where messages.workspace_id = course.workspace_id and course_id = course.id
               and (wanted_hash is distinct from shown_hash or twins_due_at <= clock_timestamp()))
           and (refresh_not_before is null or refresh_not_before <= clock_timestamp())
           and not exists (
             select from first
             where first.workspace_id = course.workspace_id and lane_kind = 'course' and lane_id = course.id)
         )
         select workspace_id as "workspaceId", lane_kind as kind, lane_id as id from work
         where not exists (
           select from leases
           where leases.workspace_id = work.workspace_id and leases.lane_kind = work.lane_kind
             and leases.lane_id = work.lane_id and owner is not null and expires_at > clock_timestamp())
         order by row_number() over (partition by work.workspace_id order by ordinal nulls last), ordinal nulls last
         limit $1`,
        [limit],
      ),
    async endLeases() {
      await database.execute("update leases set owner = null where owner is not null");
    },
  };
}
