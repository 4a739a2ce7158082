/**
 * The workspaces where the bot was installed through Slack's pages. Their tokens come from the database; those that run out are
 * renewed by one process at a time, since a refresh token is good for one use.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { CoursewrightError, codeOf } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { InstallationRecord, InstallationRepository } from "../../storage/installations.ts";
import type { Workspaces } from "../workspaces.ts";
import type { RefreshTokens } from "./refresh-tokens.ts";

export type InstalledWorkspaces = Workspaces & {
  /** Forgets what this process has read of a workspace. */
  forget(workspaceId: string): void;
};

/** How long what was read is trusted: an installation that another process has removed must not live on for long. */
const trustedForMs = 30_000;
/** Tokens live for twelve hours; from here on they are renewed, while they still work. */
const renewBeforeMs = 60 * 60_000;
/** A token that ends within a call's own time is taken for ended. */
const stillGoodMs = 30_000;
const pollMs = 200;
const longestWaitMs = 25_000;
/** Beyond this many workspaces all are forgotten and read anew. */
const mostKnown = 5_000;

type Known = { installation: InstallationRecord; client: WebClient; until: number };

export function createInstalledWorkspaces({
  installations,
  refreshTokens,
  createClient,
  owner,
  clock,
  log,
}: {
  installations: InstallationRepository;
  refreshTokens: RefreshTokens;
  createClient: (token: string) => WebClient;
  /** Names this process among all that share the database. */
  owner: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Log;
}): InstalledWorkspaces {
  const known = new Map<string, Known>();
  const loading = new Map<string, Promise<Known>>();

  const leftOf = ({ refresh }: InstallationRecord) =>
    refresh === null ? Number.POSITIVE_INFINITY : refresh.expiresAt.getTime() - clock();

  async function current(workspaceId: string): Promise<Known> {
    const cached = known.get(workspaceId);
    if (cached !== undefined && cached.until > clock() && leftOf(cached.installation) > renewBeforeMs) return cached;
    const underWay = loading.get(workspaceId) ?? load(workspaceId).finally(() => loading.delete(workspaceId));
    loading.set(workspaceId, underWay);
    return underWay;
  }

  async function load(workspaceId: string): Promise<Known> {
    const installation = await fresh(workspaceId);
    const before = known.get(workspaceId);
    const client = before?.installation.token === installation.token ? before.client : createClient(installation.token);
    if (known.size > mostKnown) known.clear();
    const entry = { installation, client, until: clock() + trustedForMs };
    known.set(workspaceId, entry);
    return entry;
  }

  async function read(workspaceId: string): Promise<InstallationRecord> {
    const installation = await installations.ofWorkspace(workspaceId);
    if (installation !== null) return installation;
    known.delete(workspaceId);
    throw new CoursewrightError("slack_refused", "the bot is not installed in this workspace");
  }

  /** With a token that works. Waits while another process renews one that has run out. */
  async function fresh(workspaceId: string): Promise<InstallationRecord> {
    for (const deadline = clock() + longestWaitMs; ; ) {
      const installation = await read(workspaceId);
      if (leftOf(installation) > renewBeforeMs) return installation;
      const renewed = await renew(workspaceId, installation);
      if (renewed !== null) return renewed;
      if (leftOf(installation) > stillGoodMs) return installation;
      if (clock() > deadline) {
        throw new CoursewrightError("slack_unreachable", "the workspace's token has run out and nobody could renew it");
      }
      await pause(pollMs);
    }
  }

  /** Null when another process is at it, or has been, or when it failed and the old token still works. */
  async function renew(workspaceId: string, installation: InstallationRecord): Promise<InstallationRecord | null> {
    if (installation.refresh === null || !(await installations.beginRefresh(installation, owner))) return null;
    try {
      const tokens = await refreshTokens(installation.refresh.token);
      if (!(await installations.finishRefresh(installation, owner, tokens))) return null;
      log.info({ workspaceId, enterpriseId: installation.enterpriseId }, "token renewed");
      return await read(workspaceId);
    } catch (error) {
      await installations.abandonRefresh(installation, owner);
      log.warn({ error, workspaceId, code: codeOf(error) }, "a token could not be renewed");
      if (codeOf(error) === "slack_refused" && leftOf(installation) <= stillGoodMs) throw error;
      return null;
    }
  }

  return {
    async identity(workspaceId) {
      const { botUserId, botId } = (await current(workspaceId)).installation;
      return { workspaceId, botUserId, botId };
    },
    client: async (workspaceId) => (await current(workspaceId)).client,
    token: async (workspaceId) => (await current(workspaceId)).installation.token,
    forget: (workspaceId) => void known.delete(workspaceId),
  };
}
