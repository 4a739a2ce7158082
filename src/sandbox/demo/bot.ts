/**
 * The bot of the demo, as a process of its own: the whole of Coursewright as `src/main.ts` starts it, with a model that can be
 * made slow or failing from outside. It ends when the demo does, however that ends.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type RunningApp, startApp } from "../../app.ts";
import { parseConfig } from "../../config.ts";
import { CoursewrightError } from "../../errors.ts";
import { createLog } from "../../log.ts";
import { type Trouble, troubleReviser, troubleSchema, troubleWriter } from "./trouble.ts";

async function main(): Promise<void> {
  let now: Trouble = { slow: false, failing: false };
  process.on("message", (message) => {
    now = troubleSchema.parse(message);
  });
  let app: RunningApp | null = null;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // One that is still starting has taken nothing on yet.
    (app?.stop() ?? Promise.resolve()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("disconnect", stop);
  // Ctrl+C in a terminal reaches both processes; the demo then says when to stop.
  process.on("SIGINT", () => undefined);
  const config = parseConfig(process.env);
  const parts = { trouble: () => now, sleep };
  app = await startApp({
    config,
    log: createLog({ level: config.logLevel }),
    wrapWriter: (writer) => troubleWriter(writer, parts),
    wrapReviser: (reviser) => troubleReviser(reviser, parts),
  });
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    if (signal.reason instanceof CoursewrightError) throw signal.reason;
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exit(1);
});
