/** Backup and restore as docs/operations.md tells them: what was stored is there again, and pending work is found. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import type { Lane } from "../../src/storage/store.ts";
import { acceptCourse, course, hold } from "../fixtures/courses.ts";
import { hasPostgres, startPostgres } from "../fixtures/postgres.ts";
import { findPostgres } from "../fixtures/services.ts";

const run = promisify(execFile);

async function fill(database: Database): Promise<Lane> {
  const store = createStore({ database });
  const { lane, requestId } = await acceptCourse(store, "T1", "key");
  const lease = await hold(store, lane);
  await store.courses.saveVersion(lease, { base: 0, course, cause: "write", authorId: "U1", requestId });
  await store.leases.release(lease);
  return lane;
}

async function check(database: Database, lane: Lane): Promise<void> {
  const store = createStore({ database });
  expect((await store.courses.version("T1", lane.id, 1))?.course).toEqual(course);
  expect(await store.system.lanesToWake(10)).toEqual([lane]);
  // What makes ids and numbers goes on where it was.
  expect((await acceptCourse(store, "T1", "another")).lane.id).not.toBe(lane.id);
}

test.skipIf(!hasPostgres())(
  "pg_dump of our schema, and pg_restore into an empty database",
  async () => {
    const server = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), "coursewright-backup-"));
    const bin = findPostgres() ?? "";
    const dump = join(folder, "coursewright.dump");
    try {
      const [from, to] = [await server.createDatabase(), await server.createDatabase()];
      const before = await openDatabase({ databaseUrl: from, dataDirectory: null });
      const lane = await fill(before);
      await run(join(bin, "pg_dump"), ["--format=custom", "--schema=coursewright", `--file=${dump}`, from]);
      await before.close();
      await run(join(bin, "pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${to}`, dump]);
      const after = await openDatabase({ databaseUrl: to, dataDirectory: null });
      await check(after, lane);
      await after.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
      await server.remove();
    }
  },
  120_000,
);

test("a copy of DATA_DIR, taken while nothing runs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coursewright-backup-"));
  try {
    const before = await openDatabase({ databaseUrl: null, dataDirectory: join(folder, "data") });
    const lane = await fill(before);
    await before.close();
    await cp(join(folder, "data"), join(folder, "restored"), { recursive: true });
    const after = await openDatabase({ databaseUrl: null, dataDirectory: join(folder, "restored") });
    await check(after, lane);
    await after.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
