/** The bot is killed and started again: work goes on where it stopped, with nothing lost and nothing twice. */
import { afterEach, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";

let bench: Bench;
afterEach(() => bench.close());

async function ask(text: string) {
  const { driver } = bench.sandbox;
  await driver.command({ user: "grace", channel: "learning", command: "/course", text });
  return rootOf(driver, "learning");
}

test("killed in the middle of a stage: the course completes with one card, and no finished stage is written again", async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "150" } });
  const { driver } = bench.sandbox;
  const root = await ask("Create security training for new engineers");
  const card = await driver.waitFor(
    () => botReplies(driver, root).find(({ blocks }) => /Modules/.test(allText(blocks))),
    { what: "modules that grow", timeoutMs: 60_000 },
  );
  const objectives = objectivesIn(allText(card.blocks));
  await bench.bot.kill();
  const { length: shown } = driver.revisions(card);
  const killed = performance.now();
  await bench.bot.start();
  const messages = await finishedCourse(driver, root);
  expect(messages).toHaveLength(3);
  expect(objectivesIn(allText(messages[1]?.blocks))).toEqual(objectives);
  const written = bench.bot
    .output()
    .split("\n")
    .filter((line) => line.includes("section written"));
  const stages = written.map((line) => /"stage":"(\w+)"/.exec(line)?.[1]);
  expect(stages.toSorted()).toEqual(["assessments", "modules", "objectives", "overview"]);
  expect(messages[1]?.ts).toBe(card.ts);
  expect(driver.revisions(card).length).toBeGreaterThan(shown);
  expect(performance.now() - killed).toBeLessThan(30_000);
});

test("killed after the last save and before the last edit: the last state arrives all the same", async () => {
  bench = await startBench();
  const { driver } = bench.sandbox;
  // Slack is away from the moment the last section begins to show, so that the save happens and the edit does not.
  const root = await ask("Giving feedback, one hour");
  await driver.waitFor(() => botReplies(driver, root).some(({ blocks }) => /Assessments/.test(allText(blocks))), {
    what: "assessments that grow",
    timeoutMs: 60_000,
  });
  bench.sandbox.setSwitches({ down: true });
  await waitForLine(/"stage":"assessments"/);
  await bench.bot.kill();
  bench.sandbox.setSwitches({ down: false });
  await bench.bot.start();
  const messages = await finishedCourse(driver, root);
  expect(messages).toHaveLength(3);
  expect(bench.bot.output().match(/section written/g)).toHaveLength(4);
});

test("stopped with SIGTERM: it ends within ten seconds, hands the work back, and the next start completes it", async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "150" } });
  const { driver } = bench.sandbox;
  const root = await ask("Handling complaints");
  await driver.waitFor(
    () => botReplies(driver, root).some(({ blocks }) => /Learning objectives/.test(allText(blocks))),
    {
      what: "objectives that grow",
      timeoutMs: 60_000,
    },
  );
  const asked = performance.now();
  expect(await bench.bot.stop()).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await bench.bot.start();
  expect(await finishedCourse(driver, root)).toHaveLength(3);
});

test("asked while the bot is down: Slack says so, and nothing is half begun", async () => {
  bench = await startBench();
  const { driver } = bench.sandbox;
  await bench.bot.kill();
  await driver
    .command({ user: "grace", channel: "learning", command: "/course", text: "Anything" })
    .catch(() => undefined);
  expect(driver.notices("grace").join()).toContain("/course");
  await bench.bot.start();
  // Whatever had been stored of it would be begun before what is asked for now.
  const root = await ask("Taking minutes");
  expect(await finishedCourse(driver, root)).toHaveLength(3);
  const roots = driver.messages("learning").filter(({ user }) => driver.user(user).isBot);
  expect(roots.map(({ ts }) => ts)).toEqual([root.ts]);
});

const objectivesIn = (text: string) => text.slice(text.indexOf("Learning objectives"), text.indexOf("Modules"));

async function waitForLine(pattern: RegExp): Promise<void> {
  await bench.sandbox.driver.waitFor(() => pattern.test(bench.bot.output()), {
    what: String(pattern),
    timeoutMs: 60_000,
  });
}
