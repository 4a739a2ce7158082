/** Who works on a lane. Time is the database's, so that clocks of several machines need not agree. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { leaseLost, leaseValues } from "./fence.ts";
import type { LeaseRepository } from "./store.ts";

/** How long a lease is good for after it was acquired or renewed. */
export const leaseMilliseconds = 10_000;
const untilExpiry = `clock_timestamp() + interval '${leaseMilliseconds} milliseconds'`;

/** The leases of all lanes. A fence grows with each holder and never goes back, also after a release. */
export function createLeases({ database }: { database: Queryable }): LeaseRepository {
  return {
    async acquire(lane, owner) {
      const rows = await database.query(
        z.object({ fence: z.number() }),
        `insert into leases as lease (workspace_id, lane_kind, lane_id, owner, fence, expires_at)
         select workspace_id, $2, $3, $4, 1, ${untilExpiry} from workspaces where workspace_id = $1
         on conflict (workspace_id, lane_kind, lane_id) do update
           set owner = excluded.owner, fence = lease.fence + 1, expires_at = ${untilExpiry}
           where lease.owner is null or lease.expires_at <= clock_timestamp()
         returning fence`,
        [lane.workspaceId, lane.kind, lane.id, owner],
      );
      const fence = rows[0]?.fence;
      return fence === undefined ? null : { lane, owner, fence };
    },

    // An expired lease that nobody took over is as good as before: the fence has not moved.
    async renew(lease) {
      const touched = await database.execute(
        `update leases set expires_at = ${untilExpiry}
         where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and owner = $4 and fence = $5`,
        leaseValues(lease),
      );
      if (touched === 0) throw leaseLost(lease);
    },

    async release(lease) {
      await database.execute(
        `update leases set owner = null
         where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and owner = $4 and fence = $5`,
        leaseValues(lease),
      );
    },
  };
}
