/**
 * How Slack reaches the bot: signed HTTP requests, or a socket. Both acknowledge only after the listener has stored what
 * was asked, so that a process that dies in between leaves Slack to deliver again.
 */
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type App, HTTPReceiver, type HTTPReceiverOptions, type Receiver } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { boltLogger } from "./bolt-logger.ts";
import { prepareEnd } from "./end-intake.ts";

/** `body` is sent as JSON, unless it is text, with its own type. */
export type HealthRoute = {
  path: string;
  answer: (headers: IncomingHttpHeaders) => Promise<{ status: number; body: object | string; contentType?: string }>;
};

/** What Bolt takes, and a start of our own, since the address is known only then. */
export type StartedReceiver = {
  receiver: Receiver;
  /** Starts listening. @returns the port */
  listen(): Promise<number>;
};

type Address = { host: string; port: number };

/** Slack's requests over HTTP at `/slack/events`; wrong or stale signatures get 401. */
export function createHttpReceiver(options: {
  signingSecret: string;
  address: Address;
  health: readonly HealthRoute[];
  /** Adds the pages that install the bot; none serve one workspace. */
  installer?: Partial<HTTPReceiverOptions>;
  log: Log;
}): StartedReceiver {
  const receiver = new HTTPReceiver({
    ...options.installer,
    signingSecret: options.signingSecret,
    endpoints: ["/slack/events"],
    processBeforeResponse: true,
    logger: boltLogger(options.log),
    customRoutes: options.health.map(({ path, answer }) => ({
      path,
      method: ["GET", "HEAD"],
      handler: (request, response) => sendHealth(answer, request, response),
    })),
  });
  let end = (close: () => Promise<void>) => close();
  return {
    // Not the receiver itself: Bolt would ask its installer who may come in, which knows neither the token in the environment nor
    // the workspaces of an organisation.
    receiver: {
      init: (app) => receiver.init(app),
      start: () => receiver.start(options.address),
      stop: () => end(() => receiver.stop()),
    },
    async listen() {
      const server = await receiver.start(options.address);
      end = prepareEnd(server);
      return portOf(server);
    },
  };
}

const envelopeSchema = z.object({
  body: z.record(z.string(), z.unknown()),
  ack: z.function({ input: [z.unknown().optional()], output: z.promise(z.void()) }),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

/**
 * Slack's envelopes over a socket. Bolt's own receiver acknowledges events before their listeners run; this one keeps the
 * acknowledgement back until they have returned, and leaves it out when they threw.
 */
export function createSocketReceiver(options: {
  appToken: string;
  apiUrl: string;
  address: Address;
  health: readonly HealthRoute[];
  log: Log;
}): StartedReceiver {
  const client = new SocketModeClient({
    appToken: options.appToken,
    logger: boltLogger(options.log),
    clientOptions: { slackApiUrl: options.apiUrl },
  });
  const server = createServer(healthListener(options.health));
  const end = prepareEnd(server);
  const underway = new Set<Promise<void>>();
  const receiver: Receiver = {
    init(app: App) {
      client.on("slack_event", (args: unknown) => {
        const work = deliver(app, args).catch((error: unknown) =>
          options.log.error({ error }, "an envelope was not taken in; Slack delivers it again"),
        );
        underway.add(work);
        void work.finally(() => underway.delete(work));
      });
    },
    start: () => client.start(),
    async stop() {
      await client.disconnect();
      await Promise.all(underway);
      await end(() => new Promise<void>((resolve) => server.close(() => resolve())));
    },
  };
  return {
    receiver,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(options.address.port, options.address.host, resolve);
      });
      await client.start();
      return portOf(server);
    },
  };
}

async function deliver(app: App, args: unknown): Promise<void> {
  const envelope = envelopeSchema.parse(args);
  let answer: unknown;
  await app.processEvent({
    body: envelope.body,
    // Only remembered here; sent below, once the listeners have stored what was asked.
    ack: async (response) => {
      answer = response;
    },
    ...(envelope.retry_num !== undefined && { retryNum: envelope.retry_num }),
    ...(envelope.retry_reason !== undefined && { retryReason: envelope.retry_reason }),
  });
  await envelope.ack(answer);
}

function healthListener(routes: readonly HealthRoute[]): RequestListener {
  return (request, response) => {
    const route = routes.find(({ path }) => request.url?.split("?")[0] === path);
    if (route !== undefined) return sendHealth(route.answer, request, response);
    response.writeHead(404).end();
  };
}

function sendHealth(
  answer: HealthRoute["answer"],
  { headers }: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
): void {
  answer(headers)
    .catch((): Awaited<ReturnType<HealthRoute["answer"]>> => ({ status: 503, body: { status: "failing" } }))
    .then(({ status, body, contentType = "application/json" }) => {
      const text = typeof body === "string" ? body : `${JSON.stringify(body)}\n`;
      response.writeHead(status, { "content-type": contentType }).end(text);
    })
    .catch(() => response.destroy());
}

function portOf(server: Pick<Server, "address">): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new CoursewrightError("internal", "no port to listen on");
  return address.port;
}
