/** In how many passages a lexeme stands: batches only add rows, so that no writer waits for another; later those are folded. */
import type { Database } from "./database.ts";

/** So many passages are folded at once: enough that their words repeat, few enough for 30 ms on PGlite. */
const foldedPassages = 120;
const foldedRows = 64;

/** Two "lexemes" that no text has: their counts are those of all passages, and of all lexemes in them. */
export const countedPassages = "";
export const countedWords = " ";

/** Whether folding is worth it, as SQL; `$1` is the workspace. */
export const isFoldDue = `(select coalesce(sum(passages), 0) >= ${foldedPassages} or count(*) >= ${foldedRows}
  from pending_counts where workspace_id = $1)`;

/**
 * For the `with` of a statement: `counts(key, passages)` for each key of `keyed(key)`; `$1` is the workspace. The arrays are copied
 * first, since looking into a stored one would bring it in from where long values are kept at every look.
 */
export const countsOfKeyed = `pending as materialized (
    select keys || '{}'::bigint[] as keys, counts || '{}'::int[] as counts from pending_counts where workspace_id = $1),
  counts as (
    select k.key,
      coalesce((select c.passages from lexeme_counts c where c.key = k.key and c.workspace_id = $1), 0)
      + coalesce((select sum(p.counts[i]) from pending p cross join lateral width_bucket(k.key, p.keys) as i
          where i > 0 and p.keys[i] = k.key), 0) as passages
    from (select distinct key from keyed) k)`;

/** Folds a part of what is pending. Keys are locked in their order, so that two that fold at once never wait for each other in a circle. */
export async function foldCounts(database: Database, workspaceId: string): Promise<void> {
  await database.execute(
    `with chosen as (
       select id, sum(passages) over (order by id) as passages, row_number() over (order by id) as rank
       from pending_counts where workspace_id = $1),
     taken as (
       delete from pending_counts where id in (
         select id from pending_counts where id in (
           select id from chosen where rank = 1 or passages <= ${foldedPassages})
         for update skip locked)
       returning keys, counts),
     sums as (
       select key, sum(n) as passages from taken, unnest(taken.keys, taken.counts) as entry(key, n)
       group by key having sum(n) <> 0 order by key)
     insert into lexeme_counts as known (key, workspace_id, passages) select key, $1, passages from sums
     on conflict (key) do update set passages = known.passages + excluded.passages`,
    [workspaceId],
  );
}
