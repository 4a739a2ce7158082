import { expect, test } from "vitest";
import { createManualClock } from "../../src/sandbox/clock.ts";
import { manifest, startBot, startSandbox } from "./bot.ts";

/** A bot that keeps the last command's response URL and answers nothing. */
async function withResponseUrl(options: Parameters<typeof startSandbox>[0] = {}) {
  const running = await startSandbox(options);
  let address = "";
  let text = "";
  const bot = await startBot(running.sandbox, (app) => {
    app.command("/try", async ({ ack, command }) => {
      address = command.response_url;
      text = command.text;
      await ack();
    });
  });
  const respond = async (body: object) =>
    (
      await fetch(address, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      })
    ).status;
  return {
    ...running,
    respond,
    heard: () => text,
    async [Symbol.asyncDispose]() {
      await bot[Symbol.asyncDispose]();
      await running.sandbox.close();
    },
  };
}

test("should_escape decides how the text comes", async () => {
  for (const escaped of [true, false]) {
    await using slack = await withResponseUrl({ manifest: manifest({ escape: escaped }) });
    await slack.driver.command({ user: "grace", channel: "general", command: "/try", text: "  ask @ada & <all> " });
    const ada = slack.driver.user("ada").id;
    expect(slack.heard()).toBe(escaped ? `ask <@${ada}|ada> &amp; &lt;all&gt;` : "ask @ada & <all>");
  }
});

test("a response URL works five times, for the person or the channel", async () => {
  await using slack = await withResponseUrl();
  const { driver } = slack;
  await driver.command({ user: "grace", channel: "random", command: "/try" });
  expect(await slack.respond({ text: "only you" })).toBe(200);
  expect(await slack.respond({ text: "everybody", response_type: "in_channel" })).toBe(200);
  expect(await slack.respond({ text: "" })).toBe(400);
  expect(await slack.respond({ text: "bad", blocks: [{ type: "carousel" }] })).toBe(400);
  for (let i = 0; i < 3; i += 1) expect(await slack.respond({ text: `${i}` })).toBe(200);
  expect(await slack.respond({ text: "once too often" })).toBe(404);
  expect(driver.messages("random").map(({ text }) => text)).toEqual(["everybody"]);
  expect(driver.ephemerals("grace").map(({ text }) => text)).toEqual(["only you", "0", "1", "2"]);
});

test("a response URL lives for half an hour", async () => {
  const clock = createManualClock();
  await using slack = await withResponseUrl({ clock });
  await slack.driver.command({ user: "grace", channel: "general", command: "/try" });
  clock.advance(30 * 60_000);
  expect(await slack.respond({ text: "just in time" })).toBe(200);
  clock.advance(1);
  expect(await slack.respond({ text: "too late" })).toBe(404);
});

test("a pressed button's response URL replaces and deletes what it stands on, ephemeral messages too", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const button = (value: string) => ({
    type: "actions",
    elements: [{ type: "button" as const, action_id: "go", value, text: { type: "plain_text" as const, text: value } }],
  });
  await using _bot = await startBot(sandbox, (app) => {
    app.command("/try", async ({ ack }) => void (await ack({ text: "ask", blocks: [button("replace")] })));
    app.action("go", async ({ ack, respond, action }) => {
      await ack();
      if ("value" in action && action.value === "replace") {
        await respond({ replace_original: true, text: "sure?", blocks: [button("delete")] });
      } else await respond({ delete_original: true });
    });
  });
  await driver.command({ user: "grace", channel: "general", command: "/try" });
  const place = driver.ephemerals("grace")[0];
  if (place === undefined) throw new Error("nothing was said");
  await driver.act({ user: "grace", in: place, actionId: "go" });
  await driver.waitFor(() => driver.ephemerals("grace")[0]?.text === "sure?");
  await driver.act({ user: "grace", in: place, actionId: "go" });
  await driver.waitFor(() => driver.ephemerals("grace").length === 0);
});

test("commands that nobody declared, and channels that one is not in, are refused", async () => {
  await using slack = await withResponseUrl();
  const { driver } = slack;
  await expect(driver.command({ user: "ada", channel: "general", command: "/nope" })).rejects.toThrow(
    "/nope is not a valid command.",
  );
  await expect(driver.command({ user: "gil", channel: "general", command: "/try" })).rejects.toThrow(
    "You are not in #general",
  );
});
