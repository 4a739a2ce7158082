/** Statements that stand in no transaction and may take long. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../../src/storage/database.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { useDatabase } from "../fixtures/suites.ts";

describe.each(databaseKinds)("aside on %s", (kind) => {
  let database: Database;
  useDatabase(kind, (opened) => {
    ({ database } = opened);
  });

  it("makes an index that others do not wait for, in the bot's own schema", async () => {
    const rows = await database.aside(async (connection) => {
      await connection.execute("create index concurrently aside_index on courses (state)");
      return connection.query(
        z.object({ table: z.string() }),
        "select indrelid::regclass::text as table from pg_index where indexrelid = 'aside_index'::regclass",
      );
    });
    expect(rows).toEqual([{ table: "courses" }]);
  });

  it("passes on what goes wrong, and can be used again", async () => {
    await expect(database.aside((connection) => connection.execute("select broken"))).rejects.toThrow("broken");
    await expect(database.aside(async () => 1)).resolves.toBe(1);
  });

  it.runIf(kind === "postgres")("ends at once when its signal says so, whatever it is at", async () => {
    const leaving = new AbortController();
    const work = database.aside(async (connection) => {
      const sleeping = connection.execute("select pg_sleep(600)");
      leaving.abort();
      await sleeping;
    }, leaving.signal);
    await expect(work).rejects.toMatchObject({ code: "storage_down" });
    await expect(database.aside(async () => 1, leaving.signal)).rejects.toThrow();
  });
});
