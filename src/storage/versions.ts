/** What courses say: the sections of the draft as they are finished, and the versions, which never change. */
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import { draftRow, draftSchema, versionColumns, versionRow } from "./course-rows.ts";
import type { Database, Queryable } from "./database.ts";
import { lockLease, progressed, saveFenced } from "./fence.ts";
import type { CourseRepository } from "./store.ts";
import { toJson } from "./values.ts";

type Versions = Pick<CourseRepository, "draft" | "saveSection" | "saveVersion" | "version" | "versions">;

/** The drafts and versions of all courses. */
export function createVersions({ database }: { database: Database }): Versions {
  return {
    async draft(workspaceId, courseId) {
      const rows = await database.query(
        draftRow,
        "select stage, section from draft_sections where workspace_id = $1 and course_id = $2",
        [workspaceId, courseId],
      );
      return draftSchema.parse(Object.fromEntries(rows.map(({ stage, section }) => [stage, section])));
    },

    saveSection: (lease, { requestId, stage, section, usage }) =>
      saveFenced(
        database,
        lease,
        `, titled as (
           update courses set title = coalesce($8::jsonb ->> 'title', title), updated_at = clock_timestamp()
           from held where workspace_id = $1 and id = $3 and $7 = 'overview'),
         ${progressed}
         insert into draft_sections (workspace_id, course_id, stage, request_id, section, usage)
         select $1, $3, $7, $6, $8::jsonb, $9::jsonb from held
         on conflict (workspace_id, course_id, stage) do update
           set request_id = excluded.request_id, section = excluded.section, usage = excluded.usage,
               saved_at = clock_timestamp()`,
        [requestId, stage, toJson(section), toJson(usage)],
      ),

    saveVersion: (lease, { base, course, cause, authorId, requestId }) =>
      database.transaction(async (transaction) => {
        await lockLease(transaction, lease);
        const { workspaceId, id } = lease.lane;
        const latest = await latestVersion(transaction, workspaceId, id);
        // Saved by the same request before its worker died: that is the version it asks for.
        if (latest?.number === base + 1 && latest.requestId === requestId) return latest.number;
        if ((latest?.number ?? 0) !== base) {
          throw new CoursewrightError("stale_version", `version ${base} of course ${id} is not the latest`);
        }
        const number = base + 1;
        await transaction.execute(
          `insert into versions (workspace_id, course_id, number, course, cause, author_id, request_id)
           values ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
          [workspaceId, id, number, toJson(course), cause, authorId, requestId],
        );
        await transaction.execute(
          `update courses set version = $3, title = $4, updated_at = clock_timestamp()
           where workspace_id = $1 and id = $2`,
          [workspaceId, id, number, course.overview.title],
        );
        return number;
      }),

    async version(workspaceId, courseId, number) {
      const [version] = await database.query(
        versionRow,
        `select ${versionColumns} from versions where workspace_id = $1 and course_id = $2 and number = $3`,
        [workspaceId, courseId, number],
      );
      return version ?? null;
    },

    versions: (workspaceId, courseId) =>
      database.query(
        versionRow,
        `select ${versionColumns} from versions where workspace_id = $1 and course_id = $2 order by number`,
        [workspaceId, courseId],
      ),
  };
}

async function latestVersion(transaction: Queryable, workspaceId: string, courseId: string) {
  const [latest] = await transaction.query(
    z.object({ number: z.number(), requestId: z.string() }),
    `select number, request_id as "requestId" from versions
     where workspace_id = $1 and course_id = $2 order by number desc limit 1`,
    [workspaceId, courseId],
  );
  return latest ?? null;
}
