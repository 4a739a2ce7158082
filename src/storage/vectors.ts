/** Vectors of passages: what has none yet, saving, searching by nearness. Only where the database has pgvector. */
import { z } from "zod";
import { type Place, placeSchema } from "../course/schema.ts";
import type { Database } from "./database.ts";
import { createVectorIndexes, type VectorIndexes } from "./vector-index.ts";

/** What makes vectors comparable: those of another model, or of another length, say nothing of each other. */
export type VectorSpace = { model: string; dimensions: number };
/** A passage that is to be embedded. */
export type UnembeddedPassage = { setId: string; ordinal: number; place: Place; text: string };
/** A passage by its keys. `cosine` of its vector and the query's, -1 to 1. */
export type NearPassage = { setId: string; ordinal: number; cosine: number };
/** A vector of length 1, or null for a passage that the model cannot take: it is not tried again. */
export type SavedVector = { setId: string; ordinal: number; vector: readonly number[] | null };

export type VectorRepository = VectorIndexes & {
  /** Workspaces that have visible passages without a vector in this space. */
  unfinished(space: VectorSpace): Promise<string[]>;
  /** Takes or renews the turn to embed a workspace's passages, for a minute; false while somebody else has it. */
  takeTurn(workspaceId: string, owner: string): Promise<boolean>;
  giveUpTurn(workspaceId: string, owner: string): Promise<void>;
  /** The next visible passages without a vector, those of one reading together and in order. */
  next(workspaceId: string, space: VectorSpace, limit: number): Promise<UnembeddedPassage[]>;
  /** Saves what `next` gave, in its order, and how far that brings their readings. Passages that went meanwhile are left out. */
  save(workspaceId: string, space: VectorSpace, vectors: readonly SavedVector[]): Promise<void>;
  /** Whether any passage of the workspace has been given to the model. */
  hasSome(workspaceId: string, model: string): Promise<boolean>;
  /** Visible passages by nearness. `vector` has length 1; of one document at most `mostOfDocument`. */
  search(asked: {
    workspaceId: string;
    space: VectorSpace;
    vector: readonly number[];
    /** Null searches the whole workspace. */
    documentIds: readonly string[] | null;
    limit: number;
    mostOfDocument: number;
  }): Promise<NearPassage[]>;
  /** Those of the sets that are not wholly embedded yet. */
  unembedded(workspaceId: string, space: VectorSpace, setIds: readonly string[]): Promise<Set<string>>;
  /**
   * Deletes some vectors of other spaces than this one, once they have not been written for a day: until then a change of the
   * model can be taken back, and processes with the old and the new settings may run side by side. True while there are more.
   */
  forgetOthers(space: VectorSpace): Promise<boolean>;
};

/** Where documents take turns, so many of the nearest passages are looked at for others. */
const pool = 200;
/** More than the pool, so that an approximate index finds nearly all of it; pgvector allows 1,000. */
const indexEffort = 240;
/** Each statement stays well below the 50 ms that others wait for it. */
const forgottenAStep = 500;
const turnSeconds = 60;

