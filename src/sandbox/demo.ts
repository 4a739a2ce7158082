/**
 * `npm run demo`: a Slack workspace on this machine, and the bot beside it in a process of its own. The bot is told where
 * Slack is and knows nothing else of the sandbox. Everything begins afresh at each start.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { createSandbox, type Sandbox } from "./sandbox.ts";

const root = resolve(import.meta.dirname, "../..");
const samples = join(import.meta.dirname, "samples");
const preferredPort = 4321;
const secrets = { signingSecret: "sandbox-signing-secret", botToken: "xoxb-sandbox" };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A port that nobody listens on: the wanted one if it is free. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const listening = await new Promise<boolean>((done) => {
    server.once("error", () => done(false));
    server.listen(wanted, "127.0.0.1", () => done(true));
  });
  if (!listening) return freePort(0);
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** Keeps the bot running: one that dies is started again, as a platform would. */
function keepBotRunning(environment: NodeJS.ProcessEnv): { stop(): Promise<void> } {
  let child: ChildProcess | null = null;
  let stopping = false;
  const start = () => {
    child = spawn(process.execPath, ["src/main.ts"], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("exit", (code, signal) => {
      if (stopping) return;
      say(`The bot ended (${signal ?? code}); it starts again.`);
      setTimeout(start, 1_000);
    });
  };
  start();
  return {
    async stop() {
      stopping = true;
      const running = child;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise<void>((done) => running.once("exit", () => done()));
      running.kill("SIGTERM");
      await ended;
    },
  };
}

/** Asks until the bot says that it is ready, for a minute at most. */
async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("The bot did not become ready within a minute; its lines above say why.");
}

/** Ada, the admin, uploads the three sample documents through Home, as anyone would. */
async function addSamples({ driver }: Sandbox): Promise<void> {
  const names = (await readdir(samples)).filter((name) => name.endsWith(".md")).sort();
  for (const [index, name] of names.entries()) {
    const bytes = await readFile(join(samples, name));
    driver.openHome("ada");
    await driver.waitFor(() => driver.home("ada"), { what: "Home", timeoutMs: 10_000 });
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => driver.modals("ada").at(-1)?.submit, { what: "the modal", timeoutMs: 10_000 });
    const file = driver.upload({ user: "ada", name: name.replace(/^\d+-/, ""), bytes });
    await driver.submit({ user: "ada", answers: { files: [file.id] } });
    await driver.waitFor(() => JSON.stringify(driver.home("ada")?.blocks ?? []).includes(`@${index + 1}`), {
      what: `document ${index + 1} in Home`,
      timeoutMs: 15_000,
    });
  }
}

async function main(): Promise<void> {
  const dataDirectory = join(root, ".data", "demo");
  await rm(dataDirectory, { recursive: true, force: true });
  const botPort = await freePort(0);
  const sandbox = createSandbox({
    manifest: (await readFile(join(root, "manifest.yml"), "utf8")).replace(
      "socket_mode_enabled: true",
      "socket_mode_enabled: false",
    ),
    ...secrets,
    deliverTo: `http://127.0.0.1:${botPort}/slack/events`,
    port: await freePort(Number(process.env.DEMO_PORT ?? preferredPort)),
  });
  await sandbox.start();
  const bot = keepBotRunning({
    ...process.env,
    PORT: String(botPort),
    HOST: "127.0.0.1",
    ROLE: "all",
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    SLACK_APP_TOKEN: "",
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: "",
    REDIS_URL: "",
    DATA_DIR: dataDirectory,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  });
  const stop = () => {
    void bot
      .stop()
      .then(() => sandbox.close())
      .finally(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await untilReady(`http://127.0.0.1:${botPort}/readyz`);
  await addSamples(sandbox);
  say(`
  Coursewright is running in a Slack of its own.

  Open  ${sandbox.url}
  and write  /course Create security training using @1 @3

  ${process.env.OPENAI_API_KEY ? "Courses are written by the model that OPENAI_MODEL names." : "Courses are drafted offline from the documents; set OPENAI_API_KEY to use a model."}
  Ctrl+C ends it.
`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exit(1);
});
