/** PostgreSQL: whether it lets us in, how old it is, and what the start would find there. Nothing is changed. */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, hostOf, mend, ok, reasonOf } from "./finding.ts";

const texts = doctorTexts.database;
const oldestVersion = 14;
const patience = 10_000;
const migrations = fileURLToPath(new URL("../storage/migrations/", import.meta.url));

const serverSchema = z.tuple([
  z.object({ number: z.coerce.number(), version: z.string(), may_create: z.boolean(), ledger: z.boolean() }),
]);
const namesSchema = z.array(z.object({ name: z.string() }));
const presentSchema = z.tuple([z.object({ present: z.boolean() })]);

/** @param wantsVectors whether documents are to be searched by meaning, too */
export async function checkDatabase(url: string, { wantsVectors }: { wantsVectors: boolean }): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    application_name: "coursewright doctor",
  });
  // A connection that breaks is told where it is used, too.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const [server] = serverSchema.parse(
      (
        await client.query(
          `select current_setting('server_version_num') as number, current_setting('server_version') as version,
             has_database_privilege(current_database(), 'CREATE') as may_create,
             to_regclass('coursewright.migrations') is not null as ledger`,
        )
      ).rows,
    );
    if (server.number < oldestVersion * 10_000) return [mend(texts.about, texts.old(server.version, oldestVersion))];
    return [
      ok(texts.about, texts.right(server.version)),
      server.ledger || server.may_create
        ? await checkTables(client, server.ledger)
        : mend(texts.tables, texts.mayNotCreate),
      await checkVectors(client, wantsVectors),
    ];
  } catch (error) {
    return [mend(texts.about, texts.unreachable(hostOf(url), reasonOf(error)))];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkTables(client: pg.Client, hasLedger: boolean): Promise<Finding> {
  const known = (await readdir(migrations)).filter((name) => name.endsWith(".sql"));
  const applied = hasLedger
    ? namesSchema.parse((await client.query("select name from coursewright.migrations order by name")).rows)
    : [];
  const foreign = applied.find(({ name }) => !known.includes(name));
  if (foreign !== undefined) return mend(texts.tables, texts.foreign(foreign.name));
  const missing = known.length - applied.length;
  return ok(texts.tables, missing === 0 ? texts.upToDate(known.length) : texts.toApply(missing, known.length));
}

async function checkVectors(client: pg.Client, wanted: boolean): Promise<Finding> {
  const [{ present }] = presentSchema.parse(
    (await client.query("select exists (select from pg_available_extensions where name = 'vector') as present")).rows,
  );
  if (present) return ok(texts.vectors, texts.hasVectors);
  return wanted ? mend(texts.vectors, texts.vectorsNeeded) : ok(texts.vectors, texts.noVectors);
}
