/** Keeps a lease while work goes on, and stops the work when it cannot be kept. */
import { CoursewrightError, codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { leaseMilliseconds } from "../storage/leases.ts";
import type { Lease, LeaseRepository } from "../storage/store.ts";
import type { Every } from "./timers.ts";

/** Three renewals may fail before the lease runs out. */
const renewEvery = 3_000;

/**
 * Renews the lease until `stop`.
 * @returns a signal that aborts with code `lease_lost` when another worker has taken over, or when the lease could not
 *   be renewed for as long as it is good for: then another may take over at any moment
 */
export function keepLease({
  leases,
  lease,
  acquiredAt,
  clock,
  every,
  log,
}: {
  leases: LeaseRepository;
  lease: Lease;
  /** When it was asked for, by `clock`. */
  acquiredAt: number;
  clock: () => number;
  every: Every;
  log: Log;
}): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let renewedAt = acquiredAt;
  let renewing = false;

  async function renew(): Promise<void> {
    const begun = clock();
    if (begun - renewedAt >= leaseMilliseconds) lose("it could not be renewed in time");
    if (renewing || controller.signal.aborted) return;
    renewing = true;
    try {
      await leases.renew(lease);
      renewedAt = begun;
    } catch (error) {
      if (codeOf(error) === "lease_lost") lose("another worker has it");
      else log.warn({ error, lane: lease.lane }, "could not renew a lease; trying again");
    } finally {
      renewing = false;
    }
  }

  function lose(reason: string): void {
    controller.abort(new CoursewrightError("lease_lost", `lost the lease of ${lease.lane.id}: ${reason}`));
  }

  const stop = every(renewEvery, () => void renew());
  return { signal: controller.signal, stop };
}
