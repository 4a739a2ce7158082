/** Which courses rest on a document, read from the latest version of each. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import type { CitingCourse, DocumentRepository } from "./documents-port.ts";
import { toJson } from "./values.ts";

const citingRow: z.ZodType<CitingCourse & { total: number }> = z.object({
  courseId: z.string(),
  title: z.string(),
  channelId: z.string(),
  threadTs: z.string().nullable(),
  requesterId: z.string(),
  version: z.number(),
  documentVersion: z.number(),
  total: z.number(),
});

/** The part of the document repository that looks at courses. */
export function createDocumentUse({ database }: { database: Queryable }): Pick<DocumentRepository, "citedBy"> {
  return {
    async citedBy(workspaceId, documentId, limit) {
      const rows = await database.query(
        citingRow,
        `select c.id as "courseId", v.course #>> '{overview,title}' as title, c.channel_id as "channelId",
           c.thread_ts as "threadTs", c.requester_id as "requesterId", c.version,
           (reference ->> 'document_version')::int as "documentVersion", (count(*) over ())::int as total
         from versions v join courses c on c.workspace_id = v.workspace_id and c.id = v.course_id and c.version = v.number
         cross join lateral (
           select each as reference from jsonb_array_elements(v.course -> 'references') as each
           where each ->> 'document_id' = $2 and jsonb_array_length(each -> 'passages') > 0 limit 1) as found
         where v.workspace_id = $1 and c.state <> 'deleted' and v.course -> 'references' @> $3::jsonb
         order by c.created_at desc limit $4`,
        [workspaceId, documentId, toJson([{ document_id: documentId }]), limit],
      );
      return { total: rows[0]?.total ?? 0, courses: rows.map(({ total: _, ...course }) => course) };
    },
  };
}
