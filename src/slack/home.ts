/**
 * Publishes the App Home of each person, made for what they may do. Whoever has it open sees changes of documents by themselves:
 * who opened it lately is in the database, so that any process can publish for them.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { z } from "zod";
import type { Config } from "../config.ts";
import { codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { inLanguage } from "../texts/locale.ts";
import { createHomeContent, type HomeStore } from "./home/content.ts";
import { createRefreshes } from "./home/refreshes.ts";
import type { Permissions } from "./people/permissions.ts";
import type { Permalinks } from "./permalinks.ts";
import { renderHome } from "./render/home.ts";
import { type HomeState, readHomeState } from "./render/home-state.ts";
import type { Workspaces } from "./workspaces.ts";

export type HomePublisher = {
  /** Somebody opened it. What they searched an hour ago is forgotten. */
  open(workspaceId: string, userId: string): Promise<void>;
  /** Shows the newest state. Failures are logged: the next opening of Home publishes again. */
  publish(workspaceId: string, userId: string): Promise<void>;
  /** Changes where somebody is in their Home, and shows it. */
  turn(workspaceId: string, userId: string, change: (state: HomeState) => Promise<HomeState>): Promise<void>;
  /** Something that somebody's Home lists has changed: shown to them if they have it open. */
  refresh(workspaceId: string, userId: string): void;
  /** Documents have changed: shown soon to everyone who has Home open, a few times a minute at most. */
  changed(workspaceId: string): void;
  /** Forgets what is still to be shown. */
  stop(): Promise<void>;
};

/** How long after its last use a Home counts as open, in minutes. Slack does not say when it is closed. */
const openMinutes = 60;
const mostTries = 4;
const longestPauseMs = 15_000;
const languagePatienceMs = 1_000;

const publishedSchema = z.object({ view: z.object({ hash: z.string() }) });

export function createHomePublisher({
  store,
  permissions,
  permalinks,
  workspaces,
  prices = null,
  log,
}: {
  store: HomeStore;
  permissions: Permissions;
  permalinks: Permalinks;
  workspaces: Workspaces;
  prices?: Config["prices"];
  log: Log;
}): HomePublisher {
  const contentOf = createHomeContent({ store, permissions, permalinks, prices });
  /** By person: the publishing that runs, and the one that waits for it. A third would show what the second shows. */
  const lanes = new Map<string, { running: Promise<void>; waiting: Promise<void> | null }>();
  const stopping = new AbortController();

  const refreshes = createRefreshes({
    openers: (workspaceId, limit) => store.homes.recent(workspaceId, { minutes: openMinutes, limit }),
    publish,
  });

  function publish(workspaceId: string, userId: string): Promise<void> {
    const key = `${workspaceId} ${userId}`;
    const lane = lanes.get(key);
    if (lane === undefined) {
      const running = publishNow(workspaceId, userId).finally(() => {
        if (lanes.get(key)?.waiting === null) lanes.delete(key);
      });
      lanes.set(key, { running, waiting: null });
      return running;
    }
    lane.waiting ??= lane.running.then(() => {
      lanes.delete(key);
      return publish(workspaceId, userId);
    });
    return lane.waiting;
  }

  async function publishNow(workspaceId: string, userId: string): Promise<void> {
    try {
      const client = await workspaces.client(workspaceId);
      for (let tries = 1; tries <= mostTries && !stopping.signal.aborted; tries += 1) {
        try {
          const kept = await store.homes.find(workspaceId, userId);
          const content = await contentOf(workspaceId, userId, readHomeState(kept?.state));
          // Who they are is known by now: what they may do was asked.
          const language = await permissions.languageOf(workspaceId, userId, languagePatienceMs);
          const view = inLanguage(language, () => renderHome(content));
          // The last try shows what is true, whoever published meanwhile.
          const hash = kept?.hash !== null && tries < mostTries ? kept?.hash : undefined;
          const published = await client.views.publish({ user_id: userId, view, ...(hash && { hash }) });
          await store.homes.saveHash(workspaceId, userId, publishedSchema.parse(published).view.hash);
          return;
        } catch (error) {
          await pauseAfter(error, tries);
        }
      }
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ error, workspaceId, userId }, "could not publish Home");
    }
  }

  /**
   * Another process published first: what it kept is read again. Throttled, or nobody says who the person is: waits. Anything else
   * is thrown on.
   */
  async function pauseAfter(error: unknown, tries: number): Promise<void> {
    const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping.signal });
    if (error instanceof WebAPIPlatformError && error.data.error === "hash_conflict") return pause(20 * tries);
    if (codeOf(error) === "slack_unreachable" && tries < mostTries) return pause(500 * 2 ** tries);
    if (error instanceof WebAPIRateLimitedError) return pause(Math.min(error.retryAfter * 1_000, longestPauseMs));
    throw error;
  }

  return {
    publish,

    async open(workspaceId, userId) {
      const kept = await store.homes.find(workspaceId, userId);
      if (kept === null || kept.idleMinutes > openMinutes) {
        await store.homes.saveState(workspaceId, userId, readHomeState(null));
      }
      await store.homes.opened(workspaceId, userId);
      await publish(workspaceId, userId);
    },

    async turn(workspaceId, userId, change) {
      const kept = await store.homes.find(workspaceId, userId);
      await store.homes.saveState(workspaceId, userId, await change(readHomeState(kept?.state)));
      await publish(workspaceId, userId);
    },

    refresh(workspaceId, userId) {
      store.homes
        .find(workspaceId, userId)
        .then((kept) => (kept !== null && kept.idleMinutes <= openMinutes ? publish(workspaceId, userId) : undefined))
        .catch((error: unknown) => log.warn({ error, workspaceId, userId }, "could not refresh Home"));
    },

    changed: refreshes.changed,

    async stop() {
      stopping.abort();
      await refreshes.stop();
      await Promise.all([...lanes.values()].flatMap(({ running, waiting }) => [running, waiting]));
    },
  };
}
