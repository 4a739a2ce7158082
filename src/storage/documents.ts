/** The documents of the knowledge base, without their passages. */
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Database, Queryable } from "./database.ts";
import { createDocumentChanges } from "./document-changes.ts";
import { documentColumns, documentRow, ingestPayloadSchema, sourceSchema } from "./document-rows.ts";
import { createDocumentUse } from "./document-use.ts";
import type { DocumentRecord, DocumentRepository, NewDocument } from "./documents-port.ts";
import { held, leaseValues, lockLease } from "./fence.ts";
import { newId } from "./ids.ts";
import { insertRequest } from "./requests.ts";
import { slugOf } from "./slug.ts";
import type { Lane } from "./store.ts";
import { toJson } from "./values.ts";

/** The documents of all workspaces. */
export function createDocuments({ database }: { database: Database }): DocumentRepository {
  return {
    ...createDocumentUse({ database }),
    ...createDocumentChanges({ database }),

    accept: (document, key) =>
      database.transaction(async (transaction) => {
        const { workspaceId } = document;
        const lane: Lane = { workspaceId, kind: "document", id: newId("document") };
        const accepted = await insertRequest(transaction, {
          workspaceId,
          key,
          lane,
          kind: "ingest",
          payload: {},
          authorId: document.addedBy,
        });
        const { requestId } = accepted;
        if (!accepted.isNew) {
          return { isNew: false, requestId, document: await known(transaction, accepted.lane, requestId) };
        }
        return { isNew: true, requestId, document: await insertDocument(transaction, document, lane.id, requestId) };
      }),

    find: (workspaceId, id) => findDocument(database, workspaceId, id),

    async findByNumber(workspaceId, number) {
      const [document] = await database.query(
        documentRow,
        `select ${documentColumns} from documents where workspace_id = $1 and number = $2`,
        [workspaceId, number],
      );
      return document ?? null;
    },

    list: (workspaceId, { search, after, limit }) =>
      database.query(
        documentRow,
        `select ${documentColumns} from documents
         where workspace_id = $1 and number > $2 and ${matches("$3")} order by number limit $4`,
        [workspaceId, after ?? 0, search, limit],
      ),

    newest: (workspaceId, { search, before, limit }) =>
      database.query(
        documentRow,
        `select ${documentColumns} from documents
         where workspace_id = $1 and ($2::int is null or number < $2) and ${matches("$3")} order by number desc limit $4`,
        [workspaceId, before, search, limit],
      ),

    async count(workspaceId, { search }) {
      const [row] = await database.query(
        z.object({ count: z.number() }),
        `select count(*)::int as count from documents where workspace_id = $1 and ${matches("$2")}`,
        [workspaceId, search],
      );
      return row?.count ?? 0;
    },

    async source(workspaceId, id) {
      const [row] = await database.query(
        z.object({ source: sourceSchema }),
        "select source from document_sources where workspace_id = $1 and document_id = $2",
        [workspaceId, id],
      );
      return row?.source ?? null;
    },

    async begin(lease) {
      const [begun] = await database.query(
        z.looseObject({ source: sourceSchema.nullable() }),
        `with ${held}, begun as (
           update documents set state = 'indexing', failure = null, progress = null, updated_at = clock_timestamp()
           from held where workspace_id = $1 and $2 = 'document' and id = $3 returning documents.*)
         select ${documentColumns}, (select source from document_sources where workspace_id = $1 and document_id = $3)
         from begun`,
        leaseValues(lease),
      );
      if (begun !== undefined) return { document: documentRow.parse(begun), source: begun.source };
      await lockLease(database, lease);
      return null;
    },

    /** @throws CoursewrightError `lease_lost`, or `document_unavailable` when the document was deleted in the meantime */
    async setState(lease, state, { failure, progress, pageCount, passageCount, remarks, kind }) {
      const touched = await database.execute(
        `with ${held} update documents
         set state = $6, failure = $7::jsonb, progress = $8::jsonb, updated_at = clock_timestamp(),
             page_count = case when $13 then $9::int else page_count end,
             passage_count = coalesce($10::int, passage_count), kind = coalesce($11, kind),
             remarks = coalesce($12::jsonb, remarks)
         from held where workspace_id = $1 and $2 = 'document' and id = $3`,
        [
          ...leaseValues(lease),
          state,
          toJsonOrNull(failure),
          toJsonOrNull(progress),
          pageCount,
          passageCount,
          kind,
          toJsonOrNull(remarks),
          pageCount !== undefined,
        ],
      );
      if (touched > 0) return;
      await lockLease(database, lease);
      throw new CoursewrightError("document_unavailable", `document ${lease.lane.id} was deleted`);
    },

    async rename(workspaceId, id, title) {
      const [document] = await database.query(
        documentRow,
        `update documents set title = $3, slug = $4, updated_at = clock_timestamp()
         where workspace_id = $1 and id = $2 returning ${documentColumns}`,
        [workspaceId, id, title, slugOf(title)],
      );
      return document ?? null;
    },

    // The row goes, and with it the source and the passages; its number is counted elsewhere and stays used.
    delete: (workspaceId, id) =>
      database.transaction(async (transaction) => {
        await transaction.execute("delete from documents where workspace_id = $1 and id = $2", [workspaceId, id]);
        await transaction.execute(
          `update requests set state = 'done', finished_at = clock_timestamp(), outcome = '{"result":"deleted"}'
           where workspace_id = $1 and lane_kind = 'document' and lane_id = $2 and state = 'pending'`,
          [workspaceId, id],
        );
      }),
  };
}

