/** The whole store on one database. */
import { type AskedRepository, createAsked } from "./asked.ts";
import { type CourseRemoval, createCourseRemoval } from "./course-removal.ts";
import { createCourses } from "./courses.ts";
import type { Database } from "./database.ts";
import { createDocuments } from "./documents.ts";
import type { DocumentRepository } from "./documents-port.ts";
import { createDraftParts, type DraftPartRepository } from "./draft-parts.ts";
import { createEmbeddingUsage, type EmbeddingUsageRepository } from "./embedding-usage.ts";
import { createErasures, type ErasureRepository } from "./erase.ts";
import { createExports, type ExportRepository } from "./exports.ts";
import { createFeedback, type FeedbackRepository } from "./feedback.ts";
import { createHomeViews, type HomeViewRepository } from "./home-views.ts";
import { createLeases } from "./leases.ts";
import { createMessages } from "./messages.ts";
import { createPassages, type PassageRepository } from "./passages.ts";
import { createRequests } from "./requests.ts";
import { createStashes, type StashRepository } from "./stashes.ts";
import type { Store } from "./store.ts";
import { createSystem } from "./system.ts";
import { createUsage, type UsageRepository } from "./usage.ts";
import { createWaitingTimes, type WaitingTimes } from "./waiting-time.ts";
import { createWork, type WorkRepository } from "./work.ts";
import { createWorkspaces } from "./workspaces.ts";

export type FullStore = Store & {
  documents: DocumentRepository;
  passages: PassageRepository;
  homes: HomeViewRepository;
  stashes: StashRepository;
  work: WorkRepository;
  exports: ExportRepository;
  feedback: FeedbackRepository;
  removal: CourseRemoval;
  erasures: ErasureRepository;
  asked: AskedRepository;
  draftParts: DraftPartRepository;
  usage: UsageRepository;
  embeddingUsage: EmbeddingUsageRepository;
  waitingTimes: WaitingTimes;
};

/** All repositories. The database is migrated; times are the database's own, so no clock is taken. */
export function createStore({ database }: { database: Database }): FullStore {
  return {
    courses: createCourses({ database }),
    requests: createRequests({ database }),
    leases: createLeases({ database }),
    messages: createMessages({ database }),
    workspaces: createWorkspaces({ database }),
    system: createSystem({ database }),
    documents: createDocuments({ database }),
    passages: createPassages({ database }),
    homes: createHomeViews({ database }),
    stashes: createStashes({ database }),
    work: createWork({ database }),
    exports: createExports({ database }),
    feedback: createFeedback({ database }),
    removal: createCourseRemoval({ database }),
    erasures: createErasures({ database }),
    asked: createAsked({ database }),
    draftParts: createDraftParts({ database }),
    usage: createUsage({ database }),
    embeddingUsage: createEmbeddingUsage({ database }),
    waitingTimes: createWaitingTimes({ database }),
  };
}
