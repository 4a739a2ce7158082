/** Shared budgets on PostgreSQL: a row a call, by the database's own clock. For several workers without Redis. */
import { z } from "zod";
import type { Database } from "../../storage/database.ts";
import { longestCallMs, longestLookMs, type SharedBudget } from "./shared-budget.ts";

const pauseId = "pause";

export function createPostgresBudget({
  database,
}: {
  database: Pick<Database, "transaction" | "execute">;
}): SharedBudget {
  return {
    take: ({ budget, id, calls, windowMs }) =>
      database.transaction(async (transaction) => {
        // One at a time a budget: two who count at once would both find the last place free.
        await transaction.execute("select pg_advisory_xact_lock(hashtextextended($1, 7))", [budget]);
        await transaction.execute("delete from pace_calls where budget = $1 and counts_until <= clock_timestamp()", [
          budget,
        ]);
        const [state] = await transaction.query(
          z.object({ used: z.number(), paused: z.number().nullable(), next: z.number().nullable() }),
          `select count(*) filter (where id <> $2)::int as used,
                  max(extract(epoch from counts_until - clock_timestamp()) * 1000) filter (where id = $2)::float8 as paused,
                  (select extract(epoch from counts_until - clock_timestamp()) * 1000 from pace_calls
                   where budget = $1 and id <> $2 order by counts_until desc offset $3 limit 1)::float8 as next
           from pace_calls where budget = $1`,
          [budget, pauseId, calls - 1],
        );
        const wait = state?.paused ?? ((state?.used ?? 0) >= calls ? (state?.next ?? longestLookMs) : 0);
        if (wait > 0) return { waitMs: Math.min(longestLookMs, Math.max(1, Math.ceil(wait))) };
        await transaction.execute(
          `insert into pace_calls (budget, id, counts_until)
           values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')`,
          [budget, id, windowMs + longestCallMs],
        );
        return { waitMs: 0 };
      }),
    async answered({ budget, id, windowMs }) {
      await database.execute(
        `update pace_calls set answered_at = clock_timestamp(),
           counts_until = clock_timestamp() + $3 * interval '1 millisecond' where budget = $1 and id = $2`,
        [budget, id, windowMs],
      );
    },
    async giveBack({ budget, id }) {
      await database.execute("delete from pace_calls where budget = $1 and id = $2", [budget, id]);
    },
    async pause(budget, milliseconds) {
      await database.execute(
        `insert into pace_calls (budget, id, counts_until)
         values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         on conflict (budget, id) do update set counts_until = greatest(pace_calls.counts_until, excluded.counts_until)`,
        [budget, pauseId, Math.max(1, Math.ceil(milliseconds))],
      );
    },
  };
}
