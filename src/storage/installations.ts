/** Where the bot is installed, with its tokens sealed. One row an installation: of a workspace, or of a whole organisation. */
import { z } from "zod";
import type { Database } from "./database.ts";
import type { Vault } from "./encryption.ts";

/** `teamId` is null for an org-wide installation, `enterpriseId` outside an organisation. */
export type InstallationKey = { enterpriseId: string | null; teamId: string | null };
export type InstallationTokens = {
  token: string;
  /** Null without token rotation. */
  refresh: { token: string; expiresAt: Date } | null;
};
export type InstallationRecord = InstallationKey &
  InstallationTokens & {
    appId: string;
    botId: string;
    botUserId: string;
    scopes: string[];
    installedBy: string;
    /** Which key its tokens are sealed with. */
    keyId: string;
    /** Grows with each change of the tokens. */
    revision: number;
  };
export type NewInstallation = Omit<InstallationRecord, "keyId" | "revision">;

export type InstallationRepository = {
  /** Takes the place of an earlier one of the same workspace or organisation. */
  save(installation: NewInstallation): Promise<void>;
  /** The workspace's own installation, else that of its organisation. @throws CoursewrightError `internal` when its key is gone */
  ofWorkspace(workspaceId: string): Promise<InstallationRecord | null>;
  find(key: InstallationKey): Promise<InstallationRecord | null>;
  /** Forgets the tokens. Resolves to whether there were any. */
  delete(key: InstallationKey): Promise<boolean>;
  /** Notes which organisation a workspace belongs to. */
  noteEnterprise(workspaceId: string, enterpriseId: string): Promise<void>;
  /** The workspaces of an organisation that the bot has met. */
  workspacesOf(enterpriseId: string): Promise<string[]>;
  /** Whether `owner` may refresh the tokens it has seen: nobody else does, and they are still the newest. Good for 20 seconds. */
  beginRefresh(installation: InstallationRecord, owner: string): Promise<boolean>;
  /** Keeps what came of a refresh. False when somebody else has changed the tokens meanwhile. */
  finishRefresh(installation: InstallationRecord, owner: string, tokens: InstallationTokens): Promise<boolean>;
  /** Lets others try. */
  abandonRefresh(installation: InstallationRecord, owner: string): Promise<void>;
};

const columns = `enterprise_id as "enterpriseId", team_id as "teamId", app_id as "appId", bot_id as "botId",
  bot_user_id as "botUserId", scopes, installed_by as "installedBy", key_id as "keyId", token, refresh_token as "refreshToken",
  expires_at as "expiresAt", revision`;
const installationRow = z.object({
  enterpriseId: z.string(),
  teamId: z.string(),
  appId: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  scopes: z.array(z.string()),
  installedBy: z.string(),
  keyId: z.string(),
  token: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.date().nullable(),
  revision: z.number(),
});
type Row = z.output<typeof installationRow>;

const ofKey = "enterprise_id = $1 and team_id = $2";
const keyValues = ({ enterpriseId, teamId }: InstallationKey): [string, string] => [enterpriseId ?? "", teamId ?? ""];
const place = (key: InstallationKey, what: "token" | "refresh") => [...keyValues(key), what].join("/");

