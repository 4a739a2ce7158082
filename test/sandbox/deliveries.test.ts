import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createManualClock } from "../../src/sandbox/clock.ts";
import { signatureHeaders } from "../../src/sandbox/signing.ts";
import { soon } from "../fixtures/soon.ts";
import { botToken, manifest, signingSecret, startBot, startSandbox } from "./bot.ts";

type Heard = { headers: { [name: string]: string | string[] | undefined }; body: string };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An endpoint that answers as told and remembers what it heard. */
async function endpoint(answer: (heard: Heard, count: number) => number | "silence") {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
    heard.push(one);
    const status = answer(one, heard.length);
    if (status !== "silence") response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { heard, url: `http://127.0.0.1:${address.port}/slack/events` };
}
const eventTypes = (heard: Heard[]) =>
  heard.map(({ body }) => {
    const { event } = JSON.parse(body);
    return event.subtype === undefined ? event.type : `${event.type}/${event.subtype}`;
  });

test("deliveries are signed", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url });
  running.driver.post({ user: "ada", channel: "general", text: "hi" });
  await running.driver.command({ user: "ada", channel: "general", command: "/try", text: "x" });
  await running.driver.settled();
  for (const { headers, body } of heard) {
    const at = Number(headers["x-slack-request-timestamp"]) * 1_000;
    expect(headers["x-slack-signature"]).toBe(signatureHeaders(signingSecret, body, at)["x-slack-signature"]);
  }
  const command = new URLSearchParams(heard.find(({ body }) => body.startsWith("token="))?.body);
  expect(Object.fromEntries(command)).toMatchObject({
    command: "/try",
    text: "x",
    user_name: "ada",
    channel_name: "general",
    trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
    response_url: expect.stringContaining("/commands/"),
  });
});

test("a bot with another secret refuses what the sandbox sends", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  await using _bot = await startBot(
    sandbox,
    (app) => void app.command("/try", async ({ ack }) => void (await ack())),
    "another",
  );
  const answer = await driver.command({ user: "ada", channel: "general", command: "/try" });
  expect(answer).toMatchObject({ status: 401, failure: "http_error" });
  expect(driver.notices("ada")).toEqual(['/try failed with the error "dispatch_failed"']);
});

test("an event that fails comes again at once, after a minute and after five more", async () => {
  const clock = createManualClock();
  const { heard, url } = await endpoint(() => 500);
  await using running = await startSandbox({ clock, deliverTo: url });
  const { driver } = running;
  driver.post({ user: "ada", channel: "general", text: "hi" });
  await driver.settled();
  expect(heard).toHaveLength(2);
  clock.advance(59_999);
  await driver.settled();
  expect(heard).toHaveLength(2);
  clock.advance(1);
  await driver.settled();
  expect(heard).toHaveLength(3);
  clock.advance(300_000);
  await driver.settled();
  clock.advance(3_600_000);
  await driver.settled();
  expect(heard.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([undefined, "1", "2", "3"]);
  expect(heard[1]?.headers["x-slack-retry-reason"]).toBe("http_error");
  expect(new Set(heard.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

test("silence for three seconds is a failure too, and a late answer to a command is told to the person", async () => {
  const clock = createManualClock();
  const { heard, url } = await endpoint((_one, count) => (count <= 2 ? "silence" : 200));
  await using running = await startSandbox({ clock, deliverTo: url });
  const { driver } = running;
  driver.post({ user: "ada", channel: "general", text: "hi" });
  const commanding = driver.command({ user: "grace", channel: "general", command: "/try" });
  await expect.poll(() => heard.length, soon).toBe(2);
  clock.advance(3_000);
  expect(await commanding).toMatchObject({ failure: "http_timeout" });
  await driver.settled();
  expect(heard[2]?.headers["x-slack-retry-reason"]).toBe("http_timeout");
  expect(driver.notices("grace")).toEqual(["/try failed because the app did not respond"]);
});

test("only what the manifest subscribes to arrives", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url, manifest: manifest({ events: ["message.im"] }) });
  const { driver } = running;
  driver.post({ user: "ada", channel: "general", text: "@Testbot hi" });
  driver.post({ user: "ada", channel: "dm", text: "hi" });
  driver.openHome("ada");
  await driver.settled();
  expect(heard.map(({ body }) => JSON.parse(body).event)).toMatchObject([
    { type: "message", channel_type: "im", text: "hi" },
  ]);
});

test("the app hears nothing from where it is not, and the person is told", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url });
  const { driver } = running;
  driver.addChannel({ name: "secret", private: true, members: ["ada"] });
  driver.post({ user: "ada", channel: "random", text: "@Testbot hi" });
  driver.post({ user: "ada", channel: "secret", text: "@Testbot hi" });
  await driver.settled();
  expect(heard).toEqual([]);
  expect(driver.notices("ada")[0]).toContain("it is not in #random");
  driver.join({ user: "ada", channel: "secret", invite: driver.workspace.bot.id });
  driver.post({ user: "ada", channel: "secret", text: "now?" });
  await driver.settled();
  expect(eventTypes(heard)).toEqual(["member_joined_channel", "message"]);
});

