/** PostgreSQL on a server. Connections that are lost are made again; while there is none, statements fail as `storage_down`. */
import pg from "pg";
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Database, Queryable } from "./database.ts";
import { bindable } from "./values.ts";

const int8 = 20;
const longestGoodbye = 3_000;
/** Counts and sizes fit a number; pg gives them as text, since not every int8 does. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    id === int8 && format !== "binary" ? Number : pg.types.getTypeParser(id, format),
};

/**
 * Opens a pool of connections and makes sure that the server answers. Closes what it opened when it does not.
 * @throws CoursewrightError `storage_down` when the server cannot be reached
 */
export async function openPostgres({ url, log }: { url: string; log?: Log }): Promise<Database> {
  const connection: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A statement whose server is gone without a word must not wait for the network's own, much longer limit.
    query_timeout: 30_000,
    application_name: "coursewright",
  };
  const pool = poolOf(
    // A frozen process must not hold rows that others wait for.
    { ...connection, types, max: 10, idle_in_transaction_session_timeout: 10_000 },
    "coursewright, public",
    log,
  );
  const queuePool = poolOf({ ...connection, max: 5 }, "bullmq", log);
  // Each of BullMQ's objects adds a listener and leaves it.
  queuePool.setMaxListeners(0);
  const outside = queryableOn(pool);
  const close = async () => {
    // A pool waits for connections that were not given back; a process that is to end does not.
    const ended = Promise.all([pool.end(), queuePool.end()]).catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, longestGoodbye).unref())]);
  };

  let hasVectors: boolean;
  try {
    hasVectors = await provideVectors(outside);
  } catch (error) {
    await close();
    throw error;
  }
  if (!hasVectors) log?.info({}, "this PostgreSQL has no pgvector: search goes by words alone");

  return {
    kind: "postgres",
    hasVectors,
    ...outside,
    transaction: (run) => transactionOn(pool, run),
    aside: (run, signal) => asideOn(connection, run, signal),
    pool: queuePool,
    close,
  };
}

function poolOf(config: pg.PoolConfig, searchPath: string, log: Log | undefined): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    // Sent before the connection is given out, and not as a start-up option, which poolers in between refuse.
    verify: (client, done) => {
      client.query(`set search_path to ${searchPath}`).then(
        () => done(),
        (error) => done(error),
      );
    },
  });
  // An idle connection that is lost is replaced when it is needed; without a listener it would end the process.
  pool.on("error", (error) => log?.warn({ error }, "lost an idle connection to PostgreSQL"));
  return pool;
}

function queryableOn(client: pg.Pool | pg.ClientBase): Queryable {
  const send = async (sql: string, values: readonly unknown[] = []) => {
    try {
      // Without values several statements may stand in one text.
      return await (values.length > 0 ? client.query(sql, bindable(values)) : client.query(sql));
    } catch (error) {
      throw isConnectionLost(error)
        ? new CoursewrightError("storage_down", "PostgreSQL cannot be reached", { cause: error })
        : error;
    }
  };
  return {
    query: async (row, sql, values) => z.array(row).parse((await send(sql, values)).rows),
    execute: async (sql, values) => (await send(sql, values)).rowCount ?? 0,
  };
}

async function transactionOn<Result>(pool: pg.Pool, run: (transaction: Queryable) => Promise<Result>): Promise<Result> {
  const client = await connect(pool);
  const transaction = queryableOn(client);
  let broken = false;
  // Lost in the middle of the transaction: the statement fails, and the event would end the process if no one heard it.
  const ignore = () => undefined;
  client.on("error", ignore);
  try {
    await transaction.execute("begin");
    const result = await run(transaction);
    await transaction.execute("commit");
    return result;
  } catch (error) {
    await transaction.execute("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off("error", ignore);
    // A connection that cannot even roll back is not given to the next one.
    client.release(broken);
  }
}

async function asideOn<Result>(
  connection: pg.ClientConfig,
  run: (connection: Queryable) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = new pg.Client({ ...connection, types, query_timeout: 0 });
  // What is lost fails with the statement; the event would end the process if no one heard it.
  client.on("error", () => undefined);
  const on = queryableOn(client);
  const cut = () => void client.end().catch(() => undefined);
  signal?.addEventListener("abort", cut, { once: true });
  try {
    await client.connect();
    await on.execute("set search_path to coursewright, public");
    return await run(on);
  } finally {
    signal?.removeEventListener("abort", cut);
    await client.end().catch(() => undefined);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    const client = await pool.connect();
    return client;
  } catch (error) {
    throw isConnectionLost(error)
      ? new CoursewrightError("storage_down", "PostgreSQL cannot be reached", { cause: error })
      : error;
  }
}

/** Makes pgvector ready if the server has it and lets us. */
async function provideVectors(database: Queryable): Promise<boolean> {
  // Installed in a schema that we do not look into, it is no use to us.
  const present = async () => (await database.execute("select 1 where to_regtype('vector') is not null")) > 0;
  if (await present()) return true;
  if ((await database.execute("select 1 from pg_available_extensions where name = 'vector'")) === 0) return false;
  try {
    await database.execute("create extension if not exists vector with schema public");
    return true;
  } catch {
    // Not allowed, or another process was faster.
    return present();
  }
}

/** SQLSTATE classes and codes, and Node's own codes, that mean that no statement can be answered now. */
const lost =
  /^(08|57P0[1-5]|53[0-9A-Z]{3}|25P03|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/;
const lostMessage =
  /connection terminated|timeout exceeded when trying to connect|connection error|query read timeout|pool after calling end|not queryable/i;

/** Whether the error says that the server is away, rather than that it refused the statement. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && lost.test(error.code)) return true;
  return lostMessage.test(error.message);
}
