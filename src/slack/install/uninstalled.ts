/**
 * The bot was removed from a workspace (`app_uninstalled`), or its token was taken back (`tokens_revoked`): its work stops, its tokens
 * are deleted, and its data is kept or erased as its settings say.
 */
import type { WebClient } from "@slack/web-api";
import { WebAPIPlatformError } from "@slack/web-api";
import { z } from "zod";
import type { Log } from "../../log.ts";
import type { ErasureRepository } from "../../storage/erase.ts";
import type { InstallationRepository } from "../../storage/installations.ts";
import type { WorkspaceRepository } from "../../storage/store.ts";
import type { Background } from "../background.ts";

const bodySchema = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});
/** Tokens of people are none of ours. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("app_uninstalled") }),
  z.object({ type: z.literal("tokens_revoked"), tokens: z.object({ bot: z.array(z.string()).default([]) }) }),
]);

export type UninstallServices = {
  /** Null where the bot has the token of the environment alone. */
  installations: InstallationRepository | null;
  erasures: Pick<ErasureRepository, "stopWork" | "request">;
  workspaces: Pick<WorkspaceRepository, "settings">;
  /** The token of the environment. */
  ownToken: string | null;
  createClient: (token: string) => WebClient;
  forget: (workspaceId: string) => void;
  /** Deletes what was written down for it. */
  erase: () => Promise<void>;
  background: Background;
  log: Log;
};

export function uninstalled(services: UninstallServices) {
  const { installations, erasures, workspaces, ownToken, createClient, forget, background, log } = services;

  /** An event may come an hour late, when the bot has long been installed again. */
  async function isAlive(token: string): Promise<boolean> {
    try {
      await createClient(token).auth.test();
      return true;
    } catch (error) {
      if (error instanceof WebAPIPlatformError) return false;
      // Slack did not say: thrown on, so that the event comes again.
      throw error;
    }
  }

  /** The workspaces whose work is over. */
  async function gone(workspaceId: string | null, enterpriseId: string | null): Promise<string[]> {
    const found =
      installations === null
        ? null
        : workspaceId === null
          ? await installations.find({ enterpriseId, teamId: null })
          : await installations.ofWorkspace(workspaceId);
    if (found === null || installations === null) {
      const lost = workspaceId !== null && (ownToken === null || !(await isAlive(ownToken)));
      return lost ? [workspaceId] : [];
    }
    if (await isAlive(found.token)) return [];
    await installations.delete(found);
    if (found.teamId !== null) return [found.teamId];
    const others: string[] = [];
    for (const id of await installations.workspacesOf(found.enterpriseId ?? "")) {
      // One that has an installation of its own besides goes on with that.
      if ((await installations.ofWorkspace(id)) === null) others.push(id);
    }
    return others;
  }

  return async ({ body, event }: { body: unknown; event: unknown }): Promise<void> => {
    const parsed = eventSchema.parse(event);
    if (parsed.type === "tokens_revoked" && parsed.tokens.bot.length === 0) return;
    const { team_id, enterprise_id, is_enterprise_install } = bodySchema.parse(body);
    const workspaceId = is_enterprise_install === true ? null : (team_id ?? null);
    for (const id of await gone(workspaceId, enterprise_id ?? null)) {
      forget(id);
      const closed = await erasures.stopWork(id);
      const { onUninstall } = await workspaces.settings(id);
      if (onUninstall === "erase") {
        await erasures.request(id, "uninstalled");
        background.run("erase a workspace", services.erase);
      }
      log.info({ workspaceId: id, closed, onUninstall, event: parsed.type }, "uninstalled");
    }
  };
}
