/** What finished calls of a first draft have written that is no whole section yet. */
import { z } from "zod";
import type { Database } from "./database.ts";
import { progressed, saveFenced } from "./fence.ts";
import type { Lease } from "./store.ts";
import { toJson } from "./values.ts";

export type DraftPartRepository = {
  /** Content by the part's name. */
  list(workspaceId: string, courseId: string): Promise<Map<string, unknown>>;
  /** @throws CoursewrightError `lease_lost` */
  save(lease: Lease, part: { requestId: string; part: string; content: unknown }): Promise<void>;
};

const partRow = z.object({ part: z.string(), content: z.unknown() });

export function createDraftParts({ database }: { database: Database }): DraftPartRepository {
  return {
    async list(workspaceId, courseId) {
      const rows = await database.query(
        partRow,
        "select part, content from draft_parts where workspace_id = $1 and course_id = $2",
        [workspaceId, courseId],
      );
      return new Map(rows.map(({ part, content }) => [part, content]));
    },
    save: (lease, { requestId, part, content }) =>
      saveFenced(
        database,
        lease,
        `, ${progressed}
         insert into draft_parts (workspace_id, course_id, part, request_id, content)
         select $1, $3, $7, $6, $8::jsonb from held where $2 = 'course'
         on conflict (workspace_id, course_id, part) do update
           set request_id = excluded.request_id, content = excluded.content, saved_at = clock_timestamp()`,
        [requestId, part, toJson(content)],
      ),
  };
}
