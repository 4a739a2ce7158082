/** What the store offers for the knowledge base. Every method is scoped to a workspace. */
import type { Place } from "../course/schema.ts";
import type { ErrorCode } from "../errors.ts";
import type { Lease } from "./store.ts";

export const documentKinds = [
  "markdown",
  "text",
  "pdf",
  "docx",
  "pptx",
  "xlsx",
  "csv",
  "odt",
  "epub",
  "rtf",
  "html",
  "link",
  "message",
] as const;
export type DocumentKind = (typeof documentKinds)[number];
export const documentStates = ["queued", "indexing", "ready", "failed"] as const;
export type DocumentState = (typeof documentStates)[number];

export type DocumentRecord = {
  workspaceId: string;
  id: string;
  /** The @number: given once, never reused. */
  number: number;
  title: string;
  slug: string;
  kind: DocumentKind;
  state: DocumentState;
  failure: { code: ErrorCode; facts: Record<string, string | number> } | null;
  /** Grows when the content is replaced. */
  version: number;
  contentHash: string | null;
  bytes: number;
  pageCount: number | null;
  passageCount: number;
  /** Pages (or passages) done and in all, while it is indexed. */
  progress: { done: number; total: number } | null;
  addedBy: string;
  createdAt: Date;
  updatedAt: Date;
};

/** Where the content comes from: kept, so that a restart or a re-index can begin again. */
export type DocumentSource =
  | { kind: "text"; text: string }
  | { kind: "slack-file"; fileId: string }
  | { kind: "link"; url: string };

export type NewDocument = {
  workspaceId: string;
  title: string;
  kind: DocumentKind;
  bytes: number;
  contentHash: string | null;
  addedBy: string;
  source: DocumentSource;
};

export type PassageRecord = {
  /** Stable: made of document, version and ordinal. */
  id: string;
  documentId: string;
  ordinal: number;
  place: Place;
  text: string;
  /** Character offsets in the document's extracted text. */
  start: number;
  end: number;
};

export type DocumentRepository = {
  /** The document with the next number, and its "ingest" request under `key`, in one transaction. Known key: the first one's. */
  accept(document: NewDocument, key: string): Promise<{ isNew: boolean; document: DocumentRecord; requestId: string }>;
  find(workspaceId: string, id: string): Promise<DocumentRecord | null>;
  findByNumber(workspaceId: string, number: number): Promise<DocumentRecord | null>;
  /** Those that are not deleted, by number. `search` looks in titles, without regard to case. */
  list(workspaceId: string, filter: { search?: string; after?: number; limit: number }): Promise<DocumentRecord[]>;
  source(workspaceId: string, id: string): Promise<DocumentSource | null>;
  setState(
    lease: Lease,
    state: DocumentState,
    change: {
      failure?: DocumentRecord["failure"];
      progress?: DocumentRecord["progress"];
      pageCount?: number;
      passageCount?: number;
      kind?: DocumentKind;
    },
  ): Promise<void>;
  rename(workspaceId: string, id: string, title: string): Promise<DocumentRecord | null>;
  delete(workspaceId: string, id: string): Promise<void>;
};
