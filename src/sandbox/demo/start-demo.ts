/** The demo: a sandbox, the bot beside it in a process of its own, and the page's switches wired to both. */
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { createSandbox, type Sandbox } from "../sandbox.ts";
import { keepRunning } from "./keep-running.ts";
import type { Trouble } from "./trouble.ts";

const root = resolve(import.meta.dirname, "../../..");
const samples = resolve(import.meta.dirname, "../samples");
const secrets = { signingSecret: "sandbox-signing-secret", botToken: "xoxb-sandbox" };

export type DemoOptions = {
  /** Where the page is wanted; another port when that one is taken. */
  port: number;
  /** Where the bot keeps its things. */
  dataDirectory: string;
  /** Settings that go to the bot besides the demo's own. */
  environment: NodeJS.ProcessEnv;
  /** How long a bot that was killed stays dead, in milliseconds; 4 s when left out: long enough to be seen. */
  restartAfterMs?: number;
  /** Told, in a line, what a person at the terminal should know. */
  say(line: string): void;
};
export type Demo = { sandbox: Sandbox; stop(): Promise<void> };

/** Starts everything; resolves once the bot is ready and has read the sample documents. @throws Error when it does not */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const botPort = await freePort(0);
  const sandbox = createSandbox({
    manifest: (await readFile(join(root, "manifest.yml"), "utf8")).replace(
      "socket_mode_enabled: true",
      "socket_mode_enabled: false",
    ),
    ...secrets,
    deliverTo: `http://127.0.0.1:${botPort}/slack/events`,
    port: await freePort(options.port),
  });
  await sandbox.start();
  let dead = true;
  const bot = keepRunning({
    script: "src/sandbox/demo/bot.ts",
    directory: root,
    environment: {
      ...options.environment,
      PORT: String(botPort),
      HOST: "127.0.0.1",
      ROLE: "all",
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_SIGNING_SECRET: secrets.signingSecret,
      SLACK_APP_TOKEN: "",
      SLACK_CLIENT_ID: "",
      SLACK_CLIENT_SECRET: "",
      SLACK_STATE_SECRET: "",
      SLACK_API_URL: sandbox.apiUrl,
      DATABASE_URL: "",
      REDIS_URL: "",
      DATA_DIR: options.dataDirectory,
    },
    readyUrl: `http://127.0.0.1:${botPort}/readyz`,
    restartAfterMs: options.restartAfterMs ?? 4_000,
    onDown(how) {
      dead = true;
      options.say(`The bot ended (${how}); it starts again.`);
      sandbox.setSwitches({ workerKilled: true });
    },
    onReady() {
      dead = false;
      sandbox.setSwitches({ workerKilled: false });
    },
  });
  const troubleOf = ({ modelSlow, modelFailing }: Sandbox["switches"]): Trouble => ({
    slow: modelSlow,
    failing: modelFailing,
  });
  const stopListening = sandbox.onSwitches((switches) => {
    bot.tell(troubleOf(switches));
    if (switches.workerKilled && !dead) bot.kill();
    if (!switches.workerKilled && dead) bot.startNow();
  });
  const stop = async () => {
    stopListening();
    await bot.stop();
    await sandbox.close();
  };
  try {
    await bot.ready();
    await addSamples(sandbox);
  } catch (error) {
    await stop();
    throw error;
  }
  return { sandbox, stop };
}

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

/** Ada, the admin, uploads the three sample documents through Home, as anyone would. */
async function addSamples({ driver }: Sandbox): Promise<void> {
  const names = (await readdir(samples)).filter((name) => name.endsWith(".md")).sort();
  for (const [index, name] of names.entries()) {
    const bytes = await readFile(join(samples, name));
    driver.openHome("ada");
    await driver.waitFor(() => driver.home("ada"), { what: "Home", timeoutMs: 20_000 });
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => driver.modals("ada").at(-1)?.submit, { what: "the modal", timeoutMs: 20_000 });
    const file = driver.upload({ user: "ada", name: name.replace(/^\d+-/, ""), bytes });
    await driver.submit({ user: "ada", answers: { files: [file.id] } });
    await driver.waitFor(() => JSON.stringify(driver.home("ada")?.blocks ?? []).includes(`@${index + 1}`), {
      what: `document ${index + 1} in Home`,
      timeoutMs: 30_000,
    });
  }
}
