/** Replies to a course that is stopped before its first draft stands. The writer is slow, so that there is time to stop it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { allText } from "../fixtures/journeys.ts";
import {
  answersIn,
  askForCourse,
  buttonsOf,
  cardOf,
  replyAndWait,
  untilCancelled,
  untilModules,
  waitForMark,
  waitForModules,
} from "../fixtures/threads.ts";

let running: InProcess;
beforeAll(async () => {
  running = await startInProcess({ sandbox: { rates: "off" }, environment: { OFFLINE_TOKENS_PER_SECOND: "60" } });
}, 120_000);
afterAll(() => running.close());

test("a reply from before the cancelling is noted just so, and taken before what was said afterwards", async () => {
  const { driver } = running.sandbox;
  const root = await askForCourse(driver, { text: "Handling returns, 1 hour" });
  const early = driver.post({
    user: "grace",
    channel: "learning",
    text: "rename module 1 to Listening first",
    threadTs: root.ts,
  });
  // Slack has its answer only when the reply is stored.
  await driver.settled();
  await untilModules(driver, root);
  await driver.act({ user: "grace", in: cardOf(driver, root), actionId: "course:cancel" });
  await untilCancelled(driver, root);
  await driver.waitFor(() => answersIn(driver, root).length === 1, { what: "word of it", timeoutMs: 60_000 });
  await replyAndWait(driver, root, "rename module 2 to Asking back");
  for (const answer of answersIn(driver, root)) {
    expect(allText(answer.blocks)).toContain("take it up as soon as there is one");
  }
  await driver.act({ user: "grace", in: buttonsOf(driver, root), actionId: "course:continue" });
  await waitForModules(driver, root, ([one, two]) => one === "Listening first" && two === "Asking back");
  await driver.waitFor(() => answersIn(driver, root).length === 4, { what: "both answers", timeoutMs: 60_000 });
  expect(allText(answersIn(driver, root)[2]?.blocks)).toContain("Listening first");
  await waitForMark(driver, early, "white_check_mark");
}, 180_000);
