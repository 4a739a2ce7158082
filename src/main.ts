/** Starts Coursewright: environment → settings → the roles, and stops them in order on SIGTERM or SIGINT. */
import { startApp } from "./app.ts";
import { ConfigError, parseConfig } from "./config.ts";
import { CoursewrightError } from "./errors.ts";
import { createLog } from "./log.ts";

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog({ level: config.logLevel });
  const app = await startApp({ config, log });
  log.info({ port: app.port, role: config.role }, "ready");
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "could not stop in order");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof CoursewrightError;
  process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
