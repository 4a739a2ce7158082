/** Which workspaces the bot serves, from its settings: the one of the token in the environment, those that have installed it, or both. */
import type { WebClient } from "@slack/web-api";
import type { Log } from "../../log.ts";
import type { Database } from "../../storage/database.ts";
import { createVault, type EncryptionKey } from "../../storage/encryption.ts";
import { createInstallations, type InstallationRepository } from "../../storage/installations.ts";
import { createSingleWorkspace, joinWorkspaces, type Workspaces } from "../workspaces.ts";
import { createInstalledWorkspaces } from "./installed-workspaces.ts";
import type { OAuthSettings } from "./installer.ts";
import { createRefreshTokens } from "./refresh-tokens.ts";

export type OpenWorkspaces = {
  workspaces: Workspaces;
  /** Null where the token in the environment is all there is. */
  installations: InstallationRepository | null;
  /** Forgets what this process has read of a workspace. */
  forget(workspaceId: string): void;
  /** Remembers which organisation a workspace belongs to, once each. */
  noteEnterprise(workspaceId: string, enterpriseId: string): Promise<void>;
};

export function openWorkspaces({
  botToken,
  oauth,
  database,
  createClient,
  owner,
  clock,
  log,
}: {
  botToken: string | null;
  oauth: (OAuthSettings & { keys: readonly EncryptionKey[] }) | null;
  database: Database;
  /** An empty token makes a client for calls that need none. */
  createClient: (token: string) => WebClient;
  /** Names this process among all that share the database. */
  owner: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Log;
}): OpenWorkspaces {
  const single = botToken === null ? [] : [createSingleWorkspace({ token: botToken, createClient })];
  if (oauth === null) {
    const nothing = async () => undefined;
    return {
      workspaces: joinWorkspaces(single),
      installations: null,
      forget: () => undefined,
      noteEnterprise: nothing,
    };
  }
  const installations = createInstallations({ database, vault: createVault(oauth.keys) });
  const { clientId, clientSecret } = oauth;
  const refreshTokens = createRefreshTokens({ client: createClient(""), clientId, clientSecret, clock });
  const installed = createInstalledWorkspaces({ installations, refreshTokens, createClient, owner, clock, log });
  const noted = new Map<string, string>();
  return {
    workspaces: joinWorkspaces([...single, installed]),
    installations,
    forget: installed.forget,
    async noteEnterprise(workspaceId, enterpriseId) {
      if (noted.get(workspaceId) === enterpriseId) return;
      await installations.noteEnterprise(workspaceId, enterpriseId);
      noted.set(workspaceId, enterpriseId);
    },
  };
}
