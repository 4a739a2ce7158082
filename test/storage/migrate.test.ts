import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../../src/storage/database.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { openPglite } from "../../src/storage/pglite.ts";

const names = z.object({ name: z.string() });

describe("migrations", () => {
  let database: Database;
  let directory: string;
  beforeAll(async () => {
    database = await openPglite({ dataDirectory: null });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.execute("drop schema if exists coursewright cascade");
    directory = mkdtempSync(join(tmpdir(), "coursewright-migrations-"));
    mkdirSync(join(directory, "folder_1"));
    writeFileSync(join(directory, "README.md"), "not a migration");
    write("0001_first.sql", "create table first (name text); insert into first values ('a;b');");
    write("0002_second.sql", "create table second (name text);");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql);
  const ledger = async () =>
    (await database.query(names, "select name from coursewright.migrations order by name")).map(({ name }) => name);

  it("applies each once, in order, and writes it down", async () => {
    expect(await migrate(database, { directory })).toEqual(["0001_first.sql", "0002_second.sql"]);
    expect(await migrate(database, { directory })).toEqual([]);
    write("0003_third.sql", "alter table second add column more text;");
    expect(await migrate(database, { directory })).toEqual(["0003_third.sql"]);
    expect(await ledger()).toEqual(["0001_first.sql", "0002_second.sql", "0003_third.sql"]);
    expect(await database.query(names, "select name from coursewright.first")).toEqual([{ name: "a;b" }]);
  });

  it("undoes one that fails as a whole, keeps those before it, and can go on when it is mended", async () => {
    write("0002_second.sql", "create table second (name text); select broken;");
    await expect(migrate(database, { directory })).rejects.toThrow("broken");
    expect(await ledger()).toEqual(["0001_first.sql"]);
    write("0002_second.sql", "create table second (name text);");
    expect(await migrate(database, { directory })).toEqual(["0002_second.sql"]);
  });

  it("takes no offence at line endings", async () => {
    write("0001_first.sql", "create table first\n(name text);");
    await migrate(database, { directory });
    write("0001_first.sql", "create table first\r\n(name text);");
    expect(await migrate(database, { directory })).toEqual([]);
  });

  it.each([
    ["was changed after it was applied", () => write("0001_first.sql", "create table other (name text);")],
    ["belongs to another (newer) version", () => rmSync(join(directory, "0002_second.sql"))],
    ["comes before 0002_second.sql", () => write("0001_late.sql", "select 1;")],
  ])("refuses when a migration %s", async (reason, change) => {
    await migrate(database, { directory });
    change();
    await expect(migrate(database, { directory })).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining(reason),
    });
  });

  it("applies all of the program's own, whose numbers are unique", async () => {
    const applied = await migrate(database);
    const own = join(import.meta.dirname, "../../src/storage/migrations");
    expect(applied).toEqual(readdirSync(own).sort());
    expect(new Set(applied.map((name) => name.slice(0, 4))).size).toBe(applied.length);
  });
});
