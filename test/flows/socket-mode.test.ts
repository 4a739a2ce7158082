/** Socket Mode: nothing is acknowledged before it is stored, and what was not is delivered again. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";

let bench: Bench;
afterEach(() => bench.close());

async function startOverSocket(): Promise<Bench> {
  const manifest = await readFile(resolve(import.meta.dirname, "../../manifest.yml"), "utf8");
  return startBench({
    sandbox: { manifest, appToken: "xapp-test", deliverTo: "" },
    environment: { SLACK_APP_TOKEN: "xapp-test", SLACK_SIGNING_SECRET: "" },
  });
}

test("a course is written over a socket, without a public address", async () => {
  bench = await startOverSocket();
  const { driver } = bench.sandbox;
  await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Taking minutes" });
  const root = await rootOf(driver, "learning");
  expect(await finishedCourse(driver, root)).toHaveLength(3);
});

test("killed between delivery and storing: the event is delivered again and the course is written once", async () => {
  bench = await startOverSocket();
  const { driver } = bench.sandbox;
  // Killed at the moment the envelope leaves: whether it was stored or not, exactly one course must come of it.
  const asked = driver.post({ user: "grace", channel: "dm", text: "A course on taking minutes" });
  await bench.bot.kill();
  await bench.bot.start();
  const messages = await finishedCourse(driver, asked);
  expect(messages).toHaveLength(3);
  await driver.settled();
  expect(botReplies(driver, asked)).toHaveLength(3);
});
