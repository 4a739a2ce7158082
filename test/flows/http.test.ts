/** The door: health, signatures, redeliveries. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { finishedCourse, rootOf } from "../fixtures/journeys.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
}, 120_000);
afterAll(() => bench.close());

const address = (path: string) => `http://127.0.0.1:${bench.bot.port}${path}`;

function post(body: string, options: { secret?: string; ageSeconds?: number; retry?: number } = {}): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1000) - (options.ageSeconds ?? 0);
  const hmac = createHmac("sha256", options.secret ?? bench.signingSecret).update(`v0:${timestamp}:${body}`);
  return fetch(address("/slack/events"), {
    method: "POST",
    body,
    headers: {
      "content-type": body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": `v0=${hmac.digest("hex")}`,
      ...(options.retry !== undefined && {
        "x-slack-retry-num": String(options.retry),
        "x-slack-retry-reason": "http_timeout",
      }),
    },
  });
}

function command(text: string, triggerId: string): string {
  const { driver } = bench.sandbox;
  return new URLSearchParams({
    command: "/course",
    text,
    team_id: driver.workspace.id,
    channel_id: driver.channel("learning").id,
    channel_name: "learning",
    user_id: driver.user("grace").id,
    trigger_id: triggerId,
    response_url: `${bench.sandbox.url}commands/none`,
  }).toString();
}

test("it is alive and ready", async () => {
  expect(await (await fetch(address("/healthz"))).json()).toEqual({ status: "ok", role: "all" });
  expect(await (await fetch(address("/readyz"))).json()).toEqual({ status: "ready", role: "all" });
});

test("a request that is signed with another secret, or older than five minutes, gets 401 and starts nothing", async () => {
  const { driver } = bench.sandbox;
  expect((await post(command("Break in", "1.1.x"), { secret: "guess" })).status).toBe(401);
  expect((await post(command("Break in again", "1.1.y"), { ageSeconds: 301 })).status).toBe(401);
  // Whatever had come of them would have begun before this one.
  await finishedCourse(driver, driver.post({ user: "grace", channel: "dm", text: "A course on taking minutes" }));
  expect(driver.messages("learning").filter(({ text }) => text.includes("Break in"))).toEqual([]);
});

test("a request that is no payload of Slack's is refused and breaks nothing", async () => {
  expect((await post("{}")).status).toBeGreaterThanOrEqual(400);
  expect((await fetch(address("/healthz"))).status).toBe(200);
});

test("a command that is delivered three times starts one course", async () => {
  const { driver } = bench.sandbox;
  const body = command("Time management", "1700000000.1.once");
  const answers = await Promise.all([post(body), post(body), post(body, { retry: 1 })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const root = await rootOf(driver, "learning");
  await finishedCourse(driver, root);
  expect(driver.messages("learning").filter(({ text }) => text.includes("Time management"))).toHaveLength(1);
});

test("an event that is delivered again starts nothing twice", async () => {
  const { driver } = bench.sandbox;
  const asked = driver.post({ user: "grace", channel: "dm", text: "A course on note taking" });
  await finishedCourse(driver, asked);
  const delivery = driver
    .traffic()
    .findLast(({ direction, name }) => direction === "to-bot" && name.includes("message"));
  const again = await post(JSON.stringify(delivery?.request), { retry: 1 });
  expect(again.status).toBe(200);
  await driver.settled();
  expect(driver.thread(asked).filter(({ user }) => driver.user(user).isBot)).toHaveLength(3);
});
