import { expect, test } from "vitest";
import { startBot, startSandbox } from "./bot.ts";

test("a command is answered in a thread that grows by edits", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  await using _bot = await startBot(sandbox, (app) => {
    app.command("/try", async ({ ack, command, client }) => {
      await ack({ text: "Starting…" });
      const root = await client.chat.postMessage({
        channel: command.channel_id,
        text: `<@${command.user_id}> asked: ${command.text}`,
      });
      const card = await client.chat.postMessage({
        channel: command.channel_id,
        thread_ts: root.ts ?? "",
        text: "one",
      });
      await client.chat.update({ channel: command.channel_id, ts: card.ts ?? "", text: "two" });
      await client.chat.update({ channel: command.channel_id, ts: card.ts ?? "", text: "three" });
    });
  });
  const answer = await driver.command({ user: "grace", channel: "learning", command: "/try", text: "ask @ada & me" });
  expect(answer.status).toBe(200);
  const card = await driver.waitFor(() => driver.botMessages().find(({ text }) => text === "three"));
  const ada = driver.user("ada").id;
  expect(driver.thread({ channel: "learning", ts: card.threadTs ?? "" }).map(({ text }) => text)).toEqual([
    `<@${driver.user("grace").id}> asked: ask <@${ada}|ada> &amp; me`,
    "three",
  ]);
  expect(driver.revisions(card).map(({ text }) => text)).toEqual(["one", "two", "three"]);
  expect(driver.ephemerals("grace").map(({ text }) => text)).toEqual(["Starting…"]);
  expect(driver.ephemerals("ada")).toEqual([]);
});

test("a mention in a channel arrives as two events about one message", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const seen: { type: string; ts: string; id: string }[] = [];
  await using _bot = await startBot(sandbox, (app) => {
    app.event(
      "app_mention",
      async ({ event, body }) => void seen.push({ type: event.type, ts: event.ts, id: body.event_id }),
    );
    app.event(
      "message",
      async ({ event, body }) => void seen.push({ type: event.type, ts: event.ts, id: body.event_id }),
    );
  });
  const posted = driver.post({ user: "grace", channel: "learning", text: "@Testbot make a course" });
  expect(posted.text).toBe(`<@${driver.workspace.bot.id}> make a course`);
  await driver.settled();
  expect(seen.map(({ type, ts }) => ({ type, ts })).sort((a, b) => a.type.localeCompare(b.type))).toEqual([
    { type: "app_mention", ts: posted.ts },
    { type: "message", ts: posted.ts },
  ]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(2);
});
