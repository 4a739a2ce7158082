/** What people think of the versions of courses. */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type VersionFeedback = { version: number; good: number; bad: number };
export type FeedbackRepository = {
  /** One word a person and version; the latest counts. */
  give(feedback: {
    workspaceId: string;
    courseId: string;
    version: number;
    userId: string;
    good: boolean;
  }): Promise<void>;
  /** How many people found each version good, or lacking. Versions that nobody judged are left out. */
  ofCourse(workspaceId: string, courseId: string): Promise<VersionFeedback[]>;
};

/** What people think of the versions of all courses. */
export function createFeedback({ database }: { database: Queryable }): FeedbackRepository {
  return {
    async give({ workspaceId, courseId, version, userId, good }) {
      await database.execute(
        `insert into feedback (workspace_id, course_id, version, user_id, good)
         values ($1, $2, $3, $4, $5)
         on conflict (workspace_id, course_id, version, user_id) do update
           set good = excluded.good, given_at = clock_timestamp()`,
        [workspaceId, courseId, version, userId, good],
      );
    },

    ofCourse: (workspaceId, courseId) =>
      database.query(
        z.object({ version: z.number(), good: z.number(), bad: z.number() }),
        `select version, count(*) filter (where good)::int as good, count(*) filter (where not good)::int as bad
         from feedback where workspace_id = $1 and course_id = $2 group by version order by version`,
        [workspaceId, courseId],
      ),
  };
}
