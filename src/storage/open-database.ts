/** Chooses the database and makes it ready to use. */
import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import { provideVectorTables } from "./vector-tables.ts";

/**
 * Opens the server's database, or without a URL the one in `dataDirectory` (null: in memory), and migrates it; where pgvector is there, with tables for vectors.
 * The caller holds the lock on the directory.
 * @throws CoursewrightError `storage_down` when the server cannot be reached, `internal` when the schema is another version's
 */
export async function openDatabase({
  databaseUrl,
  dataDirectory,
  log,
}: {
  databaseUrl: string | null;
  dataDirectory: string | null;
  log?: Log;
}): Promise<Database> {
  const database =
    databaseUrl === null
      ? await openPglite({ dataDirectory })
      : await openPostgres({ url: databaseUrl, ...(log && { log }) });
  try {
    const applied = await migrate(database);
    if (applied.length > 0) log?.info({ applied }, "migrated the database");
    await provideVectorTables(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
