/** What the doctor finds: against the sandbox's Slack, a stand-in for the model, and real services where there are any. */
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { httpManifestText } from "../fixtures/beside-slack.ts";
import { oauthClient, oauthEnvironment, oauthManifest } from "../fixtures/installations.ts";
import { startModelServer } from "../fixtures/model-server.ts";
import { hasPostgres, startPostgres } from "../fixtures/postgres.ts";
import { hasRedis, startRedis } from "../fixtures/redis.ts";
import { sparePort } from "../fixtures/spare-port.ts";

const secrets = { botToken: "xoxb-secret-bot", appToken: "xapp-secret-app", key: "sk-secret-key" };
const root = resolve(import.meta.dirname, "../..");

let sandbox: Sandbox;
let directory: string;
beforeAll(async () => {
  const manifest = (await httpManifestText()).replace("socket_mode_enabled: false", "socket_mode_enabled: true");
  sandbox = createSandbox({ manifest, signingSecret: "signing", ...secrets });
  await sandbox.start();
  directory = await mkdtemp(join(tmpdir(), "coursewright-"));
});
afterAll(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true, force: true });
});

const settings = () => ({
  SLACK_BOT_TOKEN: secrets.botToken,
  SLACK_APP_TOKEN: secrets.appToken,
  SLACK_API_URL: sandbox.apiUrl,
  DATA_DIR: directory,
});

/** All findings as lines, such as "ok Slack: …". */
async function lines(environment: Record<string, string> = {}, now = Date.now): Promise<string[]> {
  const found: string[] = [];
  const circumstances = { environment: { ...settings(), ...environment }, nodeVersion: "v24.3.0", now };
  for await (const { state, about, says } of examine(circumstances)) found.push(`${state} ${about}: ${says}`);
  for (const secret of Object.values(secrets)) expect(found.join("\n")).not.toContain(secret);
  return found;
}

