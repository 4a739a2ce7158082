/** Who may do what, asked by every action, command, view and event. */
import { z } from "zod";
import type { Log } from "../log.ts";
import type { CourseRecord, Store } from "../storage/store.ts";
import type { Workspaces } from "./workspaces.ts";

const userSchema = z.object({
  user: z.object({
    team_id: z.string().optional(),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    deleted: z.boolean().default(false),
  }),
});

export type Permissions = {
  /** The workspace's owners and admins, and those added in settings. No, when Slack cannot say. */
  isAdmin(workspaceId: string, userId: string): Promise<boolean>;
  /** Guests and people from connected workspaces read no documents. No, when Slack cannot say. */
  mayReadDocuments(workspaceId: string, userId: string): Promise<boolean>;
  /** The requester and admins may cancel, retry after a failure, and delete. */
  mayControl(course: CourseRecord, userId: string): Promise<boolean>;
};

/** How long an answer of Slack's is trusted, in milliseconds: a person who was made an admin should not have to wait long. */
const trustedForMs = 30_000;
/** Beyond this many people all are forgotten and asked for anew. */
const mostKnown = 20_000;

export function createPermissions({
  store,
  workspaces,
  clock,
  log,
}: {
  store: Pick<Store, "workspaces">;
  workspaces: Workspaces;
  clock: () => number;
  log: Log;
}): Permissions {
  const known = new Map<string, { standing: Standing; until: number }>();

  async function askSlack(workspaceId: string, userId: string): Promise<Standing> {
    const key = `${workspaceId}:${userId}`;
    const cached = known.get(key);
    if (cached !== undefined && cached.until > clock()) return cached.standing;
    const client = await workspaces.client(workspaceId);
    const { user } = userSchema.parse(await client.users.info({ user: userId }));
    const isStranger = user.is_stranger || (user.team_id !== undefined && user.team_id !== workspaceId);
    const standing: Standing = user.deleted
      ? "outsider"
      : user.is_restricted || user.is_ultra_restricted || isStranger
        ? "outsider"
        : user.is_admin || user.is_owner
          ? "admin"
          : "member";
    if (known.size > mostKnown) known.clear();
    known.set(key, { standing, until: clock() + trustedForMs });
    return standing;
  }

  async function standingOf(workspaceId: string, userId: string): Promise<Standing> {
    return askSlack(workspaceId, userId).catch((error: unknown) => {
      log.warn({ error, workspaceId, userId }, "could not ask Slack who a person is; taken as an outsider");
      return "outsider";
    });
  }

  async function isAdmin(workspaceId: string, userId: string): Promise<boolean> {
    const standing = await standingOf(workspaceId, userId);
    if (standing === "admin") return true;
    const { adminIds } = await store.workspaces.settings(workspaceId);
    return standing === "member" && adminIds.includes(userId);
  }

  return {
    isAdmin,
    mayReadDocuments: async (workspaceId, userId) => (await standingOf(workspaceId, userId)) !== "outsider",
    mayControl: async (course, userId) => course.requesterId === userId || isAdmin(course.workspaceId, userId),
  };
}

/** An outsider is a guest, a person from a connected workspace, or somebody who has left. */
type Standing = "admin" | "member" | "outsider";
