/** How a document stands in the database, and how it is read from it. */
import { z } from "zod";
import { documentKinds } from "../course/document-kinds.ts";
import { documentRemarksSchema } from "../course/document-remarks.ts";
import { errorCodes } from "../errors.ts";
import { factsSchema } from "./course-rows.ts";
import { type DocumentRecord, type DocumentSource, documentStates } from "./documents-port.ts";

export const documentColumns = `workspace_id as "workspaceId", id, number, title, slug, kind, state, failure, version,
  content_hash as "contentHash", bytes, page_count as "pageCount", passage_count as "passageCount", remarks, progress,
  added_by as "addedBy", created_at as "createdAt", updated_at as "updatedAt"`;

export const documentRow: z.ZodType<DocumentRecord> = z.object({
  workspaceId: z.string(),
  id: z.string(),
  number: z.number(),
  title: z.string(),
  slug: z.string(),
  kind: z.enum(documentKinds),
  state: z.enum(documentStates),
  failure: z.object({ code: z.enum(errorCodes), facts: factsSchema }).nullable(),
  version: z.number(),
  contentHash: z.string().nullable(),
  bytes: z.number(),
  pageCount: z.number().nullable(),
  passageCount: z.number(),
  remarks: documentRemarksSchema,
  progress: z.object({ done: z.number(), total: z.number(), unit: z.enum(["page", "passage"]).optional() }).nullable(),
  addedBy: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
});

export const sourceSchema: z.ZodType<DocumentSource> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("slack-file"), fileId: z.string() }),
  z.object({ kind: z.literal("link"), url: z.string() }),
]);

/** What an "ingest" request keeps of its document: enough to answer for it when the key comes again after its deletion. */
export const ingestPayloadSchema = z.object({
  documentId: z.string(),
  number: z.number(),
  title: z.string(),
  kind: z.enum(documentKinds),
  bytes: z.number(),
  addedBy: z.string(),
});
