import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { isConnectionLost, openPostgres } from "../../src/storage/postgres.ts";
import { hasPostgres, startPostgres, type TestPostgres } from "../fixtures/postgres.ts";
import { sparePort } from "../fixtures/spare-port.ts";

const one = z.object({ one: z.number() });

describe.runIf(hasPostgres())("PostgreSQL on a server", () => {
  let server: TestPostgres;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
    database = await openDatabase({ databaseUrl: await server.createDatabase(), dataDirectory: null });
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
  });

  it("has vectors where the server has pgvector, and runs without", async () => {
    const [server] = await database.query(
      z.object({ hasVectors: z.boolean() }),
      `select exists (select from pg_available_extensions where name = 'vector') as "hasVectors"`,
    );
    expect(database.hasVectors).toBe(server?.hasVectors);
  });

  it("reads counts as numbers and times as dates", async () => {
    const [row] = await database.query(
      z.object({ big: z.number(), time: z.date(), json: z.unknown() }),
      "select 1099511627776::bigint as big, now() as time, '[1]'::jsonb as json",
    );
    expect(row).toMatchObject({ big: 2 ** 40, json: [1] });
  });

  it("migrates once when several processes start at once", async () => {
    const fresh = await server.createDatabase();
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ databaseUrl: fresh, dataDirectory: null })),
    );
    const names = await opened[0]?.query(z.object({ name: z.string() }), "select name from migrations");
    expect(new Set(names?.map(({ name }) => name)).size).toBe(names?.length);
    expect(names?.length).toBeGreaterThan(0);
    for (const each of opened) await each.close();
  });

  it("says that the server is away, also in a transaction, and goes on by itself when it is back", async () => {
    const broken = database.transaction(async (transaction) => {
      await transaction.execute("create table half (name text)");
      await server.stop();
      await transaction.execute("insert into half values ('x')");
    });
    await expect(broken).rejects.toMatchObject({ code: "storage_down" });
    await expect(database.query(one, "select 1 as one")).rejects.toMatchObject({ code: "storage_down" });
    await expect(database.transaction(async () => undefined)).rejects.toMatchObject({ code: "storage_down" });

    await server.start();
    expect(await database.query(one, "select 1 as one")).toEqual([{ one: 1 }]);
    await expect(database.execute("select * from half")).rejects.toThrow("half");
  });

  it("refuses to open when nobody answers", async () => {
    const nowhere = `postgres://tests@127.0.0.1:${await sparePort()}/none`;
    await expect(openPostgres({ url: nowhere })).rejects.toMatchObject({ code: "storage_down" });
  });

  it("passes on what the server says of a wrong statement", async () => {
    await expect(database.execute("select wrong")).rejects.toMatchObject({ code: "42703" });
  });
});

describe("isConnectionLost", () => {
  it.each([
    [Object.assign(new Error("x"), { code: "57P01" }), true],
    [Object.assign(new Error("x"), { code: "08006" }), true],
    [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), true],
    [new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]), true],
    [new Error("Connection terminated unexpectedly"), true],
    [Object.assign(new Error("x"), { code: "23505" }), false],
    [Object.assign(new Error("x"), { code: "42P01" }), false],
    ["text", false],
  ])("%o: %s", (error, expected) => {
    expect(isConnectionLost(error)).toBe(expected);
  });
});
