/** What the store offers for the knowledge base. Every method is scoped to a workspace. */
import type { DocumentKind } from "../course/document-kinds.ts";
import type { DocumentRemark } from "../course/document-remarks.ts";
import type { Place } from "../course/schema.ts";
import type { ErrorCode } from "../errors.ts";
import type { Lease } from "./store.ts";

export const documentStates = ["queued", "indexing", "ready", "failed"] as const;
export type DocumentState = (typeof documentStates)[number];

/** `unit` says what is counted: pages (slides, sheets) where the document has some, passages where it has none. */
export type IndexingProgress = { done: number; total: number; unit?: "page" | "passage" | undefined };

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
  /** What was left out when the passages that are shown now were read. */
  remarks: DocumentRemark[];
  /** How far it is while it is indexed. */
  progress: IndexingProgress | null;
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

/** A course whose latest version cites a document. */
export type CitingCourse = {
  courseId: string;
  title: string;
  channelId: string;
  threadTs: string | null;
  requesterId: string;
  version: number;
  /** Which version of the document it rests on. */
  documentVersion: number;
};

/** New content for a document. `seenVersion` is the version that the person had before them. */
export type Replacement = Pick<NewDocument, "workspaceId" | "kind" | "bytes" | "source"> & {
  documentId: string;
  seenVersion: number;
  authorId: string;
};
export type Replaced =
  | { kind: "accepted"; document: DocumentRecord }
  /** Somebody else has replaced it meanwhile. */
  | { kind: "changed"; document: DocumentRecord }
  | { kind: "gone" };

export type DocumentRepository = {
  /** The document with the next number, and its "ingest" request under `key`, in one transaction. Known key: the first one's. */
  accept(document: NewDocument, key: string): Promise<{ isNew: boolean; document: DocumentRecord; requestId: string }>;
  find(workspaceId: string, id: string): Promise<DocumentRecord | null>;
  findByNumber(workspaceId: string, number: number): Promise<DocumentRecord | null>;
  /** Those that are not deleted, by number. `search` looks in titles, without regard to case, and takes "@3" for a number. */
  list(workspaceId: string, filter: { search?: string; after?: number; limit: number }): Promise<DocumentRecord[]>;
  /** The same, newest first; `before` is a number to go on from. */
  newest(workspaceId: string, filter: { search?: string; before?: number; limit: number }): Promise<DocumentRecord[]>;
  count(workspaceId: string, filter: { search?: string }): Promise<number>;
  source(workspaceId: string, id: string): Promise<DocumentSource | null>;
  /**
   * Says that the leased document is being read, and answers it with where it comes from; null when it was deleted.
   * @throws CoursewrightError `lease_lost`
   */
  begin(lease: Lease): Promise<{ document: DocumentRecord; source: DocumentSource | null } | null>;
  /** What is not mentioned stays, but for `failure` and `progress`, which end. */
  setState(
    lease: Lease,
    state: DocumentState,
    change: {
      failure?: DocumentRecord["failure"];
      progress?: DocumentRecord["progress"];
      pageCount?: number | null;
      passageCount?: number;
      remarks?: DocumentRecord["remarks"];
      kind?: DocumentKind;
    },
  ): Promise<void>;
  /**
   * Notes the SHA-256 of what was fetched for the document, and answers the other one that has the same bytes, if any.
   * @throws CoursewrightError `lease_lost`
   */
  claimContent(lease: Lease, contentHash: string): Promise<DocumentRecord | null>;
  /** The next version under the same number, with its "ingest" request under `key`. The old one stays until the new one is read. */
  replace(replacement: Replacement, key: string): Promise<Replaced>;
  /** Reads the same source again; `allowDuplicate` also when its bytes are those of another document. Null when it is gone. */
  reindex(
    asked: { workspaceId: string; documentId: string; authorId: string; allowDuplicate: boolean },
    key: string,
  ): Promise<DocumentRecord | null>;
  /** Courses whose latest version cites the document, newest first. */
  citedBy(workspaceId: string, id: string, limit: number): Promise<{ total: number; courses: CitingCourse[] }>;
  rename(workspaceId: string, id: string, title: string): Promise<DocumentRecord | null>;
  delete(workspaceId: string, id: string): Promise<void>;
};
