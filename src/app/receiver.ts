/** The web side: what Slack delivers, the install pages and the health checks. */
import { App } from "@slack/bolt";
import { createBackground } from "../slack/background.ts";
import { createHttpReceiver, createSocketReceiver } from "../slack/connection/receivers.ts";
import { createIntake } from "../slack/intake.ts";
import { createLimits } from "../slack/limits.ts";
import { createModalOpener } from "../slack/open-modal.ts";
import { registerListeners } from "../slack/register.ts";
import { createWaiting } from "../slack/waiting.ts";
import { healthRoutes } from "./health.ts";
import { installerOf, uninstalledListener } from "./installing.ts";
import type { Parts } from "./parts.ts";

/** Listens, over HTTP or over Socket Mode. @returns the port */
export async function startReceiver(parts: Parts, closing: AsyncDisposableStack): Promise<number> {
  const { config, log, store, queue, workspaces, home, permissions } = parts;
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
    waiting: createWaiting({ store, clock: Date.now, log }),
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
