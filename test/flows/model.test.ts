/** The main job with a language model over HTTP that streams, and fails in the ways that models fail. */
import { afterEach, describe, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../fixtures/model-server.ts";

let bench: Bench;
let model: ModelServer;
afterEach(async () => {
  await bench.close();
  await model.stop();
});

async function ask(options: ModelServerOptions) {
  model = await startModelServer(options);
  bench = await startBench({
    environment: { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: "test-model" },
  });
  const { driver } = bench.sandbox;
  await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Negotiating with suppliers" });
  return { driver, root: await rootOf(driver, "learning") };
}

describe("the course is complete and right when the model", () => {
  test.each<[string, ModelServerOptions]>([
    ["is slow", { pace: { ttft: 600, tps: 150 } }],
    ["answers 429 once", { script: [{ fault: "429", stage: "modules" }], retryAfterSeconds: 1 }],
    ["drops the stream once", { script: [{ fault: "drop", stage: "modules" }] }],
    ["returns JSON that breaks the schema once", { script: [{ fault: "bad-schema", stage: "objectives" }] }],
    ["has no Responses API", { responsesMissing: "404" }],
  ])("%s", async (_name, options) => {
    const { driver, root } = await ask(options);
    const messages = await finishedCourse(driver, root);
    expect(messages).toHaveLength(3);
    const text = allText(messages[1]?.blocks);
    for (const heading of ["Learning objectives", "Modules", "Assessments"]) expect(text).toContain(heading);
    expect(text).not.toContain("Drafted offline");
    expect(new Set(model.stages())).toEqual(new Set(["overview", "objectives", "modules", "assessments"]));
  });
});

test("a model that keeps answering nonsense: what is finished stays, the stage is named, and Retry goes on from there", async () => {
  const { driver, root } = await ask({ script: [{ fault: "not-json", stage: "modules", times: 4 }] });
  const card = await driver.waitFor(
    () => botReplies(driver, root).find(({ blocks }) => JSON.stringify(blocks).includes("course:retry")),
    { what: "Retry", timeoutMs: 60_000 },
  );
  expect(allText(card.blocks)).toContain("Could not write");
  expect(allText(card.blocks)).toContain("Learning objectives");
  expect(allText(card.blocks)).not.toMatch(/Error:|at .*\.ts/);
  const calls = model.stages().length;
  await driver.act({ user: "grace", in: card, actionId: "course:retry" });
  await driver.act({ user: "grace", in: card, actionId: "course:retry" }).catch(() => undefined);
  const messages = await finishedCourse(driver, root);
  expect(allText(messages[1]?.blocks)).toContain("Assessments");
  expect(model.stages().slice(calls)).toEqual(["modules", "modules"]);
});

test("cancelled in the middle of a stage: the call is aborted, and what is finished stays", async () => {
  const { driver, root } = await ask({ pace: { ttft: 300, tps: 20 } });
  const card = await driver.waitFor(
    () => botReplies(driver, root).find(({ blocks }) => allText(blocks).includes("Learning objectives")),
    { what: "objectives", timeoutMs: 60_000 },
  );
  const pressed = performance.now();
  await driver.act({ user: "grace", in: card, actionId: "course:cancel" });
  await model.calls.at(-1)?.closed;
  expect(performance.now() - pressed).toBeLessThan(3_000);
  await driver.waitFor(() => !JSON.stringify(driver.message(card).blocks).includes("course:cancel"), {
    what: "the card without Cancel",
    timeoutMs: 60_000,
  });
  expect(allText(driver.message(card).blocks)).toContain("Negotiating");
});

test("somebody else may not cancel", async () => {
  const { driver, root } = await ask({ pace: { ttft: 300, tps: 60 } });
  const card = await driver.waitFor(
    () => botReplies(driver, root).find(({ blocks }) => JSON.stringify(blocks).includes("course:cancel")),
    { what: "Cancel", timeoutMs: 60_000 },
  );
  await driver.act({ user: "mateo", in: card, actionId: "course:cancel" });
  await driver.waitFor(
    () => driver.ephemerals("mateo").some(({ text }) => text.includes("Only the person who asked")),
    {
      what: "the refusal",
    },
  );
  expect(await finishedCourse(driver, root)).toHaveLength(3);
}, 120_000);
