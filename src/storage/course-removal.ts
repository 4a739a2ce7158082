/** The end of a course's messages: deleting the course, and opening it again in a thread of its own. */
import { z } from "zod";
import type { Database } from "./database.ts";
import { lockLease, saveFenced } from "./fence.ts";
import type { Lease } from "./store.ts";

export type CourseDeletion = { userId: string; at: Date };
export type CourseRemoval = {
  /** Marks the course as deleted. The first time counts. */
  remove(lease: Lease, userId: string): Promise<CourseDeletion>;
  /** Who deleted it, or null while it is not deleted. */
  deletion(workspaceId: string, courseId: string): Promise<CourseDeletion | null>;
  /** Forgets the thread and every message in it, so that the course is posted anew; nothing is taken from Slack. */
  leaveThread(lease: Lease): Promise<void>;
};

const deletionRow = z.object({ userId: z.string().nullable(), at: z.date().nullable() });

/** For all courses. */
export function createCourseRemoval({ database }: { database: Database }): CourseRemoval {
  async function deletion(workspaceId: string, courseId: string): Promise<CourseDeletion | null> {
    const [row] = await database.query(
      deletionRow,
      `select deleted_by as "userId", deleted_at as at from courses where workspace_id = $1 and id = $2`,
      [workspaceId, courseId],
    );
    return row === undefined || row.userId === null || row.at === null ? null : { userId: row.userId, at: row.at };
  }

  return {
    deletion,

    async remove(lease, userId) {
      await saveFenced(
        database,
        lease,
        `update courses
         set state = 'deleted', failure = null, updated_at = clock_timestamp(),
             deleted_by = coalesce(deleted_by, $6), deleted_at = coalesce(deleted_at, clock_timestamp())
         from held where workspace_id = $1 and $2 = 'course' and id = $3`,
        [userId],
      );
      return (await deletion(lease.lane.workspaceId, lease.lane.id)) ?? { userId, at: new Date(0) };
    },

    leaveThread: (lease) =>
      database.transaction(async (transaction) => {
        await lockLease(transaction, lease);
        const { workspaceId, id } = lease.lane;
        await transaction.execute("delete from messages where workspace_id = $1 and course_id = $2", [workspaceId, id]);
        await transaction.execute(
          "update courses set thread_ts = null, updated_at = clock_timestamp() where workspace_id = $1 and id = $2",
          [workspaceId, id],
        );
      }),
  };
}
