/** Small things kept for some days between two clicks, under an id that whoever comes back brings along. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { toJson } from "./values.ts";

export type StashRepository = {
  /** Keeps something under an id. False when the id is taken: what is there stays. */
  keep(workspaceId: string, id: string, content: unknown): Promise<boolean>;
  /** Null when there is none, or none any more. Parsed by whoever asks. */
  find(workspaceId: string, id: string): Promise<unknown>;
  forget(workspaceId: string, id: string): Promise<void>;
};

const keptDays = 7;

/** The stashes of all workspaces. */
export function createStashes({ database }: { database: Queryable }): StashRepository {
  return {
    async keep(workspaceId, id, content) {
      await database.execute("insert into workspaces (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
      await database.execute(
        `delete from stashes where workspace_id = $1 and id in (
           select id from stashes where workspace_id = $1 and created_at < clock_timestamp() - $2::int * interval '1 day'
           order by created_at limit 100)`,
        [workspaceId, keptDays],
      );
      const added = await database.execute(
        "insert into stashes (workspace_id, id, content) values ($1, $2, $3::jsonb) on conflict do nothing",
        [workspaceId, id, toJson(content)],
      );
      return added > 0;
    },

    async find(workspaceId, id) {
      const [row] = await database.query(
        z.object({ content: z.unknown() }),
        "select content from stashes where workspace_id = $1 and id = $2",
        [workspaceId, id],
      );
      return row?.content ?? null;
    },

    async forget(workspaceId, id) {
      await database.execute("delete from stashes where workspace_id = $1 and id = $2", [workspaceId, id]);
    },
  };
}