/** Whether a document fits what was searched: words of its title, or its number as people write it. */
const matches = (search: string) =>
  `(${search}::text is null or position(lower(${search}) in lower(title)) > 0 or '@' || number = ${search})`;

async function findDocument(queryable: Queryable, workspaceId: string, id: string): Promise<DocumentRecord | null> {
  const [document] = await queryable.query(
    documentRow,
    `select ${documentColumns} from documents where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return document ?? null;
}

/** The document under the next number, its source, and what its request keeps of it. One statement: many come after each other. */
async function insertDocument(
  transaction: Queryable,
  { workspaceId, title, kind, bytes, contentHash, addedBy, source }: NewDocument,
  id: string,
  requestId: string,
): Promise<DocumentRecord> {
  const [document] = await transaction.query(
    documentRow,
    `with numbered as (
       update workspaces set next_document_number = next_document_number + 1
       where workspace_id = $1 returning next_document_number - 1 as number),
     made as (
       insert into documents (workspace_id, id, number, title, slug, kind, bytes, content_hash, added_by)
       select $1, $2, number, $3, $4, $5, $6::bigint, $7, $8 from numbered returning *),
     kept as (
       insert into document_sources (workspace_id, document_id, source) select $1, id, $9::jsonb from made),
     noted as (
       update requests set payload = jsonb_build_object('documentId', made.id, 'number', made.number,
         'title', made.title, 'kind', made.kind, 'bytes', made.bytes, 'addedBy', made.added_by)
       from made where requests.workspace_id = $1 and requests.id = $10)
     select ${documentColumns} from made`,
    [workspaceId, id, title, slugOf(title), kind, bytes, contentHash, addedBy, toJson(source), requestId],
  );
  if (document === undefined) throw new CoursewrightError("internal", "a request was stored without its workspace");
  return document;
}

/** The document of a key that came before; one that was deleted since is told from what its request kept. */
async function known(transaction: Queryable, lane: Lane, requestId: string): Promise<DocumentRecord> {
  const document = await findDocument(transaction, lane.workspaceId, lane.id);
  if (document !== null) return document;
  const [request] = await transaction.query(
    z.object({ payload: ingestPayloadSchema, acceptedAt: z.date() }),
    `select payload, accepted_at as "acceptedAt" from requests where workspace_id = $1 and id = $2`,
    [lane.workspaceId, requestId],
  );
  if (request === undefined) throw new CoursewrightError("internal", "a request was known and is not there");
  const { payload, acceptedAt } = request;
  return {
    workspaceId: lane.workspaceId,
    id: payload.documentId,
    number: payload.number,
    title: payload.title,
    slug: slugOf(payload.title),
    kind: payload.kind,
    state: "failed",
    failure: { code: "document_unavailable", facts: {} },
    version: 1,
    contentHash: null,
    bytes: payload.bytes,
    pageCount: null,
    passageCount: 0,
    remarks: [],
    progress: null,
    addedBy: payload.addedBy,
    createdAt: acceptedAt,
    updatedAt: acceptedAt,
  };
}

function toJsonOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : toJson(value);
}
