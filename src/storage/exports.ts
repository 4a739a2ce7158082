/** Files that were handed out in a course's thread. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { saveFenced } from "./fence.ts";
import type { Lease } from "./store.ts";

/** `sharedAt` is null while it is not certain that the file stands in the thread. */
export type ExportRecord = { requestId: string; fileId: string; sharedAt: Date | null };
export type ExportRepository = {
  find(workspaceId: string, requestId: string): Promise<ExportRecord | null>;
  /** Written down before the upload is completed; a second file of the same request takes the first one's place. */
  begin(lease: Lease, file: { requestId: string; fileId: string }): Promise<void>;
  shared(lease: Lease, requestId: string): Promise<void>;
  list(workspaceId: string, courseId: string): Promise<ExportRecord[]>;
};

const columns = `request_id as "requestId", file_id as "fileId", shared_at as "sharedAt"`;
const exportRow: z.ZodType<ExportRecord> = z.object({
  requestId: z.string(),
  fileId: z.string(),
  sharedAt: z.date().nullable(),
});

/** The exports of all courses. */
export function createExports({ database }: { database: Queryable }): ExportRepository {
  return {
    async find(workspaceId, requestId) {
      const [row] = await database.query(
        exportRow,
        `select ${columns} from exports where workspace_id = $1 and request_id = $2`,
        [workspaceId, requestId],
      );
      return row ?? null;
    },

    begin: (lease, { requestId, fileId }) =>
      saveFenced(
        database,
        lease,
        `insert into exports (workspace_id, course_id, request_id, file_id)
         select $1, $3, $6, $7 from held where $2 = 'course'
         on conflict (workspace_id, request_id) do update
           set file_id = excluded.file_id, shared_at = null, begun_at = clock_timestamp()`,
        [requestId, fileId],
      ),

    shared: (lease, requestId) =>
      saveFenced(
        database,
        lease,
        `update exports set shared_at = coalesce(shared_at, clock_timestamp()) from held
         where workspace_id = $1 and $2 = 'course' and course_id = $3 and request_id = $6`,
        [requestId],
      ),

    list: (workspaceId, courseId) =>
      database.query(
        exportRow,
        `select ${columns} from exports where workspace_id = $1 and course_id = $2 order by begun_at, request_id`,
        [workspaceId, courseId],
      ),
  };
}