/** The vectors of all workspaces. */
export function createVectors({ database }: { database: Database }): VectorRepository {
  return {
    ...createVectorIndexes({ database }),

    async unfinished({ model, dimensions }) {
      const rows = await database.query(
        z.object({ id: z.string() }),
        `select distinct s.workspace_id as id from passage_sets s
         where s.state = 'visible' and ${isUnfinished("s", "$1", "$2")} order by 1`,
        [model, dimensions],
      );
      return rows.map(({ id }) => id);
    },

    async takeTurn(workspaceId, owner) {
      const taken = await database.execute(
        `insert into embedding_turns as held (workspace_id, owner, held_until)
         select workspace_id, $2, clock_timestamp() + interval '${turnSeconds} seconds' from workspaces where workspace_id = $1
         on conflict (workspace_id) do update set owner = excluded.owner, held_until = excluded.held_until
         where held.owner = excluded.owner or held.held_until < clock_timestamp()`,
        [workspaceId, owner],
      );
      return taken > 0;
    },

    async giveUpTurn(workspaceId, owner) {
      await database.execute("delete from embedding_turns where workspace_id = $1 and owner = $2", [
        workspaceId,
        owner,
      ]);
    },

    next: (workspaceId, { model, dimensions }, limit) =>
      database.query(
        z.object({ setId: z.string(), ordinal: z.number(), place: placeSchema, text: z.string() }),
        `with unfinished as (
           select s.id, coalesce(e.next_ordinal, 0) as next_ordinal from passage_sets s
           left join embedded_sets e on e.set_id = s.id and e.model = $2 and e.dimensions = $3
           where s.workspace_id = $1 and s.state = 'visible' and ${isUnfinished("s", "$2", "$3")}
           order by s.id limit $4)
         select u.id::text as "setId", p.ordinal, p.place, p.text
         from unfinished u cross join lateral (
           select * from passages where workspace_id = $1 and set_id = u.id and ordinal >= u.next_ordinal
           order by ordinal limit $4) p
         order by u.id, p.ordinal limit $4`,
        [workspaceId, model, dimensions, limit],
      ),

    async save(workspaceId, { model, dimensions }, vectors) {
      const kept = vectors.filter(({ vector }) => vector !== null);
      await database.execute(
        `with saved as (
           insert into passage_vectors (workspace_id, set_id, ordinal, model, dimensions, embedding)
           select $1, p.set_id, p.ordinal, $2, $3::int, given.embedding::vector
           from unnest($4::bigint[], $5::int[], $6::text[]) as given(set_id, ordinal, embedding)
           join passages p on p.workspace_id = $1 and p.set_id = given.set_id and p.ordinal = given.ordinal
           on conflict do nothing),
         reached as (
           select set_id, max(ordinal) + 1 as next_ordinal from unnest($7::bigint[], $8::int[]) as given(set_id, ordinal)
           group by set_id)
         insert into embedded_sets as known (workspace_id, set_id, model, dimensions, next_ordinal, is_finished)
         select $1, s.id, $2, $3::int, r.next_ordinal,
           not exists (select from passages where workspace_id = $1 and set_id = s.id and ordinal >= r.next_ordinal)
         from reached r join passage_sets s on s.id = r.set_id and s.workspace_id = $1
         on conflict (set_id, model, dimensions) do update
           set next_ordinal = greatest(known.next_ordinal, excluded.next_ordinal),
             is_finished = known.is_finished or excluded.is_finished, updated_at = clock_timestamp()`,
        [
          workspaceId,
          model,
          dimensions,
          kept.map(({ setId }) => setId),
          kept.map(({ ordinal }) => ordinal),
          kept.map(({ vector }) => textOf(vector ?? [])),
          vectors.map(({ setId }) => setId),
          vectors.map(({ ordinal }) => ordinal),
        ],
      );
    },

    async hasSome(workspaceId, model) {
      const rows = await database.query(
        z.object({}),
        "select from embedded_sets where workspace_id = $1 and model = $2 limit 1",
        [workspaceId, model],
      );
      return rows.length > 0;
    },

    search: ({ workspaceId, space, vector, documentIds, limit, mostOfDocument }) =>
      database.transaction(async (transaction) => {
        // Without an index for this workspace the setting means nothing, and every vector of it is looked at.
        await transaction.execute(
          `select set_config('hnsw.ef_search', '${indexEffort}', true), set_config('jit', 'off', true)`,
        );
        return transaction.query(nearRow, nearest(space.dimensions, documentIds !== null), [
          workspaceId,
          space.model,
          space.dimensions,
          textOf(vector),
          documentIds,
          mostOfDocument < limit ? Math.max(pool, limit) : limit,
          mostOfDocument,
          limit,
        ]);
      }),

    async unembedded(workspaceId, { model, dimensions }, setIds) {
      const rows = await database.query(
        z.object({ id: z.string() }),
        `select id::text as id from unnest($4::bigint[]) as id
         where not exists (select from embedded_sets e
           where e.workspace_id = $1 and e.set_id = id and e.model = $2 and e.dimensions = $3 and e.is_finished)`,
        [workspaceId, model, dimensions, [...new Set(setIds)]],
      );
      return new Set(rows.map(({ id }) => id));
    },

    async forgetOthers({ model, dimensions }) {
      const [old] = await database.query(
        z.object({ setId: z.string(), model: z.string(), dimensions: z.number() }),
        `select set_id::text as "setId", model, dimensions from embedded_sets
         where (model, dimensions) <> ($1, $2::int) and updated_at < clock_timestamp() - interval '1 day' limit 1`,
        [model, dimensions],
      );
      if (old === undefined) return false;
      const values = [old.setId, old.model, old.dimensions];
      const deleted = await database.execute(
        `delete from passage_vectors v using passage_sets s
         where s.id = $1::bigint and v.workspace_id = s.workspace_id and v.set_id = s.id and v.model = $2 and v.dimensions = $3
           and v.ordinal in (select ordinal from passage_vectors
             where workspace_id = s.workspace_id and set_id = s.id and model = $2 and dimensions = $3
             order by ordinal limit ${forgottenAStep})`,
        values,
      );
      if (deleted === 0) {
        await database.execute(
          "delete from embedded_sets where set_id = $1::bigint and model = $2 and dimensions = $3",
          values,
        );
      }
      return true;
    },
  };
}

const nearRow = z.object({ setId: z.string(), ordinal: z.number(), cosine: z.number() });

/** As SQL: that a set has passages, and they are not all embedded. */
function isUnfinished(set: string, model: string, dimensions: string): string {
  return `not exists (select from embedded_sets done
      where done.set_id = ${set}.id and done.model = ${model} and done.dimensions = ${dimensions} and done.is_finished)
    and exists (select from passages any_of where any_of.set_id = ${set}.id and any_of.workspace_id = ${set}.workspace_id)`;
}

/**
 * `$1` workspace, `$2` model, `$3` dimensions, `$4` the query's vector, `$5` documents or null, `$6` how many of the nearest are
 * looked at, `$7` most of a document, `$8` limit. The cast to a length is what an index is made on, and a condition on sets that
 * are not to be seen, of which there are few, leaves it usable. Vectors have length 1, so the inner product is the cosine;
 * pgvector gives it below zero, so that the nearest come first.
 */
function nearest(dimensions: number, isScoped: boolean): string {
  const distance = `v.embedding::vector(${Math.trunc(dimensions)}) <#> $4::vector(${Math.trunc(dimensions)})`;
  const sets = isScoped
    ? `= any(array(select id from passage_sets
        where workspace_id = $1 and state = 'visible' and document_id = any($5::text[])))`
    : "not in (select id from passage_sets where workspace_id = $1 and state <> 'visible') and $5::text[] is null";
  return `select set_id::text as "setId", ordinal, -distance as cosine
    from (select *, row_number() over (partition by set_id order by distance, ordinal) as rank
          from (select v.set_id, v.ordinal, ${distance} as distance from passage_vectors v
                where v.workspace_id = $1 and v.model = $2 and v.dimensions = $3 and v.set_id ${sets}
                order by ${distance} limit $6) near) ranked
    where rank <= $7 order by distance, set_id, ordinal limit $8`;
}

/** As pgvector reads it, with no more digits than it keeps. */
function textOf(vector: readonly number[]): string {
  return `[${vector.map((number) => number.toPrecision(7)).join(",")}]`;
}
