import { expect, test } from "vitest";
import { clientOf, refusal, startBot, startSandbox } from "./bot.ts";

test("several workspaces live side by side, each behind its own token", async () => {
  await using running = await startSandbox({
    workspaces: Array.from({ length: 8 }, (_, i) => ({ name: `Team ${i}` })),
  });
  const { sandbox } = running;
  expect(new Set(sandbox.drivers.map(({ workspace }) => workspace.id)).size).toBe(8);
  const [one, two] = sandbox.drivers;
  if (one === undefined || two === undefined) throw new Error("two are needed");
  const client = clientOf(sandbox, two.workspace.tokens.current());
  expect((await client.auth.test()).team_id).toBe(two.workspace.id);
  await client.chat.postMessage({ channel: two.channel("general").id, text: "hello two" });
  expect(
    await refusal(client.chat.postMessage({ channel: one.channel("general").id, text: "hello one" })),
  ).toMatchObject({ error: "channel_not_found" });
  expect(two.botMessages()).toHaveLength(1);
  expect(one.botMessages()).toEqual([]);
});

test("events say whose they are, even when all other ids are equal", async () => {
  const twin = {
    users: [{ id: "U0TWIN", name: "ada" }],
    channels: [{ id: "C0TWIN", name: "general", bot: true }],
    botUserId: "U0BOT",
  };
  await using running = await startSandbox({
    workspaces: [
      { id: "T0ONE", ...twin },
      { id: "T0TWO", ...twin },
    ],
  });
  const { sandbox } = running;
  const teams: string[] = [];
  await using _bot = await startBot(
    sandbox,
    (app) => void app.event("app_mention", async ({ body }) => void teams.push(body.team_id)),
  );
  for (const driver of sandbox.drivers) driver.post({ user: "U0TWIN", channel: "C0TWIN", text: "@Testbot hi" });
  await sandbox.settled();
  expect(teams.sort()).toEqual(["T0ONE", "T0TWO"]);
});
