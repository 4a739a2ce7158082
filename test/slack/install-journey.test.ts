/** Many workspaces, end to end: installed through Slack's pages, each with its own courses, and gone when it is uninstalled. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import {
  installEverywhere,
  installIn,
  oauthClient,
  oauthEnvironment,
  oauthManifest,
} from "../fixtures/installations.ts";
import { addDocument, allText, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { hasPostgres, startPostgres, type TestPostgres } from "../fixtures/postgres.ts";

let bench: Bench;
let server: TestPostgres | null = null;
let one: Driver;
let two: Driver;
const address = () => `http://127.0.0.1:${bench.bot.port}`;

beforeAll(async () => {
  // A server's database, where there is one: this is about many workspaces, and those have one.
  server = hasPostgres() ? await startPostgres() : null;
  const database: Record<string, string> = server === null ? {} : { DATABASE_URL: await server.createDatabase() };
  bench = await startBench({
    environment: { ...oauthEnvironment(), ...database },
    sandbox: {
      oauth: oauthClient,
      manifest: await oauthManifest(),
      workspaces: [
        { name: "First", installed: false },
        { name: "Second", installed: false },
      ],
    },
  });
  const [first, second] = bench.sandbox.drivers;
  if (first === undefined || second === undefined) throw new Error("no second workspace");
  [one, two] = [first, second];
});
afterAll(async () => {
  await bench?.close();
  await server?.remove();
});

test("a person who says no, or comes with another's state, installs nothing and is told so", async () => {
  const denied = await installIn({ bot: address(), sandbox: bench.sandbox, teamId: one.workspace.id }, "deny");
  expect(denied).toMatchObject({ status: 400 });
  expect(denied.page).toContain("was not installed");
  const forged = await fetch(`${address()}/slack/oauth_redirect?code=a&state=b`);
  expect(forged.status).toBe(400);
  expect(await forged.text()).not.toContain("state");
});

test("two workspaces install the bot, and each gets its own courses and documents", async () => {
  await installEverywhere(address(), bench.sandbox);
  await addDocument(
    one,
    "Security handbook",
    "# Passwords\n\nUse long passphrases and never share them.\n\n# Phishing\n\nReport odd mails.",
  );
  for (const driver of [one, two]) {
    const { text } = allAnswer(
      await driver.command({ user: "grace", channel: "general", command: "/course", text: "docs" }),
    );
    expect(text.includes("Security handbook")).toBe(driver === one);
    await driver.command({
      user: "grace",
      channel: "general",
      command: "/course",
      text: "Security training on passwords and phishing",
    });
    await finishedCourse(driver, await rootOf(driver, "general"));
  }
  expect(allText(one.thread(await rootOf(one, "general")).map(({ blocks }) => blocks))).toContain("Security handbook");
  expect(allText(two.thread(await rootOf(two, "general")).map(({ blocks }) => blocks))).not.toContain(
    "Security handbook",
  );
});

test("nothing of a token, a request or a document stands in the logs, and the ids of the work do", () => {
  const output = bench.bot.output();
  for (const words of ["passphrases", "Phishing", "Security training", "Security handbook", "grace"]) {
    expect(output).not.toContain(words);
  }
  expect(output).toMatch(/"courseId":"course_/);
  expect(output).toMatch(/"requestId":"request_/);
  expect(bench.bot.output()).not.toMatch(/xox[bpae]-/);
  expect(bench.bot.output()).not.toContain(oauthClient.clientSecret);
});

test("an uninstalled workspace is served no more; installed again it goes on where it was", async () => {
  const { length } = one.botMessages();
  one.uninstall();
  await one.waitFor(() => bench.bot.output().includes('"uninstalled"'), { what: "the uninstall" });
  await two.command({ user: "grace", channel: "general", command: "/course", text: "list" });
  expect((await installIn({ bot: address(), sandbox: bench.sandbox, teamId: one.workspace.id })).status).toBe(200);
  const listed = allAnswer(await one.command({ user: "grace", channel: "general", command: "/course", text: "list" }));
  expect(listed.text).toContain("ready");
  expect(one.botMessages()).toHaveLength(length);
});

function allAnswer(answer: { body: unknown }): { text: string } {
  return { text: JSON.stringify(answer.body) };
}
