/** What writing a course needs of the knowledge base. */
import type { ReferenceToken } from "../course/brief.ts";
import type { DocumentRefusal, UnknownReference } from "../course/view.ts";
import type { SearchRun } from "../knowledge/hybrid.ts";
import type { DocumentRecord, PassageRecord } from "../storage/documents-port.ts";

export type FoundPassage = PassageRecord & {
  documentNumber: number;
  documentTitle: string;
  documentVersion: number;
  /** Higher is nearer to the query; comparable within one search only. */
  score: number;
};

export type ResolvedReferences = {
  /** Without duplicates, whatever their state. */
  documents: DocumentRecord[];
  unknown: UnknownReference[];
  ambiguous: { token: ReferenceToken; candidates: DocumentRecord[] }[];
};

export type DocumentPolicyPort = {
  /** Null when documents may be used. @throws CoursewrightError `slack_unreachable` when it cannot be told now */
  refusal(asked: { workspaceId: string; userId: string; channelId: string }): Promise<DocumentRefusal | null>;
};

export type KnowledgePort = {
  resolveReferences(asked: {
    workspaceId: string;
    tokens: readonly ReferenceToken[];
    documentIds: readonly string[];
  }): Promise<ResolvedReferences>;
  /** Best first. `documentIds` null searches the whole workspace. */
  search(asked: {
    workspaceId: string;
    query: string;
    documentIds: readonly string[] | null;
    limit: number;
  }): Promise<{ passages: FoundPassage[]; nothingRelevant: boolean; searches?: readonly SearchRun[] }>;
};