test("all is well with Socket Mode on a laptop", async () => {
  expect(await lines()).toEqual([
    "ok Node: v24.3.0",
    "ok Settings: complete",
    `ok Data directory: ${directory} can be written to; everything is kept there`,
    "ok Documents: files are read in a process of their own",
    "ok Slack: coursewright is in Acme Learning",
    "ok Scopes: all 16 that the manifest asks for",
    expect.stringMatching(/^ok Clock: [0-4] s from Slack's$/),
    "ok Socket Mode: Slack opens a connection",
    "ok Model: none: courses are drafted offline from the documents (OPENAI_API_KEY adds one)",
  ]);
});

test("every wrong setting is told at once, and nothing else is looked at", async () => {
  const found = await lines({ PORT: "many", SLACK_BOT_TOKEN: "xoxp-1", DATABASE_URL: "mysql://host" });
  expect(found.filter((line) => line.startsWith("mend Settings"))).toHaveLength(3);
  expect(found).toHaveLength(4);
});

test("an old Node, tokens that Slack refuses, a scope that is missing, a clock that is wrong", async () => {
  const circumstances = { environment: settings(), nodeVersion: "v20.1.0", now: Date.now };
  expect((await examine(circumstances).next()).value).toMatchObject({ about: "Node", state: "mend" });
  const refused = await lines({ SLACK_BOT_TOKEN: "xoxb-other", SLACK_APP_TOKEN: "xapp-other" });
  expect(refused.find((line) => line.includes(" Slack: "))).toMatch(/^mend .*invalid_auth.*OAuth & Permissions/);
  expect(refused.find((line) => line.includes("Socket Mode"))).toMatch(/^mend .*connections:write/);
  const late = await lines({}, () => Date.now() + 400_000);
  expect(late.find((line) => line.includes("Clock"))).toMatch(/^mend Clock: (399|400|401|402|403|404|405) s/);
  const poor = createSandbox({
    manifest: (await httpManifestText()).replace("      - files:read\n", ""),
    signingSecret: "signing",
    ...secrets,
  });
  await poor.start();
  const found = await lines({ SLACK_API_URL: poor.apiUrl });
  expect(found.find((line) => line.includes("Scopes"))).toMatch(/^mend Scopes: files:read missing/);
  expect(found.find((line) => line.includes("Socket Mode"))).toMatch(/^mend .*switched off/);
  await poor.close();
});

test("a Slack that cannot be reached", async () => {
  const found = await lines({ SLACK_API_URL: `http://127.0.0.1:${await sparePort()}/api/` });
  expect(found.find((line) => line.includes(" Slack: "))).toMatch(/^mend .*ECONNREFUSED.*SLACK_API_URL/);
});

test("the client of the app that workspaces install", async () => {
  const shared = createSandbox({
    manifest: await oauthManifest(),
    signingSecret: "signing",
    botToken: secrets.botToken,
    oauth: oauthClient,
    workspaces: [{ name: "First", installed: false }],
  });
  await shared.start();
  const environment = {
    ...oauthEnvironment(),
    SLACK_APP_TOKEN: "",
    SLACK_SIGNING_SECRET: "signing",
    SLACK_API_URL: shared.apiUrl,
  };
  const found = await lines(environment);
  expect(found).toContain("ok Installing: workspaces install the bot at http://127.0.0.1/slack/install");
  expect(found.find((line) => line.includes("HTTP"))).toMatch(/^ok HTTP: .*\/slack\/events on port 3000/);
  const wrong = await lines({ ...environment, SLACK_CLIENT_SECRET: "guessed-secret" });
  expect(wrong.find((line) => line.includes("Installing"))).toMatch(/^mend .*bad_client_secret/);
  expect(wrong.join()).not.toContain("guessed-secret");
  await shared.close();
});

describe("the model", () => {
  const ask = async (options: Parameters<typeof startModelServer>[0]) => {
    const server = await startModelServer({ answer: () => '{"ready":true}', ...options });
    const found = await lines({ OPENAI_API_KEY: secrets.key, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: "m-1" });
    await server.stop();
    return found.find((line) => line.includes("Model: "));
  };

  test.each([
    [{}, "ok Model: m-1 answers (Responses API, holds answers to a schema)"],
    [{ responsesMissing: "404" as const }, "ok Model: m-1 answers (Chat Completions, holds answers to a schema)"],
    [{ refuses: ["strict"] }, /^ok Model: .*does not hold answers to a schema/],
    [{ script: [{ fault: "bad-key" as const, times: 9 }] }, /^mend Model: .*OPENAI_API_KEY/],
    [{ script: [{ fault: "no-model" as const, times: 9 }] }, /^mend Model: .*OPENAI_MODEL \(m-1\)/],
    [{ script: [{ fault: "quota" as const, times: 9 }] }, /^mend Model: .*budget/],
    [{ script: [{ fault: "503" as const, times: 9 }] }, /^mend Model: .*try again in a minute/],
    [{ answer: () => "I am ready!" }, /^mend Model: .*not with the JSON/],
  ])("%j", async (options, line) => {
    expect(await ask(options)).toMatch(line);
  });

  test("one that is not there", async () => {
    const url = `http://127.0.0.1:${await sparePort()}/v1`;
    const found = await lines({ OPENAI_API_KEY: secrets.key, OPENAI_BASE_URL: url });
    expect(found.find((line) => line.includes("Model: "))).toMatch(/^mend Model: 127\.0\.0\.1:\d+ cannot be reached/);
  });

  test("embeddings, and a service that has none", async () => {
    const server = createServer((request, response) => {
      const there = request.url === "/v1/embeddings";
      response.writeHead(there ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: [{ index: 0, embedding: [1, 0, 0] }] }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const environment = { OPENAI_API_KEY: secrets.key, OPENAI_EMBEDDING_MODEL: "e-1" };
    const found = await lines({ ...environment, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
    expect(found).toContain("ok Embeddings: e-1 answers with 3 dimensions");
    const none = await lines({ ...environment, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v2` });
    expect(none.find((line) => line.includes("Embeddings"))).toMatch(/^mend Embeddings: e-1 .*status 404/);
    server.close();
  });
});

test.runIf(hasPostgres())("PostgreSQL: empty, set up, made by a newer version, and not there", async () => {
  const server = await startPostgres();
  const url = await server.createDatabase();
  const about = async () =>
    (await lines({ DATABASE_URL: url })).filter((line) => /PostgreSQL|Tables|pgvector/.test(line));
  const [version, tables] = await about();
  expect(version).toMatch(/^ok PostgreSQL: version \d\d/);
  expect(tables).toMatch(/^ok Tables: (\d+) of \1 migrations are applied at the next start/);
  const database = await openDatabase({ databaseUrl: url, dataDirectory: null });
  expect((await about())[1]).toMatch(/^ok Tables: all \d+ migrations/);
  await database.execute("insert into coursewright.migrations (name, checksum) values ('9999_later.sql', 'x')");
  expect((await about())[1]).toMatch(/^mend Tables: .*9999_later\.sql/);
  await database.close();
  await server.remove();
  expect(await about()).toEqual([
    expect.stringMatching(/^mend PostgreSQL: 127\.0\.0\.1:\d+ does not let us in \(ECONNREFUSED\)/),
  ]);
});

test.runIf(hasRedis())("Redis: well, throwing work away, and not there", async () => {
  const server = await startRedis();
  const about = async () => (await lines({ REDIS_URL: server.url })).filter((line) => line.includes("Redis"));
  expect(await about()).toEqual([expect.stringMatching(/^ok Redis: version \d/), "ok Redis memory: noeviction"]);
  const client = new Redis(server.url);
  await client.config("SET", "maxmemory-policy", "allkeys-lru");
  client.disconnect();
  expect((await about())[1]).toMatch(/^mend Redis memory: .*allkeys-lru.*noeviction/);
  await server.remove();
  expect(await about()).toEqual([
    expect.stringMatching(/^mend Redis: 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/),
  ]);
});

/** Runs the command in the program's folder. */
function run(environment: Record<string, string>, cwd = root): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["src/doctor/main.ts"], {
      cwd,
      env: { PATH: process.env.PATH ?? "", ...environment },
    });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.once("close", (code) => done({ code, said }));
  });
}

test("the command: a line a check, and a code that a script can use", async () => {
  const well = await run(settings());
  expect(well.said).toContain("All is well");
  expect(well.code).toBe(0);
  const ill = await run({ ...settings(), SLACK_BOT_TOKEN: "" });
  expect(ill.code).toBe(1);
  expect(ill.said).toContain("mend  Settings");
  expect(ill.said).toContain("1 thing to mend.");
});

test("a program that lacks a library cannot read files", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "coursewright-"));
  await cp(join(root, "src"), join(elsewhere, "src"), { recursive: true });
  await cp(join(root, "package.json"), join(elsewhere, "package.json"));
  await mkdir(join(elsewhere, "node_modules"));
  const libraries = join(root, "node_modules");
  const others = (await readdir(libraries)).filter((name) => !name.startsWith(".") && name !== "entities");
  for (const name of others) await symlink(join(libraries, name), join(elsewhere, "node_modules", name));
  const { said } = await run(settings(), elsewhere);
  expect(said).toMatch(/mend {2}Documents .*`npm ci`/);
  await rm(elsewhere, { recursive: true });
});
