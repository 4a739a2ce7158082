/** What a workspace has decided for itself. */
import { z } from "zod";
import { difficultySchema } from "../course/schema.ts";
import type { Queryable } from "./database.ts";
import type { WorkspaceRepository, WorkspaceSettings } from "./store.ts";
import { toJson } from "./values.ts";

/** What settings may lower and nothing raises: the largest file, the longest request or reply, the longest document. */
export const mostOf = {
  fileMegabytes: 50,
  promptCharacters: 3_000,
  replyCharacters: 3_000,
  documentPages: 2_000,
  documentPassages: 50_000,
} as const;
/** A shorter request or reply would say too little. */
export const leastCharacters = 50;

/** A setting that was never made has its default, so that a workspace from before it existed goes on working. */
const settingsSchema: z.ZodType<WorkspaceSettings> = z.object({
  adminIds: z.array(z.string()).default([]),
  defaults: z
    .object({
      level: difficultySchema.nullable().default(null),
      lengthMinutes: z.int().nullable().default(null),
      language: z.string().nullable().default(null),
    })
    .prefault({}),
  limits: z
    .object({
      // Nobody asks for that many by hand.
      coursesPerHour: z.int().min(1).nullable().default(100),
      fileMegabytes: z.number().min(1).max(mostOf.fileMegabytes).default(mostOf.fileMegabytes),
      promptCharacters: z.int().min(leastCharacters).max(mostOf.promptCharacters).default(mostOf.promptCharacters),
      replyCharacters: z.int().min(leastCharacters).max(mostOf.replyCharacters).default(mostOf.replyCharacters),
      documentPages: z.int().min(1).max(mostOf.documentPages).default(mostOf.documentPages),
      documentPassages: z.int().min(1).max(mostOf.documentPassages).default(mostOf.documentPassages),
      tokensPerMonth: z.int().min(1).nullable().default(null),
    })
    .prefault({}),
  documentsWithGuests: z.boolean().default(false),
  onUninstall: z.enum(["keep", "erase"]).default("keep"),
  retentionDays: z.int().min(1).max(3_650).nullable().default(null),
  revision: z.int().default(0),
});

/** The settings of all workspaces. */
export function createWorkspaces({ database }: { database: Queryable }): WorkspaceRepository {
  /** One statement, so that whoever comes second sees what the first one changed. */
  async function save(workspaceId: string, settings: object, revision: number | null): Promise<boolean> {
    await database.execute("insert into workspaces (workspace_id) values ($1) on conflict do nothing", [workspaceId]);
    const changed = await database.execute(
      `update workspaces
       set settings = settings || $2::jsonb
         || case when $2::jsonb ? 'limits'
              then jsonb_build_object('limits', coalesce(settings -> 'limits', '{}') || ($2::jsonb -> 'limits'))
              else '{}' end
         || jsonb_build_object('revision', coalesce((settings ->> 'revision')::int, 0) + 1)
       where workspace_id = $1 and ($3::int is null or coalesce((settings ->> 'revision')::int, 0) = $3)`,
      [workspaceId, toJson(settings), revision],
    );
    return changed > 0;
  }

  return {
    async settings(workspaceId) {
      const [row] = await database.query(
        z.object({ settings: settingsSchema }),
        "select settings from workspaces where workspace_id = $1",
        [workspaceId],
      );
      return row?.settings ?? settingsSchema.parse({});
    },

    async saveSettings(workspaceId, settings) {
      await save(workspaceId, settings, null);
    },

    changeSettings: (workspaceId, revision, settings) => save(workspaceId, settings, revision),
  };
}
