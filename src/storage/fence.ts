/** Saves that only the holder of a lease may make. The lease's row is locked while they run, so no one takes it over in between. */
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Queryable } from "./database.ts";
import type { Lease } from "./store.ts";

/** For the `with` of a statement whose first five values are `leaseValues`: one row while the lease is held, else none. */
export const held = `held as (
  select 1 from leases
  where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and owner = $4 and fence = $5
  for share)`;

/**
 * For the `with` of a fenced statement that saves a step of request `$6`: a request that gets on is none that ends its process
 * each time, however often that is killed. It takes only so many steps, so it still has an end.
 */
export const progressed = `progressed as (
  update requests set attempts = 1 from held
  where workspace_id = $1 and lane_kind = $2 and lane_id = $3 and id = $6 and attempts > 1)`;

/** `$1` to `$5` of a fenced statement: workspace, lane's kind, lane's id, owner, fence. */
export function leaseValues({ lane, owner, fence }: Lease): [string, string, string, string, number] {
  return [lane.workspaceId, lane.kind, lane.id, owner, fence];
}

/** The error for a save that came too late. */
export function leaseLost({ lane, fence }: Lease): CoursewrightError {
  return new CoursewrightError("lease_lost", `lease ${fence} of ${lane.kind} ${lane.id} is held by another`);
}

/** @throws CoursewrightError `lease_lost` unless the lease is held; the row stays locked until the transaction ends */
export async function lockLease(transaction: Queryable, lease: Lease): Promise<void> {
  const rows = await transaction.query(
    z.object({ held: z.number() }),
    `with ${held} select 1 as held from held`,
    leaseValues(lease),
  );
  if (rows.length === 0) throw leaseLost(lease);
}

/**
 * Runs a change that reads `from held` and touches at least one row while the lease is held; its own values begin at `$6`.
 * @throws CoursewrightError `lease_lost`, or `internal` when the lease is held and there was nothing to change
 */
export async function saveFenced(
  queryable: Queryable,
  lease: Lease,
  statement: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const touched = await queryable.execute(`with ${held} ${statement}`, [...leaseValues(lease), ...values]);
  if (touched > 0) return;
  await lockLease(queryable, lease);
  throw new CoursewrightError("internal", `nothing to change in ${lease.lane.kind} ${lease.lane.id}`);
}
