/** Calls to the language model that processes make side by side, so that its limits hold for all of them together. Of no workspace. */
import { z } from "zod";
import type { Database } from "./database.ts";

export type ModelCallLimits = {
  /** Null for any number. */
  callsAtOnce: number | null;
  /** Null for any number; a single call that is larger goes when nothing else was spent. */
  tokensPerMinute: number | null;
};
export type ModelCalls = {
  /** Begins a call of about so many tokens if the limits have room for it. @param runsFor milliseconds, unless `keep` says it goes on */
  begin(call: { id: string; tokens: number; runsFor: number }): Promise<boolean>;
  /** The call goes on for so many milliseconds more. */
  keep(id: string, runsFor: number): Promise<void>;
  /** The call is over, and came to so many tokens. */
  end(id: string, tokens: number): Promise<void>;
};

const now = z.object({ running: z.number(), spent: z.number() });

/** @param model whose limits they are */
export function createModelCalls({
  database,
  model,
  limits: { callsAtOnce, tokensPerMinute },
}: {
  database: Pick<Database, "transaction" | "execute">;
  model: string;
  limits: ModelCallLimits;
}): ModelCalls {
  return {
    begin: ({ id, tokens, runsFor }) =>
      database.transaction(async (transaction) => {
        // One at a time: two that look at once would both find the last place free.
        await transaction.execute("select pg_advisory_xact_lock(hashtextextended($1, 11))", [model]);
        await transaction.execute(
          `delete from model_calls where model = $1 and begun_at <= clock_timestamp() - interval '1 minute'
             and (ended_at is not null or runs_until <= clock_timestamp())`,
          [model],
        );
        const [state] = await transaction.query(
          now,
          `select count(*) filter (where ended_at is null and runs_until > clock_timestamp())::int as running,
                  coalesce(sum(tokens) filter (where begun_at > clock_timestamp() - interval '1 minute'), 0)::float8 as spent
           from model_calls where model = $1`,
          [model],
        );
        const { running, spent } = state ?? { running: 0, spent: 0 };
        if (callsAtOnce !== null && running >= callsAtOnce) return false;
        if (tokensPerMinute !== null && spent > 0 && spent + tokens > tokensPerMinute) return false;
        await transaction.execute(
          `insert into model_calls (id, model, tokens, runs_until)
           values ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')`,
          [id, model, Math.round(tokens), runsFor],
        );
        return true;
      }),

    async keep(id, runsFor) {
      await database.execute(
        `update model_calls set runs_until = clock_timestamp() + $2 * interval '1 millisecond'
         where id = $1 and ended_at is null`,
        [id, runsFor],
      );
    },

    async end(id, tokens) {
      await database.execute("update model_calls set ended_at = clock_timestamp(), tokens = $2 where id = $1", [
        id,
        Math.round(tokens),
      ]);
    },
  };
}
