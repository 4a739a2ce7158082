/** BullMQ on Redis or on the database, brought to one shape. Each is closed by `close`, and what was opened here with it. */
import {
  createPostgresBackend,
  isPgPool,
  type Job,
  type JobsOptions,
  Queue,
  runMigrations,
  type Telemetry,
  Worker,
  type WorkerOptions,
} from "bullmq";
import { Redis, type RedisOptions } from "ioredis";
import { CoursewrightError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Database } from "../storage/database.ts";
import { patientPool } from "./patient-pool.ts";
import { type BullWorker, runWhenReady } from "./run-when-ready.ts";

export type QueueBackend = { kind: "redis"; url: string } | { kind: "database"; database: Database };

export type Transport = {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  /** Lets the next `add` under this name through although one is being worked on. */
  passActive(name: string): Promise<void>;
  worker(process: (job: Job) => Promise<void>, concurrency: number): BullWorker;
  ping(): Promise<void>;
  close(): Promise<void>;
};

const queueName = "coursewright-wake";
const prefix = "coursewright";

/** Connects to Redis in the background, or makes BullMQ's own schema in the database. */
export function openTransport({
  backend,
  telemetry,
  log,
}: {
  backend: QueueBackend;
  telemetry: Telemetry | null;
  log: Log;
}): Promise<Transport> {
  const watched = telemetry === null ? {} : { telemetry };
  return backend.kind === "redis"
    ? openRedis(backend.url, watched, log)
    : openOnDatabase(backend.database, watched, log);
}

type Watched = { telemetry?: Telemetry };

async function openRedis(url: string, watched: Watched, log: Log): Promise<Transport> {
  const report = reporter(log, "Redis");
  const connect = (options: RedisOptions): Redis => {
    const connection = new Redis(url, {
      connectTimeout: 5_000,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
      ...options,
    });
    connection.on("error", report.lost);
    connection.on("ready", report.back);
    return connection;
  };
  // A wake-up that cannot be sent now fails soon, since the sweeper sends another; a worker waits until Redis is back.
  const sending = connect({ maxRetriesPerRequest: 1 });
  const connections = [sending];
  const queue = new Queue(queueName, { connection: sending, prefix, ...watched });
  queue.on("error", report.lost);
  return {
    add: (name, data, options) => queue.add(name, data, options),
    passActive: (name) => passActive(queue, name),
    worker(process, concurrency) {
      const receiving = connect({ maxRetriesPerRequest: null });
      connections.push(receiving);
      const worker = new Worker(queueName, process, {
        ...workerOptions(concurrency),
        connection: receiving,
        prefix,
        ...watched,
      });
      worker.on("error", report.lost);
      return worker;
    },
    async ping() {
      await sending.ping();
    },
    async close() {
      // A connection that is down has nothing to say goodbye to.
      if (sending.status === "ready") await queue.close();
      for (const connection of connections) connection.disconnect();
    },
  };
}

async function openOnDatabase(database: Database, watched: Watched, log: Log): Promise<Transport> {
  if (!isPgPool(database.pool)) throw new CoursewrightError("internal", "the database has no pool for BullMQ");
  const pool = patientPool(database.pool);
  const report = reporter(log, "the database");
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const queue = new Queue(queueName, { connection: pool, ...watched }, createPostgresBackend);
  queue.on("error", report.lost);
  await queue.waitUntilReady();
  return {
    async add(name, data, options) {
      const job = await queue.add(name, data, options);
      report.back();
      return job;
    },
    passActive: (name) => passActive(queue, name),
    worker(process, concurrency) {
      const options = { ...workerOptions(concurrency), connection: pool, autorun: false, ...watched };
      return runWhenReady(() => new Worker(queueName, process, options, createPostgresBackend), report);
    },
    async ping() {
      await database.execute("select 1");
    },
    close: () => queue.close(),
  };
}

type Deduplicating = Pick<Queue, "getDeduplicationJobId" | "getJobState" | "removeDeduplicationKey">;

async function passActive(queue: Deduplicating, name: string): Promise<void> {
  const id = await queue.getDeduplicationJobId(name);
  if (id !== null && (await queue.getJobState(id)) === "active") await queue.removeDeduplicationKey(name);
}

function workerOptions(concurrency: number): Omit<WorkerOptions, "connection"> {
  return {
    concurrency,
    // After a lost connection, how soon to look again.
    runRetryDelay: 1_000,
    // A stalled job is only a wake-up: looked at again as often as it takes. How often a request is tried is counted in the inbox.
    maxStalledCount: 1_000,
  };
}

/** One line when a connection is lost and one when it is back, not one for every attempt in between. */
function reporter(log: Log, what: string): { lost(error: Error): void; back(): void } {
  let isLost = false;
  return {
    lost(error) {
      if (!isLost) log.warn({ error }, `the queue cannot reach ${what}`);
      isLost = true;
    },
    back() {
      if (isLost) log.info({}, `the queue reaches ${what} again`);
      isLost = false;
    },
  };
}
