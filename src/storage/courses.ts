/** Courses: what was asked for, how far it is, and where it is shown. Their content is in `versions.ts`. */
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import { courseColumns, courseRow, listedCourseRow } from "./course-rows.ts";
import type { Database } from "./database.ts";
import { saveFenced } from "./fence.ts";
import { newId } from "./ids.ts";
import { insertRequest } from "./requests.ts";
import type { CourseRepository, Lane } from "./store.ts";
import { toJson } from "./values.ts";
import { createVersions } from "./versions.ts";

/** The courses of all workspaces. */
export function createCourses({ database }: { database: Database }): CourseRepository {
  return {
    ...createVersions({ database }),

    /** @throws CoursewrightError `stale_version` when the thread has got a course in the meantime: look it up and ask that one */
    accept: (course, request) =>
      database.transaction(async (transaction) => {
        const { workspaceId } = course;
        const lane: Lane = { workspaceId, kind: "course", id: newId("course") };
        const accepted = await insertRequest(transaction, { ...request, workspaceId, lane });
        if (!accepted.isNew) return accepted;
        // No two at the same millisecond, since a list goes on from a time.
        const inserted = await transaction.execute(
          `insert into courses (workspace_id, id, channel_id, thread_ts, requester_id, brief, origin, writer, bot_language, created_at, updated_at)
           select $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, time, time
           from (select greatest(clock_timestamp()::timestamptz(3), max(created_at) + interval '1 millisecond') as time
                 from courses where workspace_id = $1) as newest
           on conflict (workspace_id, channel_id, thread_ts) where thread_ts is not null and state <> 'deleted' do nothing`,
          [
            workspaceId,
            lane.id,
            course.channelId,
            course.threadTs,
            course.requesterId,
            toJson(course.brief),
            toJson(course.origin),
            course.writer,
            course.botLanguage ?? null,
          ],
        );
        if (inserted === 0) throw new CoursewrightError("stale_version", "the thread has a course already");
        return accepted;
      }),

    async find(workspaceId, id) {
      const [course] = await database.query(
        courseRow,
        `select ${courseColumns} from courses where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      );
      return course ?? null;
    },

    async findByThread(workspaceId, channelId, threadTs) {
      const [course] = await database.query(
        courseRow,
        `select ${courseColumns} from courses
         where workspace_id = $1 and channel_id = $2 and thread_ts = $3 and state <> 'deleted'`,
        [workspaceId, channelId, threadTs],
      );
      return course ?? null;
    },

    list: (workspaceId, { requesterId, search, before, limit }) =>
      database.query(
        listedCourseRow,
        `select ${courseColumns}, title from courses
         where workspace_id = $1 and state <> 'deleted'
           and ($2::text is null or requester_id = $2)
           and ($3::text is null or position(lower($3) in lower(concat(title, ' ', brief ->> 'prompt'))) > 0)
           and ($4::timestamptz is null or created_at < $4)
         order by created_at desc limit $5`,
        [workspaceId, requesterId, search, before, limit],
      ),

    move: (workspaceId, courseId, channelId) =>
      database.transaction(async (transaction) => {
        const moved = await transaction.execute(
          `update courses set channel_id = $3, updated_at = clock_timestamp()
           where workspace_id = $1 and id = $2 and thread_ts is null and not exists (
             select from messages where workspace_id = $1 and course_id = $2 and ts is not null)`,
          [workspaceId, courseId, channelId],
        );
        // What was only intended was intended for the other channel.
        if (moved > 0) {
          await transaction.execute("delete from messages where workspace_id = $1 and course_id = $2", [
            workspaceId,
            courseId,
          ]);
        }
        return moved > 0;
      }),

    setThread: (lease, threadTs) =>
      saveFenced(
        database,
        lease,
        `update courses set thread_ts = $6, updated_at = clock_timestamp() from held ${ofLease}`,
        [threadTs],
      ),

    setState: (lease, state, failure) =>
      saveFenced(
        database,
        lease,
        `update courses
         set state = $6, failure = $7::jsonb, updated_at = clock_timestamp(),
             started_at = case when $6 = 'writing' then coalesce(started_at, clock_timestamp()) else started_at end
         from held ${ofLease}`,
        [state, failure === null ? null : toJson(failure)],
      ),

    async requestCancel(workspaceId, courseId) {
      await database.execute(
        `update courses set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
         where workspace_id = $1 and id = $2`,
        [workspaceId, courseId],
      );
    },

    clearCancel: (lease) =>
      saveFenced(database, lease, `update courses set cancel_requested_at = null from held ${ofLease}`),

    async cancelRequestedAmong(workspaceId, courseIds) {
      const rows = await database.query(
        z.object({ id: z.string() }),
        "select id from courses where workspace_id = $1 and id = any($2::text[]) and cancel_requested_at is not null",
        [workspaceId, courseIds],
      );
      return rows.map(({ id }) => id);
    },
  };
}

const ofLease = "where workspace_id = $1 and $2 = 'course' and id = $3";
