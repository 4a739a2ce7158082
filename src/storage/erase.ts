/** The end of what a workspace has here: stopping its work, forgetting what is old, deleting everything. In small steps: PGlite has one lane. */
import { z } from "zod";
import type { Database } from "./database.ts";

export type Erasure = { workspaceId: string; requestedBy: string; requestedAt: Date };
export type ErasureRepository = {
  /**
   * Ends all work of a workspace at once: pending requests are closed, courses that were being written are cancelled, cards are left
   * as they stand, and whoever works on something finds its lease gone. Resolves to how many requests were closed.
   */
  stopWork(workspaceId: string): Promise<number>;
  /** Writes down that every row of the workspace is to go. The first time counts. */
  request(workspaceId: string, requestedBy: string): Promise<void>;
  /** What was written down and is not finished, oldest first. */
  pending(): Promise<Erasure[]>;
  /** Deletes some rows. Resolves to whether there are more; false ends the erasure. */
  eraseSome(workspaceId: string): Promise<boolean>;
  /** Workspaces that keep courses for so many days and no longer. */
  retentions(): Promise<{ workspaceId: string; days: number }[]>;
  /** Forgets some courses, with all that was said about them, that nothing has happened to for so many days. Resolves to how many. */
  forgetSome(workspaceId: string, days: number): Promise<number>;
};

/** Each statement stays well below the 50 ms that others wait for it. */
const coursesAStep = 20;
const documentsAStep = 5;
const passagesAStep = 300;
const countsAStep = 2_000;

export function createErasures({ database }: { database: Database }): ErasureRepository {
  const ids = z.object({ id: z.string() });

  /** Deletes courses with their requests and leases, which belong to them by name alone. */
  async function deleteCourses(workspaceId: string, courseIds: readonly string[]): Promise<void> {
    await database.transaction(async (transaction) => {
      const ofLane = "where workspace_id = $1 and lane_kind = 'course' and lane_id = any($2)";
      await transaction.execute(`delete from requests ${ofLane}`, [workspaceId, courseIds]);
      await transaction.execute("delete from courses where workspace_id = $1 and id = any($2)", [
        workspaceId,
        courseIds,
      ]);
      await transaction.execute(`delete from leases ${ofLane}`, [workspaceId, courseIds]);
    });
  }

  /** Rows of passages and of their search. Resolves to whether some were deleted. */
  async function erasePassages(workspaceId: string): Promise<boolean> {
    const [set] = await database.query(
      z.object({ id: z.number() }),
      "select id from passage_sets where workspace_id = $1 order by id limit 1",
      [workspaceId],
    );
    if (set === undefined) return false;
    for (const table of ["passage_terms", "passages"]) {
      const deleted = await database.execute(
        `delete from ${table} where set_id = $1 and ordinal in (
           select ordinal from ${table} where set_id = $1 order by ordinal limit $2)`,
        [set.id, passagesAStep],
      );
      if (deleted > 0) return true;
    }
    return (await database.execute("delete from passage_sets where id = $1", [set.id])) > 0;
  }

  return {
    stopWork: (workspaceId) =>
      database.transaction(async (transaction) => {
        // The fence first: from here on no worker can save or answer anything.
        await transaction.execute("update leases set owner = null, fence = fence + 1 where workspace_id = $1", [
          workspaceId,
        ]);
        const closed = await transaction.execute(
          `update requests
           set state = 'done', outcome = '{"result": "uninstalled"}', finished_at = clock_timestamp()
           where workspace_id = $1 and state = 'pending'`,
          [workspaceId],
        );
        await transaction.execute(
          `update courses set state = 'cancelled', updated_at = clock_timestamp()
           where workspace_id = $1 and state in ('queued', 'writing')`,
          [workspaceId],
        );
        await transaction.execute(
          "update messages set wanted_hash = shown_hash where workspace_id = $1 and wanted_hash is distinct from shown_hash",
          [workspaceId],
        );
        return closed;
      }),

    async request(workspaceId, requestedBy) {
      await database.execute(
        "insert into erasures (workspace_id, requested_by) values ($1, $2) on conflict do nothing",
        [workspaceId, requestedBy],
      );
    },

    pending: () =>
      database.query(
        z.object({ workspaceId: z.string(), requestedBy: z.string(), requestedAt: z.date() }),
        `select workspace_id as "workspaceId", requested_by as "requestedBy", requested_at as "requestedAt"
         from erasures order by requested_at`,
      ),

    async eraseSome(workspaceId) {
      const courses = await database.query(ids, "select id from courses where workspace_id = $1 limit $2", [
        workspaceId,
        coursesAStep,
      ]);
      if (courses.length > 0) {
        await deleteCourses(
          workspaceId,
          courses.map(({ id }) => id),
        );
        return true;
      }
      const documents = await database.execute(
        "delete from documents where workspace_id = $1 and id in (select id from documents where workspace_id = $1 limit $2)",
        [workspaceId, documentsAStep],
      );
      if (documents > 0 || (await erasePassages(workspaceId))) return true;
      for (const table of ["lexeme_counts", "pending_counts"]) {
        const counts = await database.execute(
          `delete from ${table} where ctid = any(array(select ctid from ${table} where workspace_id = $1 limit $2))`,
          [workspaceId, countsAStep],
        );
        if (counts > 0) return true;
      }
      await database.transaction(async (transaction) => {
        // Requests of documents, leases, settings, Home's state, stashes and counts go with the workspace's own row.
        await transaction.execute("delete from workspaces where workspace_id = $1", [workspaceId]);
        await transaction.execute("delete from erasures where workspace_id = $1", [workspaceId]);
      });
      return false;
    },

    retentions: () =>
      database.query(
        z.object({ workspaceId: z.string(), days: z.number() }),
        `select workspace_id as "workspaceId", (settings ->> 'retentionDays')::int as days from workspaces
         where jsonb_typeof(settings -> 'retentionDays') = 'number' order by 1`,
      ),

    async forgetSome(workspaceId, days) {
      const old = await database.query(
        ids,
        `select id from courses course
         where workspace_id = $1 and updated_at < clock_timestamp() - $2::int * interval '1 day'
           and state not in ('queued', 'writing')
           and not exists (
             select from requests
             where requests.workspace_id = $1 and lane_kind = 'course' and lane_id = course.id
               and (requests.state = 'pending' or accepted_at >= clock_timestamp() - $2::int * interval '1 day'))
         order by updated_at limit $3`,
        [workspaceId, days, coursesAStep],
      );
      if (old.length > 0) {
        await deleteCourses(
          workspaceId,
          old.map(({ id }) => id),
        );
      }
      return old.length;
    },
  };
}
