/** The worker: takes requests from the inbox and carries them out. */
import { createRevising } from "../authoring/revise.ts";
import { createCourseWriting } from "../authoring/write.ts";
import { createCourseRequests } from "../jobs/course-requests.ts";
import { createGiveUp, createRefresh } from "../jobs/mend-course.ts";
import { createDeleteJob, createReopenJob } from "../jobs/remove-course.ts";
import { createReviseJob } from "../jobs/revise-course.ts";
import type { RunContext } from "../jobs/work-off.ts";
import { createWorker } from "../jobs/worker.ts";
import { createCourseJob } from "../jobs/write-course.ts";
import { createExtractor } from "../knowledge/extract/extractor.ts";
import { createKnowledge } from "../knowledge/knowledge.ts";
import { watchRun } from "../operations/watched-requests.ts";
import { createAnnouncer } from "../slack/announce.ts";
import { createDocumentFetcher } from "../slack/documents/fetch-document.ts";
import { createIngestNotices } from "../slack/documents/ingest-notices.ts";
import { watchDocuments } from "../slack/documents/watched-documents.ts";
import { createLaneLanguage } from "../slack/people/locale.ts";
import { createPublisher } from "../slack/publisher.ts";
import { createSearchByMeaning } from "./meaning.ts";
import type { Parts } from "./parts.ts";
import { newOwner } from "./process-name.ts";
import { createModel, createWatchedReviser, createWatchedWriter } from "./writing.ts";

/** How long running work may take to reach a safe point when the process stops, in milliseconds. */
const handBackMs = 8_000;

/** Starts working off requests. Stopping hands running work back. */
export async function startWorker(parts: Parts, closing: AsyncDisposableStack): Promise<void> {
  const { config, log, database, store, queue, workspaces, home, pace, clock } = parts;
  const { conversationFor, exporter } = parts.conversations;
  const publisher = createPublisher({
    slackFor: (workspaceId) => workspaces.client(workspaceId),
    messages: store.messages,
    courses: store.courses,
    pace,
    clock,
    log,
    usage: store.usage,
  });
  const { publisherFor: projectionFor } = publisher;
  const meaning = createSearchByMeaning(parts);
  if (meaning !== null) closing.defer(meaning.start());
  const knowledge = createKnowledge({
    database,
    meaning,
    store: { documents: watchDocuments(store.documents, home) },
    extract: createExtractor({ log }),
    documentLimits: async (workspaceId) => {
      const { documentPages, documentPassages } = (await store.workspaces.settings(workspaceId)).limits;
      return { pages: documentPages, passages: documentPassages };
    },
    fetchFile: createDocumentFetcher({
      workspaces,
      store,
      apiUrl: config.slack.apiUrl,
      ...(parts.fetchPage && { fetchPage: parts.fetchPage }),
    }),
  });
  const { documentPolicy } = parts;
  const model = createModel(parts);
  const { writeCourse } = createCourseWriting({
    store,
    knowledge,
    documentPolicy,
    writer: createWatchedWriter(parts, model),
    generation: config.generation,
    log,
  });
  const courseJob = createCourseJob({
    store,
    writeCourse,
    projectionFor,
    conversationFor,
    announcer: createAnnouncer({ workspaces, fetch, log }),
    clock: clock.now,
    log,
  });
  const revising = createRevising({
    store,
    knowledge,
    documentPolicy,
    reviser: createWatchedReviser(parts, model),
    log,
  });
  const courseRequests = createCourseRequests({
    write: courseJob,
    revise: createReviseJob({
      store,
      revising,
      projectionFor,
      conversationFor,
      mayReadDocuments: parts.permissions.mayReadDocuments,
    }),
    export: exporter.run,
    reopen: createReopenJob({ store, projectionFor, conversationFor }),
    delete: createDeleteJob({ store, conversationFor }),
  });
  const giveUp = createGiveUp({ store, projectionFor, conversationFor });
  const refresh = createRefresh({ store, projectionFor });
  const notices = createIngestNotices({ store, workspaces, languageOf: parts.permissions.languageOf, log });
  const inItsLanguage = createLaneLanguage(store.courses);
  const worker = createWorker({
    store,
    queue,
    owner: newOwner(),
    concurrency: config.workerConcurrency,
    run: watched(parts, async (context: RunContext) => {
      if (context.request.kind === "ingest") return notices.telling(context, () => knowledge.ingest(context));
      const outcome = await inItsLanguage(context.lease.lane, () => courseRequests(context));
      home.refresh(context.request.workspaceId, context.request.authorId);
      return outcome;
    }),
    refresh: (lease) => inItsLanguage(lease.lane, () => refresh(lease)),
    onPoison: (context, error) =>
      context.request.kind === "ingest"
        ? knowledge.giveUp(context, error).then(() => notices.tell(context.request))
        : inItsLanguage(context.lease.lane, () => giveUp(context, error)),
    log,
  });
  closing.defer(parts.housekeeping.start());
  await worker.start();
  closing.defer(() => worker.stop(handBackMs));
}

/** A runner of requests whose figures and traces are kept. */
function watched({ metrics, tracing }: Parts, run: (context: RunContext) => Promise<unknown>) {
  return watchRun(run, { metrics, tracing, clock: Date.now, now: () => performance.now() });
}
