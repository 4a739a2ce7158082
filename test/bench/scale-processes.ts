/** Processes of the bot beside a PostgreSQL and a Redis of the benchmark's own, and what they say of themselves at /metrics. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { createQueue, type WakeQueue } from "../../src/jobs/queue.ts";
import { residentReader } from "../../src/knowledge/extract/memory.ts";
import { createLog } from "../../src/log.ts";
import { createStore, type FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createVault } from "../../src/storage/encryption.ts";
import { createInstallations } from "../../src/storage/installations.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { newCourse, newWrite } from "../fixtures/courses.ts";
import { startPostgres } from "../fixtures/postgres.ts";
import { startRedis } from "../fixtures/redis.ts";
import { sparePort } from "../fixtures/spare-port.ts";
import { type PlainSlack, startPlainSlack } from "./scale-slack.ts";

const root = resolve(import.meta.dirname, "../..");
const log = createLog({ level: "silent" });
export const signingSecret = "bench-signing-secret";

export type BotProcess = {
  port: number;
  /** A figure of its /metrics, such as "process_cpu_seconds_total". Reading the event loop's delay begins it anew. */
  figures(): Promise<ReadonlyMap<string, number>>;
  /** Bytes of memory that it holds now. @throws Error where the platform does not say */
  resident(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts `src/main.ts` and waits until it is ready. Its time from start to ready is `readyMs`. */
export async function startBot(environment: Record<string, string>): Promise<BotProcess & { readyMs: number }> {
  const port = await sparePort();
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, ["src/main.ts"], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", HOST: "127.0.0.1", LOG_LEVEL: "error", ...environment, PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  const url = `http://127.0.0.1:${port}`;
  for (let ready = false; !ready; await pause(10)) {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}`);
    ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
  const readyMs = performance.now() - began;
  return {
    port,
    readyMs,
    async figures() {
      const text = await (await fetch(`${url}/metrics`)).text();
      return new Map(
        text.split("\n").flatMap((line) => {
          const [name = "", value = ""] = line.startsWith("#") ? [] : line.split(" ");
          return name === "" ? [] : [[name, Number(value)] as const];
        }),
      );
    },
    async resident() {
      const now = child.pid === undefined ? undefined : (await (await residentReader())?.read(child.pid))?.now;
      if (now === undefined) throw new Error("the platform does not say how much memory a process holds");
      return now;
    },
    async stop() {
      process.removeListener("exit", leave);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

export type Machine = {
  slack: PlainSlack;
  database: Database;
  store: FullStore;
  queue: WakeQueue;
  /** The settings of a process here; `role` and others are added by whoever starts it. */
  environment: Record<string, string>;
  /** Accepts so many courses, spread over the workspaces, a channel each, without waking anybody. */
  accept(count: number): Promise<void>;
  /** Wakes the workers for all that were accepted. */
  wakeAll(): Promise<void>;
  /** Resolves once all are ready. @throws Error when it takes longer, or when one failed */
  untilReady(longestMs: number): Promise<void>;
  close(): Promise<void>;
};

/** A fresh database with so many workspaces that the bot is installed in, T1, T2 and so on; the queue on Redis or on the database. */
export async function startMachine({
  workspaces,
  queueOn,
}: {
  workspaces: number;
  queueOn: "redis" | "postgres";
}): Promise<Machine> {
  const closing = new AsyncDisposableStack();
  // Each server and process is stopped when this one ends, and a run starts many of them.
  process.setMaxListeners(100);
  try {
    const postgres = await startPostgres();
    closing.defer(() => postgres.remove());
    const databaseUrl = await postgres.createDatabase();
    const redis = queueOn === "redis" ? await startRedis() : null;
    if (redis !== null) closing.defer(() => redis.remove());
    const slack = await startPlainSlack();
    closing.defer(() => slack.close());
    const database = await openDatabase({ databaseUrl, dataDirectory: null, log });
    closing.defer(() => database.close());
    const key = randomBytes(32);
    const installations = createInstallations({ database, vault: createVault([{ id: "k1", key }]) });
    const teams = Array.from({ length: workspaces }, (_, index) => `T${index + 1}`);
    for (const teamId of teams) await installations.save(installationOf(teamId));
    const store = createStore({ database });
    const queue = await createQueue({
      backend: redis === null ? { kind: "database", database } : { kind: "redis", url: redis.url },
      log,
    });
    closing.defer(() => queue.close());
    const accepted: { lane: Parameters<WakeQueue["wake"]>[0] }[] = [];
    return {
      slack,
      database,
      store,
      queue,
      environment: {
        DATABASE_URL: databaseUrl,
        ...(redis !== null && { REDIS_URL: redis.url }),
        SLACK_API_URL: slack.apiUrl,
        SLACK_SIGNING_SECRET: signingSecret,
        PUBLIC_URL: "http://127.0.0.1",
        SLACK_CLIENT_ID: "1.2",
        SLACK_CLIENT_SECRET: "bench",
        SLACK_STATE_SECRET: "state-secret-of-the-bench",
        TOKEN_ENCRYPTION_KEY: `k1:${key.toString("base64")}`,
      },
      async accept(count) {
        for (let index = 0; index < count; index += 1) {
          const workspaceId = teams[index % teams.length] ?? "T1";
          const number = accepted.length + 1;
          const course = newCourse(workspaceId, { channelId: `C${number}`, writer: "model" });
          accepted.push(await store.courses.accept(course, newWrite(workspaceId, `bench-${number}`)));
        }
      },
      async wakeAll() {
        for (const { lane } of accepted) await queue.wake(lane);
      },
      async untilReady(longestMs) {
        const deadline = Date.now() + longestMs;
        for (;;) {
          const rows = await database.query(
            z.object({ state: z.string(), count: z.number() }),
            "select concat(state, ' ', failure ->> 'code') as state, count(*)::int as count from courses group by 1",
          );
          const states = new Map(rows.map(({ state, count }) => [state.trim(), count]));
          if (states.get("ready") === accepted.length) return;
          const seen = JSON.stringify(Object.fromEntries(states));
          if ([...states.keys()].some((state) => state.startsWith("failed")))
            throw new Error(`courses failed: ${seen}`);
          if (Date.now() > deadline) throw new Error(`not done: ${seen}`);
          await pause(100);
        }
      },
      close: () => closing.disposeAsync(),
    };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

function installationOf(teamId: string) {
  return {
    enterpriseId: null,
    teamId,
    appId: "A1",
    botId: "BBOT",
    botUserId: "UBOT",
    scopes: [],
    installedBy: "U1",
    token: `xoxb-${teamId}`,
    refresh: null,
  };
}
