/** What turning texts into vectors has cost each workspace, by month (UTC) and model. */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type EmbeddingUsageRepository = {
  /** Adds one call and its tokens to the month that is now. */
  add(of: { workspaceId: string; model: string }, tokens: number): Promise<void>;
  /** All of a workspace in the month that holds `at`. */
  month(workspaceId: string, at: Date): Promise<{ calls: number; tokens: number }>;
};

export function createEmbeddingUsage({ database }: { database: Queryable }): EmbeddingUsageRepository {
  return {
    async add({ workspaceId, model }, tokens) {
      await database.execute(
        `insert into embedding_usage as known (workspace_id, month, model, calls, tokens)
         select workspace_id, date_trunc('month', clock_timestamp() at time zone 'UTC')::date, $2, 1, $3::bigint
         from workspaces where workspace_id = $1
         on conflict (workspace_id, month, model) do update
           set calls = known.calls + 1, tokens = known.tokens + excluded.tokens`,
        [workspaceId, model, Math.round(tokens)],
      );
    },

    async month(workspaceId, at) {
      const [row] = await database.query(
        z.object({ calls: z.number(), tokens: z.number() }),
        `select coalesce(sum(calls), 0)::float8 as calls, coalesce(sum(tokens), 0)::float8 as tokens from embedding_usage
         where workspace_id = $1 and month = date_trunc('month', $2::timestamptz at time zone 'UTC')::date`,
        [workspaceId, at],
      );
      return row ?? { calls: 0, tokens: 0 };
    },
  };
}
