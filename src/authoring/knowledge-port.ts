/** What writing a course needs of the knowledge base. */
import type { DocumentRefusal } from "../course/view.ts";
import type { FoundPassage } from "../knowledge/found.ts";
import type { SearchRun } from "../knowledge/hybrid.ts";
import type { References } from "../knowledge/references.ts";

export type DocumentPolicyPort = {
  /** Null when documents may be used. @throws CoursewrightError `slack_unreachable` when it cannot be told now */
  refusal(asked: { workspaceId: string; userId: string; channelId: string }): Promise<DocumentRefusal | null>;
};

export type KnowledgePort = References & {
  /** Best first. `documentIds` null searches the whole workspace. */
  search(asked: {
    workspaceId: string;
    query: string;
    documentIds: readonly string[] | null;
    limit: number;
  }): Promise<{ passages: FoundPassage[]; nothingRelevant: boolean; searches?: readonly SearchRun[] }>;
};
