/** The composition root: the only place where parts are joined. What is opened here is closed in the reverse order. */
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { nanoid } from "nanoid";
import { countReviser } from "./authoring/counted-reviser.ts";
import { createModelReviser } from "./authoring/model-reviser.ts";
import { createModelWriter } from "./authoring/model-writer.ts";
import { createOfflineReviser } from "./authoring/offline-reviser.ts";
import { createOfflineWriter } from "./authoring/offline-writer.ts";
import { createRevising } from "./authoring/revise.ts";
import type { Reviser } from "./authoring/reviser.ts";
import { createCourseWriting } from "./authoring/write.ts";
import type { Writer } from "./authoring/writer.ts";
import type { Config } from "./config.ts";
import { createCourseRequests } from "./jobs/course-requests.ts";
import { createGiveUp, createRefresh } from "./jobs/mend-course.ts";
import { createQueue, type WakeQueue } from "./jobs/queue.ts";
import { createDeleteJob, createReopenJob } from "./jobs/remove-course.ts";
import { createReviseJob } from "./jobs/revise-course.ts";
import type { RunContext } from "./jobs/work-off.ts";
import { createWorker } from "./jobs/worker.ts";
import { createCourseJob } from "./jobs/write-course.ts";
import { createExtractor } from "./knowledge/extract/extractor.ts";
import { createKnowledge } from "./knowledge/knowledge.ts";
import type { Log } from "./log.ts";
import { createModelBudget, withBudget } from "./model/budget.ts";
import type { ModelClient } from "./model/model-client.ts";
import { createModelClient } from "./model/openai.ts";
import { keepBudget, keepReviserBudget, type ReadBudget } from "./operations/budgeted-writing.ts";
import { createHousekeeping, type Housekeeping } from "./operations/housekeeping.ts";
import { createMetrics, type Metrics } from "./operations/metrics.ts";
import { addBacklogGauges, createMetricsRoute } from "./operations/metrics-route.ts";
import { startTracing, type Tracing } from "./operations/tracing.ts";
import { createWatchedFetch } from "./operations/watched-fetch.ts";
import { watchRun, watchStore } from "./operations/watched-requests.ts";
import { watchReviser, watchWriter } from "./operations/watched-writing.ts";
import { createAnnouncer } from "./slack/announce.ts";
import { type Background, createBackground } from "./slack/background.ts";
import { createConversationParts } from "./slack/conversations.ts";
import { createDocumentPolicy, type DocumentPolicy } from "./slack/document-policy.ts";
import { createDocumentFetcher } from "./slack/files.ts";
import { createHomePublisher, type HomePublisher } from "./slack/home.ts";
import { createInstallationStore } from "./slack/install/installation-store.ts";
import { installerOptions } from "./slack/install/installer.ts";
import { type OpenWorkspaces, openWorkspaces } from "./slack/install/open-workspaces.ts";
import { uninstalled } from "./slack/install/uninstalled.ts";
import { createIntake } from "./slack/intake.ts";
import { createLimits } from "./slack/limits.ts";
import { createModalOpener } from "./slack/open-modal.ts";
import type { Pace } from "./slack/pace.ts";
import { createPermalinks, type Permalinks } from "./slack/permalinks.ts";
import { createPermissions, type Permissions } from "./slack/permissions.ts";
import { type Clock, createSystemClock } from "./slack/publish/clock.ts";
import { openPace } from "./slack/publish/open-pace.ts";
import { createPublisher } from "./slack/publisher.ts";
import { createHttpReceiver, createSocketReceiver, type HealthRoute } from "./slack/receivers.ts";
import { registerListeners } from "./slack/register.ts";
import { createSlackClient } from "./slack/slack-client.ts";
import { watchDocuments } from "./slack/watched-documents.ts";
import type { Workspaces } from "./slack/workspaces.ts";
import { readBacklog } from "./storage/backlog.ts";
import { createStore, type FullStore } from "./storage/create-store.ts";
import { lockDataDirectory } from "./storage/data-directory-lock.ts";
import type { Database } from "./storage/database.ts";
import { openDatabase } from "./storage/open-database.ts";

export type RunningApp = {
  /** Where Slack's requests and health checks are answered. */
  port: number;
  /** Ends intake, hands running work back, closes in order. */
  stop(): Promise<void>;
};

/** How long running work may take to reach a safe point when the process stops, in milliseconds. */
const handBackMs = 8_000;

type Parts = {
  config: Config;
  log: Log;
  database: Database;
  store: FullStore;
  queue: WakeQueue;
  workspaces: Workspaces;
  directory: OpenWorkspaces;
  createClient: (token: string) => WebClient;
  housekeeping: Housekeeping;
  metrics: Metrics;
  tracing: Tracing;
  home: HomePublisher;
  permalinks: Permalinks;
  permissions: Permissions;
  documentPolicy: DocumentPolicy;
  pace: Pace;
  clock: Clock;
  conversations: ReturnType<typeof createConversationParts>;
};

/**
 * Opens everything in order and starts the roles that the settings name.
 * @throws CoursewrightError when something cannot be opened; what was open by then is closed again
 */
