/** Documents that are read again: because their bytes changed, or because reading them failed. */

import type { Database, Queryable } from "./database.ts";
import { documentColumns, documentRow } from "./document-rows.ts";
import type { DocumentRecord, DocumentRepository } from "./documents-port.ts";
import { lockLease } from "./fence.ts";
import { insertRequest } from "./requests.ts";
import { toJson } from "./values.ts";

/** The part of the document repository that changes what a document holds. */
export function createDocumentChanges({
  database,
}: {
  database: Database;
}): Pick<DocumentRepository, "claimContent" | "replace" | "reindex"> {
  return {
    claimContent: (lease, contentHash) =>
      database.transaction(async (transaction) => {
        const { workspaceId, id } = lease.lane;
        await lockLease(transaction, lease);
        // Two documents with the same bytes that are read at the same time must see each other.
        await transaction.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
          `${workspaceId} ${contentHash}`,
        ]);
        const [twin] = await transaction.query(
          documentRow,
          `select ${documentColumns} from documents
           where workspace_id = $1 and content_hash = $3 and id <> $2 and state <> 'failed'
             and not exists (select from documents where workspace_id = $1 and id = $2 and content_hash = $3)
           order by number limit 1`,
          [workspaceId, id, contentHash],
        );
        if (twin !== undefined) return twin;
        await transaction.execute("update documents set content_hash = $3 where workspace_id = $1 and id = $2", [
          workspaceId,
          id,
          contentHash,
        ]);
        return null;
      }),

    replace: (replacement, key) =>
      database.transaction(async (transaction) => {
        const { workspaceId, documentId, seenVersion, kind, bytes, source, authorId } = replacement;
        const accepted = await insertRequest(transaction, {
          workspaceId,
          key,
          lane: { workspaceId, kind: "document", id: documentId },
          kind: "ingest",
          payload: {},
          authorId,
        });
        const document = await lockDocument(transaction, workspaceId, documentId);
        if (!accepted.isNew) return document === null ? { kind: "gone" } : { kind: "accepted", document };
        if (document === null || document.version !== seenVersion) {
          await transaction.execute("delete from requests where workspace_id = $1 and id = $2", [
            workspaceId,
            accepted.requestId,
          ]);
          return document === null ? { kind: "gone" } : { kind: "changed", document };
        }
        await transaction.execute(
          "update document_sources set source = $3::jsonb where workspace_id = $1 and document_id = $2",
          [workspaceId, documentId, toJson(source)],
        );
        return {
          kind: "accepted",
          document: await queued(transaction, document, {
            version: document.version + 1,
            kind,
            bytes,
            contentHash: null,
          }),
        };
      }),

    reindex: ({ workspaceId, documentId, authorId, allowDuplicate }, key) =>
      database.transaction(async (transaction) => {
        const document = await lockDocument(transaction, workspaceId, documentId);
        if (document === null) return null;
        const accepted = await insertRequest(transaction, {
          workspaceId,
          key,
          lane: { workspaceId, kind: "document", id: documentId },
          kind: "ingest",
          payload: { allowDuplicate },
          authorId,
        });
        if (!accepted.isNew) return document;
        // What a page says today is another version: courses that cite the old one must not show the new one's words.
        const version = document.kind === "link" && document.passageCount > 0 ? document.version + 1 : document.version;
        return queued(transaction, document, { ...document, version });
      }),
  };
}

async function lockDocument(
  transaction: Queryable,
  workspaceId: string,
  documentId: string,
): Promise<DocumentRecord | null> {
  const [document] = await transaction.query(
    documentRow,
    `select ${documentColumns} from documents where workspace_id = $1 and id = $2 for update`,
    [workspaceId, documentId],
  );
  return document ?? null;
}

async function queued(
  transaction: Queryable,
  document: DocumentRecord,
  { version, kind, bytes, contentHash }: Pick<DocumentRecord, "version" | "kind" | "bytes" | "contentHash">,
): Promise<DocumentRecord> {
  const [changed] = await transaction.query(
    documentRow,
    `update documents
     set state = 'queued', failure = null, progress = null, version = $3, kind = $4, bytes = $5, content_hash = $6,
         updated_at = clock_timestamp()
     where workspace_id = $1 and id = $2 returning ${documentColumns}`,
    [document.workspaceId, document.id, version, kind, bytes, contentHash],
  );
  return changed ?? document;
}
