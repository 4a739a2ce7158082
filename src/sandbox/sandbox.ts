import type { AddressInfo } from "node:net";
import { type Clock, createSystemClock } from "./clock.ts";
import type { Context } from "./context.ts";
import { createDeliveries } from "./deliveries.ts";
import { createDriver, type Driver } from "./driver.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createIds, createSeededRandom, createSystemRandom } from "./ids.ts";
import { type App, parseManifest } from "./manifest.ts";
import { createOauth, type OauthClient } from "./oauth.ts";
import type { UiSwitches } from "./page-api.ts";
import { createRates, type RateSettings, type Rates } from "./rates.ts";
import { createResponseUrls } from "./response-urls.ts";
import { stableId, type WorkspaceSeed } from "./seeds.ts";
import { createSandboxServer } from "./server.ts";
import { createSocketMode, type SocketMode } from "./socket-mode.ts";
import { createStage } from "./stage.ts";
import { createFeed } from "./state.ts";
import { createTraffic, type TrafficEntry } from "./traffic.ts";
import { createHttpTransport, type Transport } from "./transport.ts";
import { createUiApi } from "./ui-api.ts";
import { createWebApi } from "./web-api.ts";
import { createWorkspace } from "./workspace.ts";

export type SandboxOptions = {
  /** The app's manifest, as YAML. */
  manifest: string;
  signingSecret: string;
  botToken: string;
  appToken?: string;
  /** Lets the app be installed through /oauth/v2/authorize. */
  oauth?: OauthClient;
  /** The bot's address for events, commands and interactions. Without it they go over Socket Mode. */
  deliverTo?: string;
  /** 0 lets the system choose. */
  port?: number;
  host?: "127.0.0.1" | "localhost";
  clock?: Clock;
  /** "on" is a bucket that refills; see RateSettings. */
  rates?: RateSettings;
  /** Makes ids repeatable. */
  seed?: number;
  /** One, Acme Learning, when left out. A workspace without a token of its own gets `botToken`, then numbered ones. */
  workspaces?: readonly WorkspaceSeed[];
};

export type Sandbox = {
  /** Listens. @throws when the port is taken */
  start(): Promise<void>;
  close(): Promise<void>;
  /** The page's address, known after `start`. */
  readonly url: string;
  /** What `slackApiUrl` has to be: ends with /api/. */
  readonly apiUrl: string;
  readonly app: App;
  readonly appId: string;
  /** The first workspace in the hands of a test. */
  readonly driver: Driver;
  /** One for each workspace, in the order given. */
  readonly drivers: readonly Driver[];
  readonly faults: Faults;
  readonly rates: Rates;
  /** The app's Socket Mode connections: how many there are, and a way to cut them. */
  readonly sockets: Pick<SocketMode, "connections" | "disconnect">;
  /** All calls and deliveries, of all workspaces. */
  traffic(): readonly TrafficEntry[];
  /** Sends deliveries somewhere else from now on: a bot that came back on another port. */
  deliverTo(url: string): void;
  readonly switches: UiSwitches;
  setSwitches(change: Partial<UiSwitches>): UiSwitches;
  /** Tells of each turn of a switch on the page. The answer unsubscribes. */
  onSwitches(listener: (switches: UiSwitches) => void): () => void;
  settled(): Promise<void>;
};

/**
 * A Slack workspace (or several) on this machine: Web API, deliveries, and a page to use it in a browser.
 * @throws Error when the manifest is not valid
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock = createSystemClock(), seed, port = 0, host = "127.0.0.1", rates: rateSettings = "on" } = options;
  const app = parseManifest(options.manifest);
  const appId = stableId("A", app.name);
  const ids = createIds({ random: seed === undefined ? createSystemRandom() : createSeededRandom(seed) });
  const seeds = options.workspaces ?? [{}];
  const workspaces = seeds.map((each, index) => {
    const botToken = each.botToken ?? (index === 0 ? options.botToken : `${options.botToken}-${index + 1}`);
    const named = { name: index === 0 ? "Acme Learning" : `Acme Learning ${index + 1}`, ...each };
    return createWorkspace({ seed: named, app, appId, clock, ids, botToken });
  });
  const byId = new Map(workspaces.map((workspace) => [workspace.id, workspace]));
  let target = options.deliverTo ?? "";
  const context: Context = {
    clock,
    ids,
    appId,
    appToken: options.appToken ?? null,
    workspaces: byId,
    rates: createRates({ clock, settings: rateSettings }),
    faults: createFaults(),
    traffic: createTraffic({ clock }),
    responseUrls: createResponseUrls({ clock, ids }),
    oauth: createOauth({ client: options.oauth ?? null, app, clock, ids, workspaces: byId }),
    uploads: new Map(),
    switches: {
      now: { throttled: false, down: false, modelSlow: false, modelFailing: false, workerKilled: false },
      feed: createFeed<UiSwitches>(),
    },
    connected: createFeed<number>(),
    baseUrl: `http://${host}:${port}`,
    openSocket: () => `${context.baseUrl.replace(/^http/, "ws")}${sockets.open()}`,
  };
  const sockets = createSocketMode({ clock, ids, appId, connected: context.connected });
  const http = createHttpTransport({ clock, signingSecret: options.signingSecret, target: () => target });
  const transport: Transport = {
    send: (delivery) => (target === "" ? sockets : http).send(delivery),
    whenBack: (run) => sockets.whenBack(run),
    close() {
      http.close();
      sockets.close();
    },
  };
  const deliveries = createDeliveries({ context, transport });
  const stages = workspaces.map((workspace) => createStage({ workspace, context, deliveries }));
  const drivers = stages.map((stage) => createDriver({ stage, context, deliveries }));
  const [driver] = drivers;
  if (driver === undefined) throw new Error("a sandbox needs a workspace");
  const uiApi = createUiApi({ context, stages });
  const server = createSandboxServer({ context, stages, webApi: createWebApi({ context }), uiApi });

  server.on("upgrade", (request, socket, head) => sockets.upgrade(request, socket, head));

  return {
    app,
    appId,
    sockets,
    driver,
    drivers,
    faults: context.faults,
    rates: context.rates,
    get url() {
      return `${context.baseUrl}/`;
    },
    get apiUrl() {
      return `${context.baseUrl}/api/`;
    },
    get switches() {
      return context.switches.now;
    },
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => resolve());
      });
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the sandbox has no port");
      context.baseUrl = baseUrl(host, address);
      for (const workspace of workspaces) workspace.baseUrl = context.baseUrl;
    },
    async close() {
      transport.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    traffic: () => context.traffic.list(),
    deliverTo(url) {
      target = url;
    },
    setSwitches: (change) => uiApi.setSwitches(change),
    onSwitches: (listener) => context.switches.feed.listen(listener),
    settled: () => deliveries.settled(),
  };
}

function baseUrl(host: string, { port }: AddressInfo): string {
  return `http://${host}:${port}`;
}
