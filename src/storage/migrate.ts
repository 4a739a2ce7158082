/** Brings the database to the schema this program speaks: numbered SQL files, each applied once, in one transaction. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CoursewrightError } from "../errors.ts";
import type { Database, Queryable } from "./database.ts";

type Migration = { name: string; sql: string; checksum: string };

/** Any number, as long as every process takes the same: those that start together migrate one after another. */
const advisoryLock = 6_627_830;
const ownMigrations = fileURLToPath(new URL("./migrations/", import.meta.url));

/**
 * Applies what is not applied yet. Safe with several processes starting at once.
 * @returns the names of the migrations applied now
 * @throws CoursewrightError `internal` when an applied migration was changed, or is one this program does not have
 */
export async function migrate(database: Database, { directory = ownMigrations } = {}): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction((transaction) => applyNext(transaction, migrations));
    if (name === null) return applied;
    applied.push(name);
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(`${directory}/${name}`, "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** Applies the first migration that the ledger lacks; null when there is none. */
async function applyNext(transaction: Queryable, migrations: readonly Migration[]): Promise<string | null> {
  await transaction.execute("select pg_advisory_xact_lock($1)", [advisoryLock]);
  await transaction.execute("create schema if not exists coursewright");
  // For this transaction alone, so that what is made without naming a schema is made in ours.
  await transaction.execute("set local search_path to coursewright, public");
  await transaction.execute(
    `create table if not exists migrations (
       name text primary key, checksum text not null, applied_at timestamptz(3) not null default clock_timestamp())`,
  );
  const ledger = await transaction.query(
    z.object({ name: z.string(), checksum: z.string() }),
    "select name, checksum from migrations order by name",
  );
  refuseDisagreement(ledger, migrations);
  const next = migrations[ledger.length];
  if (next === undefined) return null;
  await transaction.execute(next.sql);
  await transaction.execute("insert into migrations (name, checksum) values ($1, $2)", [next.name, next.checksum]);
  return next.name;
}

/** What was applied must be how the list of files begins. */
function refuseDisagreement(
  ledger: readonly { name: string; checksum: string }[],
  migrations: readonly Migration[],
): void {
  for (const [index, applied] of ledger.entries()) {
    const file = migrations.find(({ name }) => name === applied.name);
    if (file === undefined) {
      throw new CoursewrightError(
        "internal",
        `the database has the migration ${applied.name}, which this program does not: it belongs to another (newer) version of Coursewright`,
      );
    }
    if (file.checksum !== applied.checksum) {
      throw new CoursewrightError(
        "internal",
        `the migration ${applied.name} was changed after it was applied: restore it, and write a new one instead`,
      );
    }
    if (migrations[index]?.name !== applied.name) {
      throw new CoursewrightError(
        "internal",
        `the migration ${migrations[index]?.name} comes before ${applied.name}, which is applied already: give it a later number`,
      );
    }
  }
}
