import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPgPool, type PgPool } from "bullmq";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { openPglite } from "../../src/storage/pglite.ts";
import { startChild } from "../fixtures/child.ts";
import { soon } from "../fixtures/soon.ts";

describe("PGlite on disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coursewright-pglite-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps every row that was acknowledged when its process is killed in the middle of writing", async () => {
    const child = startChild(new URL("../fixtures/write-rows.ts", import.meta.url), folder);
    await vi.waitFor(() => expect(child.lines.length).toBeGreaterThan(50), soon);
    await child.kill("SIGKILL");
    const database = await openDatabase({ databaseUrl: null, dataDirectory: folder });
    const store = createStore({ database });
    const found = await database.query(z.object({ key: z.string() }), "select key from requests");
    const keys = new Set(found.map(({ key }) => key));
    expect(child.lines.filter((key) => !keys.has(key))).toEqual([]);
    // At most the one that was stored and not yet said.
    expect(keys.size - child.lines.length).toBeLessThanOrEqual(1);
    expect(await store.courses.list("T1", { limit: 1_000 })).toHaveLength(keys.size);
    await database.close();
  });

  it("makes a folder anew that a killed process left half made", async () => {
    mkdirSync(join(folder, "postgres.unfinished", "base"), { recursive: true });
    writeFileSync(join(folder, "postgres.unfinished", "PG_VERSION"), "18");
    const database = await openDatabase({ databaseUrl: null, dataDirectory: folder });
    expect(await database.query(z.object({ one: z.number() }), "select 1 as one")).toEqual([{ one: 1 }]);
    await database.close();
  });
});

describe("PGlite and its pool", () => {
  let database: Database;
  let pool: PgPool;
  beforeAll(async () => {
    database = await openPglite({ dataDirectory: null });
    if (!isPgPool(database.pool)) throw new Error("not shaped like a pool");
    pool = database.pool;
    await database.execute("create table public.items (name text, kind text)");
  });
  afterAll(() => database.close());
  beforeEach(() => database.execute("delete from public.items"));
  const names = async () =>
    (await database.query(z.object({ name: z.string() }), "select name from public.items order by name")).map(
      ({ name }) => name,
    );

  it("reads times as dates, counts as numbers, and JSON parsed", async () => {
    const row = z.object({ time: z.date(), big: z.number(), json: z.unknown(), list: z.array(z.string()) });
    const [read] = await database.query(
      row,
      "select now() as time, $1::bigint as big, $2::jsonb as json, $3::text[] as list",
      [2 ** 40, '{"a":[1]}', ["x\0", "y"]],
    );
    expect(read).toMatchObject({ big: 2 ** 40, json: { a: [1] }, list: ["x", "y"] });
    await expect(database.query(z.object({ one: z.string() }), "select 1 as one")).rejects.toThrow(z.ZodError);
    const [rest] = await database.query(z.object({ nothing: z.null() }), "select $1::text as nothing", [undefined]);
    expect(rest).toEqual({ nothing: null });
  });

  it("has pgvector", async () => {
    expect(database.hasVectors).toBe(true);
    const [row] = await database.query(z.object({ near: z.number() }), "select '[1,2]'::vector <-> '[1,3]' as near");
    expect(row?.near).toBe(1);
  });

  it("lets no one into a transaction, neither ours nor a client's, and keeps the order of those who wait", async () => {
    const order: string[] = [];
    const client = await pool.connect();
    await client.query("-- a comment first\nBEGIN");
    await client.query("insert into public.items values ('client', 'open')");
    const outside = database
      .execute("insert into public.items values ('outside', 'x')")
      .then(() => order.push("outside"));
    const ours = database
      .transaction(async (transaction) => {
        order.push("begun");
        await transaction.execute("insert into public.items values ('ours', 'x')");
        throw new Error("undone");
      })
      .catch(() => order.push("undone"));
    const other = pool.query("select 1").then(() => order.push("other"));
    await client.query("insert into public.items values ('client-2', 'open')");
    expect(order).toEqual([]);
    await client.query("ROLLBACK");
    client.release();
    await Promise.all([outside, ours, other]);
    expect(order).toEqual(["outside", "begun", "undone", "other"]);
    expect(await names()).toEqual(["outside"]);
  });

  it("undoes what a client left open when it is given back", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query("insert into public.items values ('left', 'open')");
    client.release();
    expect(await names()).toEqual([]);
    await database.execute("insert into public.items values ('next', 'x')");
    expect(await names()).toEqual(["next"]);
  });

  it("goes on after a statement failed, in a transaction and outside", async () => {
    await expect(database.execute("select broken")).rejects.toThrow("broken");
    const failed = database.transaction(async (transaction) => {
      await transaction.execute("select broken");
    });
    await expect(failed).rejects.toThrow("broken");
    expect(await database.query(z.object({ one: z.number() }), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("tells a client of the channels it listens on, and of no others", async () => {
    const heard: unknown[] = [];
    const [listening, other] = [await pool.connect(), await pool.connect()];
    for (const client of [listening, other]) client.on("notification", (message) => heard.push(message));
    await listening.query("-- comment\nLISTEN jobs");
    await other.query('LISTEN "others"');
    await database.execute("select pg_notify('jobs', 'one'), pg_notify('nobody', 'two')");
    await vi.waitFor(() => expect(heard).toEqual([{ channel: "jobs", payload: "one" }]), soon);
    listening.release();
    other.release();
    await database.execute("select pg_notify('jobs', 'three'), pg_notify('others', 'four')");
    expect(heard).toHaveLength(1);
  });

  it("says that it is closed", async () => {
    const closed = await openPglite({ dataDirectory: null });
    await closed.close();
    await expect(closed.execute("select 1")).rejects.toMatchObject({ code: "storage_down" });
  });
});