export async function startApp({ config, log }: { config: Config; log: Log }): Promise<RunningApp> {
  const closing = new AsyncDisposableStack();
  try {
    const parts = await openParts({ config, log, closing });
    if (config.role !== "web") await startWorker(parts, closing);
    const port = await startReceiver(parts, closing);
    return { port, stop: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function openParts({
  config,
  log,
  closing,
}: {
  config: Config;
  log: Log;
  closing: AsyncDisposableStack;
}): Promise<Parts> {
  const { databaseUrl, dataDirectory, redisUrl } = config;
  if (databaseUrl === null) {
    const lock = await lockDataDirectory(dataDirectory);
    closing.defer(() => lock.release());
  }
  const database = await openDatabase({ databaseUrl, dataDirectory, log });
  closing.defer(() => database.close());
  const metrics = createMetrics();
  addBacklogGauges(metrics, () => readBacklog(database));
  const tracing = startTracing({ url: config.operations.tracesUrl });
  closing.defer(() => tracing.stop());
  const store = watchStore(createStore({ database }), metrics);
  const queue = await createQueue({
    backend: redisUrl === null ? { kind: "database", database } : { kind: "redis", url: redisUrl },
    telemetry: tracing.telemetry,
    log,
  });
  closing.defer(() => queue.close());
  const slackFetch = createWatchedFetch({ fetch, metrics, tracing, now: () => performance.now() });
  const createClient = (token: string) =>
    createSlackClient({ token, apiUrl: config.slack.apiUrl, fetch: slackFetch, log });
  const directory = openWorkspaces({
    botToken: config.slack.botToken,
    oauth: config.oauth,
    database,
    createClient,
    owner: `${hostname()}-${process.pid}-${nanoid(6)}`,
    clock: Date.now,
    log,
  });
  const { workspaces } = directory;
  const housekeeping = createHousekeeping({ erasures: store.erasures, log });
  const permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  const permalinks = createPermalinks({ workspaces, log });
  const home = createHomePublisher({ store, permissions, permalinks, workspaces, log });
  closing.defer(() => home.stop());
  const documentPolicy = createDocumentPolicy({ store, permissions, workspaces, clock: Date.now, log });
  const clock = createSystemClock();
  const { pace, close: closePace } = openPace({ redisUrl, database, clock, log });
  closing.defer(closePace);
  const conversations = createConversationParts({ store, workspaces, pace, clock, fetch, log });
  return {
    config,
    log,
    database,
    store,
    queue,
    workspaces,
    directory,
    createClient,
    housekeeping,
    metrics,
    tracing,
    home,
    permissions,
    permalinks,
    documentPolicy,
    pace,
    clock,
    conversations,
  };
}

async function startWorker(parts: Parts, closing: AsyncDisposableStack): Promise<void> {
  const { config, log, database, store, queue, workspaces, home, pace, clock } = parts;
  const { conversationFor, exporter } = parts.conversations;
  const publisher = createPublisher({
    slackFor: (workspaceId) => workspaces.client(workspaceId),
    messages: store.messages,
    courses: store.courses,
    pace,
    clock,
    log,
  });
  const { publisherFor: projectionFor } = publisher;
  const knowledge = createKnowledge({
    database,
    store: { documents: watchDocuments(store.documents, home) },
    extract: createExtractor({ log }),
    documentLimits: async (workspaceId) => {
      const { documentPages, documentPassages } = (await store.workspaces.settings(workspaceId)).limits;
      return { pages: documentPages, passages: documentPassages };
    },
    fetchFile: createDocumentFetcher({ workspaces, store, apiUrl: config.slack.apiUrl }),
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
  const worker = createWorker({
    store,
    queue,
    owner: `${hostname()}-${process.pid}-${nanoid(6)}`,
    concurrency: config.workerConcurrency,
    run: watched(parts, async (context: RunContext) => {
      if (context.request.kind === "ingest") return knowledge.ingest(context);
      const outcome = await courseRequests(context);
      home.refresh(context.request.workspaceId, context.request.authorId);
      return outcome;
    }),
    refresh: createRefresh({ store, projectionFor }),
    onPoison: (context, error) =>
      context.request.kind === "ingest" ? knowledge.giveUp(context, error) : giveUp(context, error),
    log,
  });
  closing.defer(parts.housekeeping.start());
  await worker.start();
  closing.defer(() => worker.stop(handBackMs));
}

/** Watched, and within the budget of whoever it writes for. */
function createWatchedWriter(parts: Parts, model: ModelClient | null): Writer {
  const { metrics, tracing } = parts;
  const now = () => performance.now();
  return watchWriter(keepBudget(createWriter(parts, model), budgetOf(parts)), { metrics, tracing, now });
}

function createWatchedReviser(parts: Parts, model: ModelClient | null): Reviser {
  const { metrics, tracing } = parts;
  const now = () => performance.now();
  const counted = countReviser(createReviser(model), parts.store.usage, (error) =>
    parts.log.warn({ error }, "what a reply cost could not be counted"),
  );
  return watchReviser(keepReviserBudget(counted, budgetOf(parts)), { metrics, tracing, now });
}

function budgetOf({ store }: Parts): ReadBudget {
  return async (workspaceId) => {
    const { limits } = await store.workspaces.settings(workspaceId);
    if (limits.tokensPerMonth === null) return null;
    const { inputTokens, outputTokens } = await store.usage.month(workspaceId, new Date());
    return { used: inputTokens + outputTokens, limit: limits.tokensPerMonth };
  };
}

/** A runner of requests whose figures and traces are kept. */
function watched({ metrics, tracing }: Parts, run: (context: RunContext) => Promise<unknown>) {
  return watchRun(run, { metrics, tracing, clock: Date.now, now: () => performance.now() });
}

/** The one client of this process, so that all of its calls share the model's limits; null without a model. */
function createModel({ config, log }: Parts): ModelClient | null {
  if (config.model === null) return null;
  return withBudget(createModelClient({ ...config.model, log }), createModelBudget(config.modelLimits));
}

function createWriter({ config }: Parts, model: ModelClient | null): Writer {
  if (model === null) {
    return createOfflineWriter({
      tokensPerSecond: config.offlineTokensPerSecond,
      now: () => performance.now(),
      sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
    });
  }
  return createModelWriter({ model });
}

function createReviser(model: ModelClient | null): Reviser {
  return model === null ? createOfflineReviser() : createModelReviser({ model });
}

/** A worker alone answers health checks only. */
async function startReceiver(parts: Parts, closing: AsyncDisposableStack): Promise<number> {
  const { config, log, store, queue, workspaces, home } = parts;
  const background = createBackground({ log });
  const { signingSecret, appToken, apiUrl } = config.slack;
  const address = { host: config.host, port: config.port };
  const health = healthRoutes(parts);
  const { receiver, listen } =
    appToken === null
      ? createHttpReceiver({ signingSecret, address, health, installer: installerOf(parts), log })
      : createSocketReceiver({ appToken, apiUrl, address, health, log });
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      if (isEnterpriseInstall && teamId !== undefined && enterpriseId !== undefined) {
        await parts.directory.noteEnterprise(teamId, enterpriseId);
      }
      const { botUserId, botId } = await workspaces.identity(teamId ?? "");
      return { botUserId, botId, botToken: await workspaces.token(teamId ?? "") };
    },
    convoStore: false,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.use(async ({ body, next }) => {
    await parts.tracing.span(`slack ${kindOf(body)}`, { "slack.kind": kindOf(body) }, async () => next());
  });
  const permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  const writer = config.model === null ? "offline" : "model";
  const limits = createLimits({ store, clock: Date.now });
  const intake = createIntake({ store, limits, queue, writer, log });
  const removed = uninstalledListener(parts, background);
  registerListeners(app, {
    store,
    queue,
    intake,
    limits,
    permissions,
    workspaces,
    home,
    openModal: createModalOpener({ workspaces, background, log }),
    permalinks: parts.permalinks,
    names: parts.conversations.names,
    marks: parts.conversations.marks,
    writer,
    fetch,
    background,
    uninstalled: removed,
    eraseRequested: parts.housekeeping.erase,
    log,
  });
  const port = await listen();
  closing.defer(async () => {
    await receiver.stop();
    await background.settled();
  });
  return port;
}

/** What Slack delivers: "event_callback", "block_actions", "view_submission" …, or the name of a command. */
function kindOf(body: object): string {
  if ("type" in body && typeof body.type === "string") return body.type;
  return "command" in body && typeof body.command === "string" ? body.command : "unknown";
}

/** The pages that install the bot in further workspaces, where the settings have what they need. */
function installerOf({ config, directory, log }: Parts): ReturnType<typeof installerOptions> {
  const { installations, forget } = directory;
  if (config.oauth === null || installations === null) return {};
  const installationStore = createInstallationStore({
    installations,
    installed: ({ teamId }) => {
      if (teamId !== null) forget(teamId);
    },
    log,
  });
  return installerOptions({ oauth: config.oauth, apiUrl: config.slack.apiUrl, installationStore, log });
}

/** Ends what belongs to a workspace that the bot was removed from. */
function uninstalledListener(
  { config, log, store, directory, createClient, housekeeping }: Parts,
  background: Background,
) {
  const { installations, forget } = directory;
  return uninstalled({
    installations,
    erasures: store.erasures,
    workspaces: store.workspaces,
    ownToken: config.slack.botToken,
    createClient,
    forget,
    erase: housekeeping.erase,
    background,
    log,
  });
}

function healthRoutes({ database, queue, config, metrics }: Parts): HealthRoute[] {
  const { role } = config;
  return [
    createMetricsRoute({ metrics, token: config.operations.metricsToken }),
    { path: "/healthz", answer: async () => ({ status: 200, body: { status: "ok", role } }) },
    {
      path: "/readyz",
      answer: async () => {
        await database.execute("select 1");
        await queue.ping();
        return { status: 200, body: { status: "ready", role } };
      },
    },
  ];
}
