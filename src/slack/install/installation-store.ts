/** What Bolt's installer keeps, on our own table. Only the bot's token is kept: the app asks for none of a person's. */
import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { InstallationKey, InstallationRecord, InstallationRepository } from "../../storage/installations.ts";

/** @param installed told of every new installation, with the workspace's id (null: a whole organisation) */
export function createInstallationStore({
  installations,
  installed,
  log,
}: {
  installations: InstallationRepository;
  installed: (key: InstallationKey) => void;
  log: Log;
}): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { bot, user, appId } = installation;
      if (bot === undefined)
        throw new CoursewrightError("slack_refused", "Slack installed the app without its bot user");
      const key = keyOf(installation);
      await installations.save({
        ...key,
        appId: appId ?? "",
        botId: bot.id,
        botUserId: bot.userId,
        scopes: bot.scopes,
        installedBy: user.id,
        token: bot.token,
        refresh:
          bot.refreshToken === undefined || bot.expiresAt === undefined
            ? null
            : { token: bot.refreshToken, expiresAt: new Date(bot.expiresAt * 1_000) },
      });
      installed(key);
      log.info({ workspaceId: key.teamId, enterpriseId: key.enterpriseId, userId: user.id }, "installed");
    },

    async fetchInstallation(query) {
      const found = await fetched(installations, query);
      if (found === null) throw new CoursewrightError("slack_refused", "the bot is not installed in this workspace");
      return asInstallation(found);
    },

    async deleteInstallation(query) {
      const found = await fetched(installations, query);
      if (found !== null) await installations.delete(found);
    },
  };
}

/** An installation for a whole organisation has no workspace, whatever Slack says of where it was begun. */
function keyOf({ team, enterprise, isEnterpriseInstall }: Installation): InstallationKey {
  const teamId = isEnterpriseInstall === true ? null : (team?.id ?? null);
  const enterpriseId = enterprise?.id ?? null;
  if (teamId === null && enterpriseId === null) {
    throw new CoursewrightError("slack_refused", "Slack did not say where the app was installed");
  }
  return { teamId, enterpriseId };
}

function fetched(
  installations: InstallationRepository,
  { teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>,
): Promise<InstallationRecord | null> {
  if (teamId !== undefined && !isEnterpriseInstall) return installations.ofWorkspace(teamId);
  return installations.find({ enterpriseId: enterpriseId ?? null, teamId: null });
}

function asInstallation(found: InstallationRecord): Installation<"v2", boolean> {
  const { teamId, enterpriseId, botId, botUserId, token, scopes, refresh, installedBy, appId } = found;
  return {
    team: teamId === null ? undefined : { id: teamId },
    enterprise: enterpriseId === null ? undefined : { id: enterpriseId },
    user: { id: installedBy, token: undefined, scopes: undefined },
    bot: {
      id: botId,
      userId: botUserId,
      token,
      scopes,
      ...(refresh !== null && {
        refreshToken: refresh.token,
        expiresAt: Math.floor(refresh.expiresAt.getTime() / 1_000),
      }),
    },
    appId,
    tokenType: "bot",
    isEnterpriseInstall: teamId === null,
    authVersion: "v2",
  };
}
