/** The composition root: parts are joined here and in `app/`, and nowhere else. */
import { openParts } from "./app/parts.ts";
import { startReceiver } from "./app/receiver.ts";
import { startWorker } from "./app/worker.ts";
import type { Wraps } from "./app/writing.ts";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";

export type RunningApp = {
  /** Where Slack's requests and health checks are answered. */
  port: number;
  /** Ends intake, hands running work back, closes in order. */
  stop(): Promise<void>;
};

/**
 * Opens everything in order and starts the roles that the settings name.
 * @throws CoursewrightError when something cannot be opened; what was open by then is closed again
 */
export async function startApp({ config, log, ...wraps }: { config: Config; log: Log } & Wraps): Promise<RunningApp> {
  const closing = new AsyncDisposableStack();
  try {
    const parts = { ...(await openParts({ config, log, closing })), ...wraps };
    if (config.role !== "web") await startWorker(parts, closing);
    const port = await startReceiver(parts, closing);
    return { port, stop: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
