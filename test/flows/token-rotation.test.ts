/** Tokens that run out (token rotation), end to end: renewed once by whoever needs them first, while courses are written. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { supervise } from "../faults/supervisor.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { installIn, oauthClient, oauthEnvironment, oauthManifest } from "../fixtures/installations.ts";
import { finishedCourse } from "../fixtures/journeys.ts";
import { hasPostgres, startPostgres, type TestPostgres } from "../fixtures/postgres.ts";
import { type SlackFront, type SlackObject, startSlackFront } from "../fixtures/slack-front.ts";
import { sparePort } from "../fixtures/spare-port.ts";

let bench: Bench;
let front: SlackFront;
let server: TestPostgres | null = null;
let workers: ReturnType<typeof supervise>[] = [];
/** What `oauth.v2.access` gave out, in order. */
const given: string[] = [];
let refusals = 0;

/** The first token ends within the half minute in which it is not trusted any more; those that follow live for twelve hours. */
function answered(method: string, body: SlackObject): SlackObject {
  if (method !== "oauth.v2.access") return body;
  if (body.ok !== true) {
    refusals += 1;
    return body;
  }
  given.push(String(body.access_token));
  return given.length === 1 ? { ...body, expires_in: 20 } : body;
}

beforeAll(async () => {
  front = await startSlackFront({ bench: () => bench, answered });
  server = hasPostgres() ? await startPostgres() : null;
  const shared: Record<string, string> = {
    ...oauthEnvironment(),
    SLACK_API_URL: front.apiUrl,
    ...(server === null ? {} : { DATABASE_URL: await server.createDatabase() }),
  };
  bench = await startBench({
    started: false,
    environment: { ...shared, ROLE: server === null ? "all" : "web" },
    sandbox: {
      deliverTo: front.deliverTo,
      oauth: oauthClient,
      manifest: await oauthManifest({ rotation: true }),
      workspaces: [{ name: "Acme Learning", installed: false }],
    },
  });
  await bench.bot.start();
  if (server === null) return;
  for (const name of ["worker-1", "worker-2"]) {
    const environment = { ...shared, ROLE: "worker", HOST: "127.0.0.1", SLACK_SIGNING_SECRET: bench.signingSecret };
    workers.push(supervise({ name, port: await sparePort(), environment }));
  }
  await Promise.all(workers.map((worker) => worker.start()));
}, 180_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  await bench?.close();
  await front?.close();
  await server?.remove();
});

test("a token that has nearly run out is renewed once, whichever processes need it, and all goes on", async () => {
  const { driver } = bench.sandbox;
  const teamId = driver.workspace.id;
  const bot = `http://127.0.0.1:${bench.bot.port}`;
  expect(await installIn({ bot, sandbox: bench.sandbox, teamId })).toMatchObject({ status: 200 });
  expect(given).toHaveLength(1);
  const mention = (topic: string) => `@${driver.workspace.bot.realName} ${topic}, one hour`;
  const asked = ["Giving feedback", "Code review", "Handling complaints", "Workplace safety"].map((topic, index) =>
    driver.post({ user: "grace", channel: index % 2 === 0 ? "learning" : "general", text: mention(topic) }),
  );
  for (const message of asked) expect(await finishedCourse(driver, message, 120_000)).toHaveLength(3);
  expect(given).toHaveLength(2);
  expect(refusals).toBe(0);
  expect(driver.workspace.tokens.current()).toBe(given[1]);
  const logs = [bench.bot.output(), ...workers.map((worker) => worker.output())].join("");
  expect(logs.match(/"token renewed"/g)).toHaveLength(1);
  expect(logs).not.toMatch(/xox[bpe]/);
}, 300_000);
