/**
 * `npm run demo`: a Slack workspace on this machine, and the bot beside it in a process of its own. The bot is told where
 * Slack is and knows nothing else of the sandbox. Everything begins afresh at each start.
 */
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startDemo } from "./demo/start-demo.ts";

const dataDirectory = join(resolve(import.meta.dirname, "../.."), ".data", "demo");
const preferredPort = 4321;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  await rm(dataDirectory, { recursive: true, force: true });
  const { sandbox, stop } = await startDemo({
    port: Number(process.env.DEMO_PORT ?? preferredPort),
    dataDirectory,
    environment: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" },
    say,
  });
  const end = () => void stop().finally(() => process.exit(0));
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  say(`
  Coursewright is running in a Slack of its own.

  Open  ${sandbox.url}
  and take the tour, or write  /course Create security training using @1 @3

  ${process.env.OPENAI_API_KEY ? "Courses are written by the model that OPENAI_MODEL names." : "Courses are drafted offline from the documents; set OPENAI_API_KEY to use a model."}
  Ctrl+C ends it.
`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exit(1);
});
