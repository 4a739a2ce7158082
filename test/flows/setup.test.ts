/** docs/setup.md, step by step, with the sandbox as Slack: Socket Mode, HTTP, and installing through Slack's pages in a browser. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { startApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { Driver } from "../../src/sandbox/driver.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { seriousFindings } from "../fixtures/accessibility.ts";
import { hasBrowser, openBrowser, picture } from "../fixtures/browser.ts";
import { oauthClient, oauthEnvironment, oauthManifest } from "../fixtures/installations.ts";
import { finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { sparePort } from "../fixtures/spare-port.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFile(join(root, path), "utf8");
const signingSecret = "secret-of-basic-information";
vi.setConfig({ testTimeout: 300_000 });
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** What a program of ours says, and what it ends with. */
function run(argv: string[], environment: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const options = { cwd: root, env: { PATH: process.env.PATH ?? "", ...environment } };
    execFile(process.execPath, argv, options, (error, said) => done({ code: error === null ? 0 : 1, said }));
  });
}

/** `.env` after the steps: `.env.example` with some lines filled in, and the rest left as it is. */
async function environmentFile(filled: Record<string, string>): Promise<Record<string, string>> {
  let text = await read(".env.example");
  for (const [name, value] of Object.entries(filled)) {
    expect(text).toMatch(new RegExp(`^${name}=`, "m"));
    text = text.replace(new RegExp(`^${name}=.*$`, "m"), `${name}=${value}`);
  }
  return z.record(z.string(), z.string()).parse(parseEnv(text));
}

/** Slack with the app in it, and `.env` filled in: what the doctor says, and a way to start. */
async function setUp(filled: Record<string, string>, slack: Omit<SandboxOptions, "signingSecret">, port?: number) {
  const own = port ?? (await sparePort());
  const sandbox = createSandbox({ signingSecret, ...slack });
  await sandbox.start();
  closing.push(() => sandbox.close());
  const directory = await mkdtemp(join(tmpdir(), "coursewright-"));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const environment = await environmentFile({
    ...filled,
    SLACK_API_URL: sandbox.apiUrl,
    DATA_DIR: directory,
    PORT: String(own),
    HOST: "127.0.0.1",
    OFFLINE_TOKENS_PER_SECOND: "2000",
    LOG_LEVEL: "silent",
  });
  return {
    sandbox,
    doctor: () => run(["src/doctor/main.ts"], environment),
    async start() {
      const config = parseConfig(environment);
      const app = await startApp({ config, log: createLog({ level: config.logLevel }) });
      closing.push(() => app.stop());
      sandbox.deliverTo(config.slack.appToken === null ? `http://127.0.0.1:${own}/slack/events` : "");
    },
  };
}

/** Somebody asks for a course, and gets it. */
async function askAndGet(driver: Driver): Promise<void> {
  await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Taking minutes" });
  expect(await finishedCourse(driver, await rootOf(driver, "learning"))).toHaveLength(3);
}

test("on a laptop: the manifest is pasted, two tokens go into .env, the doctor is content, and /course works", async () => {
  const tokens = { SLACK_BOT_TOKEN: "xoxb-laptop", SLACK_APP_TOKEN: "xapp-laptop" };
  const { sandbox, doctor, start } = await setUp(tokens, {
    manifest: await read("manifest.yml"),
    botToken: tokens.SLACK_BOT_TOKEN,
    appToken: tokens.SLACK_APP_TOKEN,
  });
  const { code, said } = await doctor();
  expect(said).toMatch(/ok {4}Socket Mode/);
  expect(code).toBe(0);
  await start();
  await askAndGet(sandbox.driver);
});

test("behind a URL: the printed manifest is pasted, the signing secret goes into .env, and /course works", async () => {
  const printed = await run(["src/slack/manifest.ts", "--url", "https://courses.example.com"]);
  expect(printed.code).toBe(0);
  const filled = { SLACK_BOT_TOKEN: "xoxb-server", SLACK_SIGNING_SECRET: signingSecret };
  const { sandbox, doctor, start } = await setUp(filled, {
    manifest: printed.said,
    botToken: filled.SLACK_BOT_TOKEN,
  });
  const { code, said } = await doctor();
  expect(said).toContain("POST /slack/events");
  expect(code).toBe(0);
  await start();
  await askAndGet(sandbox.driver);
});

test("behind a URL with a wrong signing secret: Slack says that the app did not answer, and nothing is begun", async () => {
  const filled = { SLACK_BOT_TOKEN: "xoxb-server", SLACK_SIGNING_SECRET: "copied-from-elsewhere" };
  const { sandbox, start } = await setUp(filled, {
    manifest: (await run(["src/slack/manifest.ts", "--url", "https://courses.example.com"])).said,
    botToken: filled.SLACK_BOT_TOKEN,
  });
  await start();
  const { driver } = sandbox;
  const answer = await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Anything" });
  expect(answer.status).toBe(401);
  expect(driver.notices("grace").join()).toContain("/course failed");
  expect(driver.botMessages()).toEqual([]);
});

test.runIf(hasBrowser("installing in a browser"))(
  "in many workspaces: an admin opens the install page, allows it, and /course works there",
  async () => {
    const port = await sparePort();
    const filled = {
      ...oauthEnvironment(),
      SLACK_SIGNING_SECRET: signingSecret,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    };
    const manifest = (await oauthManifest()).replace("http://127.0.0.1/", `http://127.0.0.1:${port}/`);
    const workspaces = [
      { name: "First", installed: false },
      { name: "Second", installed: false },
    ];
    const slack = { manifest, botToken: "xoxb-none", oauth: oauthClient, workspaces };
    const { sandbox, doctor, start } = await setUp(filled, slack, port);
    const { code, said } = await doctor();
    expect(said).toContain(`http://127.0.0.1:${port}/slack/install`);
    expect(code).toBe(0);
    await start();
    const second = secondOf(sandbox);
    const browser = await openBrowser();
    closing.push(() => browser.close());
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/slack/install`);
    await page.getByRole("heading", { name: /Coursewright is requesting permission/ }).waitFor();
    await page.getByLabel("Workspace").selectOption("Second");
    await picture(page, "setup-consent");
    await page.getByRole("button", { name: "Allow" }).click();
    await page.waitForURL(/oauth_redirect/);
    await picture(page, "setup-installed");
    expect(await page.getByRole("heading").textContent()).toContain("Coursewright");
    expect(await seriousFindings(page)).toEqual([]);
    await askAndGet(second);
    expect(sandbox.driver.workspace.installed).toBe(false);
  },
);

test("what docs/setup.md names is there: scripts, settings, files", async () => {
  const guide = await read("docs/setup.md");
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await read("package.json")));
  const example = await read(".env.example");
  const named = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
  expect(named).toContain("doctor");
  for (const script of named) expect(Object.keys(scripts)).toContain(script);
  for (const [, name] of guide.matchAll(/`([A-Z]+_[A-Z_]+)`/g)) expect(example).toMatch(new RegExp(`^${name}=`, "m"));
  for (const [, path = ""] of guide.matchAll(/\]\((?!https?:)([^)#]+)/g)) await read(join("docs", path));
});

function secondOf({ drivers }: Sandbox): Driver {
  const [, second] = drivers;
  if (second === undefined) throw new Error("no second workspace");
  return second;
}
