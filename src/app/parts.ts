/** What both roles are made of. What is opened here is closed in the reverse order. */
import type { WebClient } from "@slack/web-api";
import type { Config } from "../config.ts";
import { createQueue, type WakeQueue } from "../jobs/queue.ts";
import type { Log } from "../log.ts";
import { createHousekeeping, type Housekeeping } from "../operations/housekeeping.ts";
import { createMetrics, type Metrics } from "../operations/metrics.ts";
import { addBacklogGauges } from "../operations/metrics-route.ts";
import { startTracing, type Tracing } from "../operations/tracing.ts";
import { createWatchedFetch } from "../operations/watched-fetch.ts";
import { watchStore } from "../operations/watched-requests.ts";
import { type Clock, createSystemClock } from "../slack/clock.ts";
import { createSlackClient } from "../slack/connection/slack-client.ts";
import { createConversationParts } from "../slack/conversations.ts";
import { createDocumentPolicy, type DocumentPolicy } from "../slack/documents/document-policy.ts";
import { createHomePublisher, type HomePublisher } from "../slack/home.ts";
import { type OpenWorkspaces, openWorkspaces } from "../slack/install/open-workspaces.ts";
import { openPace } from "../slack/pace/open-pace.ts";
import type { Pace } from "../slack/pace.ts";
import { createPermissions, type Permissions } from "../slack/people/permissions.ts";
import { createPermalinks, type Permalinks } from "../slack/permalinks.ts";
import type { Workspaces } from "../slack/workspaces.ts";
import { readBacklog } from "../storage/backlog.ts";
import { createStore, type FullStore } from "../storage/create-store.ts";
import { lockDataDirectory } from "../storage/data-directory-lock.ts";
import type { Database } from "../storage/database.ts";
import { openDatabase } from "../storage/open-database.ts";
import { createUpkeep } from "../storage/upkeep.ts";
import { newOwner } from "./process-name.ts";
import type { Wraps } from "./writing.ts";

export type Parts = Wraps & {
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

/** Opens the settings' database, queue and workspaces. @throws CoursewrightError when one of them cannot be opened */
export async function openParts({
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
  // The data folder's lock says that nobody else is at work, so what a killed process held need not run out first.
  if (databaseUrl === null) await store.system.endLeases();
  const queue = await createQueue({
    backend: redisUrl === null ? { kind: "database", database } : { kind: "redis", url: redisUrl },
    waiting: (workspaceId) => store.work.waiting(workspaceId),
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
    owner: newOwner(),
    clock: Date.now,
    log,
  });
  const { workspaces } = directory;
  const housekeeping = createHousekeeping({ erasures: store.erasures, upkeep: createUpkeep({ database }), log });
  const permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  const permalinks = createPermalinks({ workspaces, log });
  const home = createHomePublisher({ store, permissions, permalinks, workspaces, prices: config.prices, log });
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
