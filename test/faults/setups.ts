/** The two ways to run the bot: one process on the built-in database; web and worker processes on PostgreSQL and Redis. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { startPostgres } from "../fixtures/postgres.ts";
import { startRedis } from "../fixtures/redis.ts";
import { sparePort } from "../fixtures/spare-port.ts";
import { startBalancer } from "./balancer.ts";
import { keepLedger } from "./ledger.ts";
import type { SetupName } from "./options.ts";
import { type Supervised, supervise } from "./supervisor.ts";

/** A service that the bot needs and that can go away. */
export type Service = { stop(): Promise<void>; start(): Promise<void> };
export type Setup = {
  name: SetupName;
  processes: readonly Supervised[];
  services: { redis?: Service; postgres?: Service };
  /** Where the bot answers. */
  url: string;
  /** The bot's database; on the built-in one only while no process runs. */
  openDatabase(): Promise<Database>;
  /** Ends the processes the hard way, then the services, and removes what they wrote. */
  close(): Promise<void>;
};

/** What is the same for all processes. */
type Environment = Readonly<Record<string, string>>;

/** Prepares a set-up; its processes are not started yet. */
export function openSetup(name: SetupName, environment: (port: number) => Environment): Promise<Setup> {
  return name === "pglite" ? openTogether(environment) : openApart(environment);
}

async function openTogether(environment: (port: number) => Environment): Promise<Setup> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "coursewright-faults-"));
  const open = () => openDatabase({ databaseUrl: null, dataDirectory });
  await prepare(open);
  const port = await sparePort();
  const only = supervise({ name: "all", port, environment: { ...environment(port), DATA_DIR: dataDirectory } });
  return {
    name: "pglite",
    processes: [only],
    services: {},
    url: `http://127.0.0.1:${port}`,
    openDatabase: open,
    async close() {
      await only.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function openApart(environment: (port: number) => Environment): Promise<Setup> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const databaseUrl = await postgres.createDatabase();
  const open = () => openDatabase({ databaseUrl, dataDirectory: null });
  await prepare(open);
  const roles = ["web", "web", "worker", "worker", "worker"] as const;
  const processes: Supervised[] = [];
  for (const [index, role] of roles.entries()) {
    const port = await sparePort();
    processes.push(
      supervise({
        name: `${role}-${index + 1}`,
        port,
        environment: { ...environment(port), ROLE: role, DATABASE_URL: databaseUrl, REDIS_URL: redis.url },
      }),
    );
  }
  const webs = processes.filter(({ name }) => name.startsWith("web"));
  const balancer = await startBalancer(webs.map(({ port }) => port));
  return {
    name: "servers",
    processes,
    services: { redis, postgres },
    url: balancer.url,
    openDatabase: open,
    async close() {
      await Promise.all(processes.map((each) => each.stop()));
      await balancer.close();
      await Promise.all([postgres.remove(), redis.remove()]);
    },
  };
}

async function prepare(open: () => Promise<Database>): Promise<void> {
  const database = await open();
  try {
    await keepLedger(database);
  } finally {
    await database.close();
  }
}
