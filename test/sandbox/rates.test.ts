import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { z } from "zod";
import { createManualClock } from "../../src/sandbox/clock.ts";
import type { RateSettings } from "../../src/sandbox/rates.ts";
import { botToken, startSandbox } from "./bot.ts";

const answer = z.looseObject({ ok: z.boolean(), ts: z.string().default("") });

async function limited(rates: RateSettings) {
  const clock = createManualClock();
  const running = await startSandbox({ clock, rates });
  const channel = running.driver.channel("general").id;
  const call = async (method: string, args: Record<string, string> = {}) => {
    const response = await fetch(`${running.sandbox.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${botToken}` },
      body: new URLSearchParams({ channel, text: "hi", ...args }),
    });
    return {
      status: response.status,
      wait: response.headers.get("retry-after"),
      body: answer.parse(await response.json()),
    };
  };
  const many = async (count: number, method: string, args?: Record<string, string>) => {
    let passed = 0;
    for (let i = 0; i < count; i += 1) if ((await call(method, args)).status === 200) passed += 1;
    return passed;
  };
  return { ...running, clock, call, many, [Symbol.asyncDispose]: () => running.sandbox.close() };
}

test.each(["bucket", "window"] as const)("%s: posts are limited by channel, with a small burst", async (mode) => {
  await using slack = await limited({ mode });
  expect(await slack.many(4, "chat.postMessage")).toBe(3);
  const refused = await slack.call("chat.postMessage");
  expect(refused).toMatchObject({ status: 429, body: { ok: false, error: "ratelimited" } });
  expect(Number(refused.wait)).toBeGreaterThanOrEqual(1);
  expect((await slack.call("chat.postMessage", { channel: slack.driver.channel("learning").id })).status).toBe(200);
  slack.clock.advance(Number(refused.wait) * 1_000);
  expect((await slack.call("chat.postMessage")).status).toBe(200);
});

test("bucket: edits come back one by one, window: all at once", async () => {
  for (const [mode, after] of [
    ["bucket", 5],
    ["window", 50],
  ] as const) {
    await using slack = await limited({ mode });
    const { body } = await slack.call("chat.postMessage");
    const edit = (count: number) => slack.many(count, "chat.update", { ts: body.ts });
    expect(await edit(55)).toBe(50);
    const { wait } = await slack.call("chat.update", { ts: body.ts });
    expect(Number(wait)).toBe(mode === "bucket" ? 2 : 60);
    slack.clock.advance(mode === "bucket" ? 6_000 : 60_000);
    expect(await edit(55)).toBe(after);
  }
});

test("each workspace has its own budget, and limits can be set by method", async () => {
  const clock = createManualClock();
  await using running = await startSandbox({
    clock,
    rates: { mode: "window", perMinute: { "auth.test": 2 } },
    workspaces: [{ name: "One" }, { name: "Two" }],
  });
  const call = async (token: string) =>
    (
      await fetch(`${running.sandbox.apiUrl}auth.test`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      })
    ).status;
  const tokens = running.sandbox.drivers.map(({ workspace }) => workspace.tokens.current());
  const statuses: number[] = [];
  for (let i = 0; i < 3; i += 1) for (const token of tokens) statuses.push(await call(token));
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
});

test("the real client sees a 429 as one", async () => {
  await using slack = await limited("on");
  await slack.many(3, "chat.postMessage");
  const client = new WebClient(botToken, { slackApiUrl: slack.sandbox.apiUrl, rejectRateLimitedCalls: true });
  const posting = client.chat.postMessage({ channel: slack.driver.channel("general").id, text: "hi" });
  await expect(posting).rejects.toMatchObject({ retryAfter: 1 });
});

test("the switch throttles everything to a call in three seconds", async () => {
  await using slack = await limited("off");
  slack.sandbox.setSwitches({ throttled: true });
  expect(await slack.many(3, "auth.test")).toBe(1);
  expect((await slack.call("auth.test")).wait).toBe("3");
  slack.clock.advance(3_000);
  expect(await slack.many(3, "auth.test")).toBe(1);
  slack.sandbox.setSwitches({ throttled: false });
  expect(await slack.many(3, "auth.test")).toBe(3);
});
