/** PostgreSQL in this process. It is one session, so everything that speaks to it goes through one lane, in order. */
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite, type Results } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Database, Queryable } from "./database.ts";
import { createMutex } from "./mutex.ts";
import { createPglitePool } from "./pglite-pool.ts";
import { bindable } from "./values.ts";

/**
 * Opens the database in `dataDirectory` (made when missing), or a fresh one in memory.
 * The caller holds the lock on the directory: two processes would spoil it.
 */
export async function openPglite({ dataDirectory }: { dataDirectory: string | null }): Promise<Database> {
  const session = await openSession(dataDirectory);
  const mutex = createMutex();
  let closed = false;
  let closing: Promise<void> | null = null;

  /** Sends to the session; only for whoever holds the mutex. */
  async function send(sql: string, values: readonly unknown[] = []): Promise<Results> {
    if (closed) throw new CoursewrightError("storage_down", "the database is closed");
    if (values.length > 0) return session.query(sql, bindable(values));
    const results = await session.exec(sql);
    return results.at(-1) ?? { rows: [], fields: [], affectedRows: 0 };
  }

  await send("set search_path to coursewright, bullmq, public");
  await send("create extension if not exists vector with schema public");

  const inside: Queryable = {
    query: async (row, sql, values) => z.array(row).parse((await send(sql, values)).rows),
    execute: async (sql, values) => (await send(sql, values)).affectedRows ?? 0,
  };

  async function transaction<Result>(run: (transaction: Queryable) => Promise<Result>): Promise<Result> {
    return mutex.run(async () => {
      await send("begin");
      try {
        const result = await run(inside);
        await send("commit");
        return result;
      } catch (error) {
        await send("rollback").catch(() => undefined);
        throw error;
      }
    });
  }

  const outside: Queryable = {
    query: (row, sql, values) => mutex.run(() => inside.query(row, sql, values)),
    execute: (sql, values) => mutex.run(() => inside.execute(sql, values)),
  };

  return {
    kind: "pglite",
    hasVectors: true,
    ...outside,
    transaction,
    aside: (run) => run(outside),
    pool: createPglitePool({ mutex, send, onNotification: (heard) => session.onNotification(heard) }),
    close() {
      closing ??= mutex.run(() => {
        closed = true;
        return session.close();
      });
      return closing;
    },
  };
}

/** A new folder is filled under another name first: a process that is killed while doing so leaves nothing half made. */
async function openSession(dataDirectory: string | null): Promise<PGlite> {
  const extensions = { vector };
  if (dataDirectory === null) return PGlite.create({ extensions });
  const folder = resolve(dataDirectory, "postgres");
  if (!existsSync(folder)) {
    const unfinished = join(resolve(dataDirectory), "postgres.unfinished");
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const making = await PGlite.create({ dataDir: unfinished, extensions });
    await making.close();
    await rename(unfinished, folder);
  }
  return PGlite.create({ dataDir: folder, extensions });
}
