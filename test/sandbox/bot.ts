import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";

export const signingSecret = "shh-signing";
export const botToken = "xoxb-test-token";
export const appToken = "xapp-test-token";

const allScopes = [
  "app_mentions:read",
  "channels:history",
  "channels:join",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "reactions:read",
  "reactions:write",
  "team:read",
  "users:read",
];
const allEvents = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "file_shared",
  "member_joined_channel",
  "message.channels",
  "message.groups",
  "message.im",
  "reaction_added",
  "tokens_revoked",
];

/** A small app's manifest; lists can be shortened to see what is missed. */
export function manifest(
  options: { scopes?: string[]; events?: string[]; escape?: boolean; home?: boolean; rotation?: boolean } = {},
): string {
  return JSON.stringify({
    display_information: { name: "Testbot" },
    features: {
      app_home: { home_tab_enabled: options.home ?? true, messages_tab_enabled: true },
      bot_user: { display_name: "Testbot", always_online: true },
      shortcuts: [{ name: "Make it so", type: "message", callback_id: "make_it_so", description: "Makes it so" }],
      slash_commands: [
        { command: "/try", description: "Tries", usage_hint: "[something]", should_escape: options.escape ?? true },
      ],
    },
    oauth_config: { scopes: { bot: options.scopes ?? allScopes }, redirect_urls: ["http://127.0.0.1"] },
    settings: {
      event_subscriptions: { bot_events: options.events ?? allEvents },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
      token_rotation_enabled: options.rotation ?? false,
    },
  });
}

/** A sandbox that listens, and a client that talks to it as the bot does. It closes with the scope (`await using`). */
export async function startSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ manifest: manifest(), signingSecret, botToken, appToken, rates: "off", ...options });
  await sandbox.start();
  return {
    sandbox,
    driver: sandbox.driver,
    client: clientOf(sandbox),
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** Refusals are what most tests are about: nobody needs to read of them. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A client that reports everything at once instead of trying again. */
export function clientOf(sandbox: Sandbox, token: string | undefined = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** A Bolt app on a port of its own; the sandbox delivers to it from then on. */
export async function startBot(sandbox: Sandbox, listen: (app: App) => void, secret: string = signingSecret) {
  const receiver = new HTTPReceiver({ signingSecret: secret, logLevel: LogLevel.ERROR });
  const app = new App({
    token: botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  const server = await app.start(0);
  const address = "address" in server ? server.address() : null;
  if (address === null || typeof address === "string") throw new Error("the bot has no port");
  sandbox.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  return { app, [Symbol.asyncDispose]: async () => void (await app.stop()) };
}

/** The error code of a refused call, or null when it went through; with Slack's messages about arguments. */
export async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] } | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (typeof error !== "object" || error === null || !("data" in error)) throw error;
    const data = error.data;
    if (typeof data !== "object" || data === null || !("error" in data)) throw error;
    const details = "response_metadata" in data ? data.response_metadata : null;
    const listed = typeof details === "object" && details !== null && "messages" in details ? details.messages : [];
    return { error: String(data.error), messages: Array.isArray(listed) ? listed.map(String) : [] };
  }
}
