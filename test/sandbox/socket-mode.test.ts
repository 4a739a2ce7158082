import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { appToken, botToken, clientOf, refusal, silent, startSandbox } from "./bot.ts";

async function startSocketBot(sandbox: Sandbox, listen: (app: App) => void) {
  const receiver = new SocketModeReceiver({
    appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
  const app = new App({
    token: botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  await app.start();
  return { app, [Symbol.asyncDispose]: async () => void (await app.stop()) };
}

test("the real socket client connects, takes commands and events and answers", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const heard: string[] = [];
  await using _bot = await startSocketBot(sandbox, (app) => {
    app.command("/try", async ({ ack, command }) => void (await ack({ text: `You said ${command.text}` })));
    app.event("message", async ({ event }) => void heard.push("text" in event ? (event.text ?? "") : ""));
  });
  expect(sandbox.sockets.connections()).toBe(1);
  const answer = await driver.command({ user: "ada", channel: "general", command: "/try", text: "hello" });
  expect(answer.failure).toBeNull();
  expect(driver.ephemerals("ada").map(({ text }) => text)).toEqual(["You said hello"]);
  driver.post({ user: "ada", channel: "general", text: "over the wire" });
  await driver.settled();
  expect(heard).toEqual(["over the wire"]);
});

test("an event that was not acknowledged when the line broke goes to the next connection", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const envelopes: string[] = [];
  const { SocketModeClient } = await import("@slack/socket-mode");
  const listen = async (acknowledge: boolean) => {
    const client = new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      logger: silent,
      clientOptions: { slackApiUrl: sandbox.apiUrl },
    });
    client.on("message", async ({ ack, envelope_id }: { ack: () => Promise<void>; envelope_id: string }) => {
      envelopes.push(envelope_id);
      if (acknowledge) await ack();
      else sandbox.sockets.disconnect("hard");
    });
    await client.start();
    return client;
  };
  await listen(false);
  driver.post({ user: "ada", channel: "general", text: "do not lose me" });
  await driver.waitFor(() => sandbox.sockets.connections() === 0);
  const second = await listen(true);
  await driver.settled();
  await second.disconnect();
  expect(envelopes).toHaveLength(2);
  expect(envelopes[1]).toBe(envelopes[0]);
});

test("opening a connection wants the app's token", async () => {
  await using running = await startSandbox();
  const open = (token: string) => refusal(clientOf(running.sandbox, token).apps.connections.open());
  expect((await open(botToken))?.error).toBe("not_allowed_token_type");
  expect((await open("xapp-other"))?.error).toBe("invalid_auth");
  expect(await open(appToken)).toBeNull();
});
