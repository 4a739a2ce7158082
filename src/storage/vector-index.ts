/**
 * Approximate search (HNSW) for the largest workspaces. Looking at every vector is exact and quick enough for all others: 10 ms for
 * 10,000 vectors of 512 numbers and 108 ms for 100,000, measured with PGlite; an index answers in 5 to 18 ms, but takes minutes to
 * build and makes each further insert some ten times slower.
 */
import { z } from "zod";
import type { Database } from "./database.ts";
import type { VectorSpace } from "./vectors.ts";

export type VectorIndexes = {
  /**
   * Makes an index for each workspace that has become large, one after another, and drops those that nobody needs any more. May take
   * minutes; searches and inserts go on. Only on a server: PGlite, which has one lane, would stand still.
   * @returns what was made and dropped
   */
  mendIndexes(
    space: VectorSpace,
    options?: { fromPassages?: number; signal?: AbortSignal },
  ): Promise<{ made: number; dropped: number }>;
};

/** From here on a scan takes longer than the 100 ms that nobody notices. */
const usuallyFrom = 100_000;
/** More than this pgvector does not index. */
const mostDimensions = 2_000;
/** Any number, as long as every process takes the same: one of them mends. */
const advisoryLock = 6_627_832;
const prefix = "passage_vectors_near_";

export function createVectorIndexes({ database }: { database: Database }): VectorIndexes {
  return {
    mendIndexes: ({ model, dimensions }, { fromPassages = usuallyFrom, signal } = {}) =>
      database.aside(async (connection) => {
        // Held until the connection ends: an index that another process is making looks like one that it left half made.
        const locked = await connection.query(z.object({}), "select where pg_try_advisory_lock($1)", [advisoryLock]);
        if (locked.length === 0) return { made: 0, dropped: 0 };
        const wanted = await connection.query(wantedRow, wantedIndexes, [fromPassages]);
        const known = await connection.query(knownRow, knownIndexes);
        const names = new Set(wanted.map(({ name }) => name));
        const dropped = known.filter(({ name, isValid }) => !isValid || !names.has(name));
        for (const { name } of dropped) {
          await connection.execute(`drop index concurrently if exists coursewright.${name}`);
        }
        const missing = wanted.filter(
          (index) =>
            index.model === model &&
            index.dimensions === dimensions &&
            !known.some(({ name, isValid }) => isValid && name === index.name),
        );
        for (const index of missing) await connection.execute(creating(index));
        await connection.execute("select pg_advisory_unlock($1)", [advisoryLock]);
        return { made: missing.length, dropped: dropped.length };
      }, signal),
  };
}

const wantedRow = z.object({ workspaceId: z.string(), model: z.string(), dimensions: z.number(), name: z.string() });
const wantedIndexes = `select workspace_id as "workspaceId", model, dimensions,
    '${prefix}' || md5(workspace_id || ' ' || dimensions || ' ' || model) as name
  from embedded_sets e
  where dimensions <= ${mostDimensions}
    and exists (select from passage_sets s where s.id = e.set_id and s.state = 'visible')
  group by workspace_id, model, dimensions having sum(next_ordinal) >= $1::int`;

const knownRow = z.object({ name: z.string(), isValid: z.boolean() });
const knownIndexes = `select c.relname as name, i.indisvalid as "isValid"
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = 'coursewright.passage_vectors'::regclass and c.relname like '${prefix}%'`;

function creating({ workspaceId, model, dimensions, name }: z.output<typeof wantedRow>): string {
  return `create index concurrently if not exists ${name} on coursewright.passage_vectors
    using hnsw ((embedding::vector(${Math.trunc(dimensions)})) vector_ip_ops)
    where workspace_id = ${literal(workspaceId)} and model = ${literal(model)} and dimensions = ${Math.trunc(dimensions)}`;
}

/** A text as SQL: an index's condition takes no values. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