export function createInstallations({ database, vault }: { database: Database; vault: Vault }): InstallationRepository {
  function opened(row: Row): InstallationRecord {
    const { enterpriseId, teamId, token, refreshToken, expiresAt, ...rest } = row;
    const key = { enterpriseId: enterpriseId || null, teamId: teamId || null };
    const open = (sealed: string, what: "token" | "refresh") =>
      vault.open({ keyId: row.keyId, sealed }, place(key, what));
    return {
      ...rest,
      ...key,
      token: open(token, "token"),
      refresh: refreshToken === null || expiresAt === null ? null : { token: open(refreshToken, "refresh"), expiresAt },
    };
  }

  function sealed(key: InstallationKey, { token, refresh }: InstallationTokens) {
    const hidden = vault.seal(token, place(key, "token"));
    const more = refresh === null ? null : vault.seal(refresh.token, place(key, "refresh")).sealed;
    return [hidden.keyId, hidden.sealed, more, refresh?.expiresAt ?? null] as const;
  }

  async function one(condition: string, values: readonly unknown[]): Promise<InstallationRecord | null> {
    const [row] = await database.query(
      installationRow,
      `select ${columns} from installations where ${condition}`,
      values,
    );
    return row === undefined ? null : opened(row);
  }

  return {
    async save(installation) {
      const { appId, botId, botUserId, scopes, installedBy, teamId } = installation;
      await database.transaction(async (transaction) => {
        // A workspace that has moved into an organisation (or out of one) is the same workspace.
        if (teamId !== null) await transaction.execute("delete from installations where team_id = $1", [teamId]);
        await transaction.execute(
          `insert into installations (enterprise_id, team_id, app_id, bot_id, bot_user_id, scopes, installed_by,
             key_id, token, refresh_token, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           on conflict (enterprise_id, team_id) do update
             set app_id = excluded.app_id, bot_id = excluded.bot_id, bot_user_id = excluded.bot_user_id,
                 scopes = excluded.scopes, installed_by = excluded.installed_by, key_id = excluded.key_id,
                 token = excluded.token, refresh_token = excluded.refresh_token, expires_at = excluded.expires_at,
                 revision = installations.revision + 1, refreshing_by = null, refreshing_until = null,
                 updated_at = clock_timestamp()`,
          [
            ...keyValues(installation),
            appId,
            botId,
            botUserId,
            scopes,
            installedBy,
            ...sealed(installation, installation),
          ],
        );
      });
    },

    ofWorkspace: (workspaceId) =>
      one(
        `team_id = $1 or (team_id = '' and enterprise_id in (
           select enterprise_id from workspace_enterprises where workspace_id = $1))
         order by team_id desc limit 1`,
        [workspaceId],
      ),

    find: (key) => one(ofKey, keyValues(key)),

    async delete(key) {
      return (await database.execute(`delete from installations where ${ofKey}`, keyValues(key))) > 0;
    },

    async noteEnterprise(workspaceId, enterpriseId) {
      await database.execute(
        `insert into workspace_enterprises (workspace_id, enterprise_id) values ($1, $2)
         on conflict (workspace_id) do update set enterprise_id = excluded.enterprise_id`,
        [workspaceId, enterpriseId],
      );
    },

    async workspacesOf(enterpriseId) {
      const rows = await database.query(
        z.object({ id: z.string() }),
        "select workspace_id as id from workspace_enterprises where enterprise_id = $1 order by 1",
        [enterpriseId],
      );
      return rows.map(({ id }) => id);
    },

    async beginRefresh(installation, owner) {
      const touched = await database.execute(
        `update installations
         set refreshing_by = $4, refreshing_until = clock_timestamp() + interval '20 seconds'
         where ${ofKey} and revision = $3 and (refreshing_by is null or refreshing_until <= clock_timestamp())`,
        [...keyValues(installation), installation.revision, owner],
      );
      return touched > 0;
    },

    async finishRefresh(installation, owner, tokens) {
      const touched = await database.execute(
        `update installations
         set key_id = $5, token = $6, refresh_token = $7, expires_at = $8, revision = revision + 1,
             refreshing_by = null, refreshing_until = null, updated_at = clock_timestamp()
         where ${ofKey} and revision = $3 and refreshing_by = $4`,
        [...keyValues(installation), installation.revision, owner, ...sealed(installation, tokens)],
      );
      return touched > 0;
    },

    async abandonRefresh(installation, owner) {
      await database.execute(
        `update installations set refreshing_by = null, refreshing_until = null
         where ${ofKey} and revision = $3 and refreshing_by = $4`,
        [...keyValues(installation), installation.revision, owner],
      );
    },
  };
}
