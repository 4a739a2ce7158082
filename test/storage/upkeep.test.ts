import { expect, test } from "vitest";
import { z } from "zod";
import { openPglite } from "../../src/storage/pglite.ts";
import { createUpkeep } from "../../src/storage/upkeep.ts";

const running = new AbortController().signal;

test("what was overwritten is freed and what is new is counted, once", async () => {
  const database = await openPglite({ dataDirectory: null });
  await database.execute("create table public.stock (item integer primary key, held integer)");
  await database.execute("create table public.quiet (item integer)");
  await database.execute("insert into public.stock select n, 0 from generate_series(1, 3000) n");
  await database.execute("update public.stock set held = held + 1");
  await database.execute("select pg_stat_force_next_flush()");
  const upkeep = createUpkeep({ database });
  expect(await upkeep.tend(running)).toEqual(["public.stock"]);
  const [told] = await database.query(
    z.object({ dead: z.number(), rows: z.number() }),
    `select n_dead_tup::int as dead, reltuples::int as rows from pg_stat_user_tables t join pg_class c on c.oid = t.relid
     where t.relname = 'stock'`,
  );
  expect(told).toEqual({ dead: 0, rows: 3_000 });
  expect(await upkeep.tend(running)).toEqual([]);
  await database.close();
});

test("a server is left to its own", async () => {
  const pglite = await openPglite({ dataDirectory: null });
  const upkeep = createUpkeep({ database: { ...pglite, kind: "postgres" } });
  await pglite.close();
  expect(await upkeep.tend(running)).toEqual([]);
});