test("edits, deletions, reactions, files and Home are events, the bot's own messages too", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url });
  const { driver, client } = running;
  const message = driver.post({ user: "ada", channel: "general", text: "one" });
  await driver.settled();
  driver.edit({ user: "ada", message, text: "two" });
  await driver.settled();
  driver.react({ user: "ada", message, name: "eyes" });
  await driver.settled();
  driver.remove({ user: "ada", message });
  await driver.settled();
  driver.openHome("ada");
  await driver.settled();
  const own = await client.chat.postMessage({ channel: "#general", text: "mine" });
  await driver.settled();
  const last = JSON.parse(heard.at(-1)?.body ?? "{}").event;
  expect(last).toMatchObject({
    type: "message",
    bot_id: driver.workspace.botId,
    user: driver.workspace.bot.id,
    ts: own.ts,
  });
  expect(eventTypes(heard)).toEqual([
    "message",
    "message/message_changed",
    "reaction_added",
    "message/message_deleted",
    "app_home_opened",
    "message",
  ]);
  const file = driver.upload({ user: "ada", name: "a.txt", bytes: "a" });
  driver.post({ user: "ada", channel: "dm", text: "", files: [file.id] });
  await driver.settled();
  expect(eventTypes(heard.slice(6)).sort()).toEqual(["file_shared", "message/file_share"]);
});

test("deliveries can be repeated and overtaken, the same way for the same seed", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url });
  const { driver, sandbox } = running;
  const round = async () => {
    heard.length = 0;
    sandbox.faults.deliveries({ seed: 7, repeat: 0.5, hold: 0.5, longestHold: 20 });
    for (let i = 0; i < 20; i += 1) driver.post({ user: "ada", channel: "general", text: `${i}` });
    await driver.settled();
    return heard.map(({ body }) => JSON.parse(body).event.text);
  };
  const texts = await round();
  expect(texts.length).toBeGreaterThan(20);
  expect(new Set(texts).size).toBe(20);
  expect([...new Set(texts)]).not.toEqual([...new Set(texts)].sort((a, b) => Number(a) - Number(b)));
  expect((await round()).sort()).toEqual(texts.sort());
});

test("an uninstalled app is told, and then nothing more", async () => {
  const { heard, url } = await endpoint(() => 200);
  await using running = await startSandbox({ deliverTo: url });
  const { driver, sandbox } = running;
  driver.uninstall();
  driver.post({ user: "ada", channel: "general", text: "anybody?" });
  await driver.settled();
  expect(eventTypes(heard).sort()).toEqual(["app_uninstalled", "tokens_revoked"]);
  expect(sandbox.traffic().every(({ request }) => !JSON.stringify(request).includes(botToken))).toBe(true);
});
