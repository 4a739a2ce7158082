/** Hears NOTIFY on one connection of its own, which is made again after it is lost. What is notified in between is not heard. */
import pg from "pg";
import type { Log } from "../log.ts";

type Listener = {
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

const firstPause = 100;
const longestPause = 5_000;

/** Connects when the first channel is listened on. */
export function createListener({ connection, log }: { connection: pg.ClientConfig; log?: Log | undefined }): Listener {
  const channels = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | null = null;
  let connecting: Promise<pg.Client> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let pause = firstPause;
  let closed = false;

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client(connection);
    made.on("error", (error) => lose(made, error));
    made.on("end", () => lose(made, null));
    made.on("notification", ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? "");
    });
    try {
      await made.connect();
      for (const channel of channels.keys()) await made.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void made.end().catch(() => undefined);
      throw error;
    }
    client = made;
    pause = firstPause;
    return made;
  }

  function connected(): Promise<pg.Client> {
    connecting ??= connect().catch((error) => {
      connecting = null;
      throw error;
    });
    return connecting;
  }

  function lose(which: pg.Client, error: Error | null): void {
    if (client !== which || closed) return;
    client = null;
    connecting = null;
    log?.warn({ error }, "lost the connection that listens to PostgreSQL");
    void which.end().catch(() => undefined);
    connectLater();
  }

  function connectLater(): void {
    if (closed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      connected().catch(connectLater);
    }, pause);
    retry.unref();
    pause = Math.min(pause * 2, longestPause);
  }

  return {
    async listen(channel, heard) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners);
      listeners.add(heard);
      try {
        const ready = await connected();
        await ready.query(`listen ${pg.escapeIdentifier(channel)}`);
      } catch {
        // It is listened on as soon as the server is back.
        connectLater();
      }
      return async () => {
        listeners.delete(heard);
        if (listeners.size > 0) return;
        channels.delete(channel);
        await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
      };
    },

    async close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      const last = await connecting?.catch(() => null);
      await last?.end().catch(() => undefined);
    },
  };
}
