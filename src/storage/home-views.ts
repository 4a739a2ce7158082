/** What each person's Home shows, kept so that every process can publish it again. */
import { z } from "zod";
import type { Queryable } from "./database.ts";
import { toJson } from "./values.ts";

/** `state` is the Home's own: search and pages. `hash` is Slack's for the view as it was published last. */
export type HomeView = { state: unknown; hash: string | null };
export type HomeViewRepository = {
  /** Somebody opened it: remembered from now on. */
  opened(workspaceId: string, userId: string): Promise<void>;
  /** Null for somebody who never opened it. `idleMinutes` is how long ago they last opened or used it. */
  find(workspaceId: string, userId: string): Promise<(HomeView & { idleMinutes: number }) | null>;
  /** Keeps the state; using Home counts as opening it. */
  saveState(workspaceId: string, userId: string, state: unknown): Promise<void>;
  saveHash(workspaceId: string, userId: string, hash: string): Promise<void>;
  /** True the first time: then somebody is to be welcomed. */
  greet(workspaceId: string, userId: string): Promise<boolean>;
  /** Who opened or used it within so many minutes, newest first. */
  recent(workspaceId: string, range: { minutes: number; limit: number }): Promise<string[]>;
};

/** The Homes of all workspaces. */
export function createHomeViews({ database }: { database: Queryable }): HomeViewRepository {
  async function opened(workspaceId: string, userId: string): Promise<void> {
    await database.execute("insert into workspaces (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
    await database.execute(
      `insert into home_views (workspace_id, user_id) values ($1, $2)
       on conflict (workspace_id, user_id) do update set opened_at = clock_timestamp()`,
      [workspaceId, userId],
    );
  }

  return {
    opened,

    async find(workspaceId, userId) {
      const [row] = await database.query(
        z.object({ state: z.unknown(), hash: z.string().nullable(), idleMinutes: z.number() }),
        `select state, hash, (extract(epoch from clock_timestamp() - opened_at) / 60)::float8 as "idleMinutes"
         from home_views where workspace_id = $1 and user_id = $2`,
        [workspaceId, userId],
      );
      return row ?? null;
    },

    async saveState(workspaceId, userId, state) {
      await opened(workspaceId, userId);
      await database.execute("update home_views set state = $3::jsonb where workspace_id = $1 and user_id = $2", [
        workspaceId,
        userId,
        toJson(state),
      ]);
    },

    async saveHash(workspaceId, userId, hash) {
      await database.execute("update home_views set hash = $3 where workspace_id = $1 and user_id = $2", [
        workspaceId,
        userId,
        hash,
      ]);
    },

    async greet(workspaceId, userId) {
      await database.execute("insert into workspaces (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
      const added = await database.execute(
        `insert into home_views (workspace_id, user_id, opened_at, greeted) values ($1, $2, 'epoch', true)
         on conflict (workspace_id, user_id) do update set greeted = true where not home_views.greeted`,
        [workspaceId, userId],
      );
      return added > 0;
    },

    async recent(workspaceId, { minutes, limit }) {
      const rows = await database.query(
        z.object({ userId: z.string() }),
        `select user_id as "userId" from home_views
         where workspace_id = $1 and opened_at > clock_timestamp() - $2::float8 * interval '1 minute'
         order by opened_at desc limit $3`,
        [workspaceId, minutes, limit],
      );
      return rows.map(({ userId }) => userId);
    },
  };
}
