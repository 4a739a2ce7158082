/** Where messages stand. Slack never changes such an address, but a message may be deleted: each is asked for again after a while. */
import { z } from "zod";
import type { Log } from "../log.ts";
import type { Workspaces } from "./workspaces.ts";

export type Permalinks = {
  /** Null when there is no such message, or Slack cannot say. */
  of(workspaceId: string, message: { channelId: string; ts: string | null }): Promise<string | null>;
  /** The message was deleted. */
  forget(workspaceId: string, message: { channelId: string; ts: string }): void;
};

const permalinkSchema = z.object({ permalink: z.url() });
/** Beyond this many all are forgotten and asked for anew. */
const mostKnown = 5_000;
/** How long an address is taken as good, in milliseconds: Home is published several times a minute while documents are read. */
const goodFor = 30_000;

export function createPermalinks({
  workspaces,
  clock = Date.now,
  log,
}: {
  workspaces: Workspaces;
  clock?: () => number;
  log: Log;
}): Permalinks {
  const known = new Map<string, { permalink: string; at: number }>();
  const keyOf = (workspaceId: string, channelId: string, ts: string) => `${workspaceId} ${channelId} ${ts}`;
  return {
    forget: (workspaceId, { channelId, ts }) => void known.delete(keyOf(workspaceId, channelId, ts)),

    async of(workspaceId, { channelId, ts }) {
      if (ts === null) return null;
      const key = keyOf(workspaceId, channelId, ts);
      const found = known.get(key);
      if (found !== undefined && clock() - found.at < goodFor) return found.permalink;
      try {
        const client = await workspaces.client(workspaceId);
        const { permalink } = permalinkSchema.parse(
          await client.chat.getPermalink({ channel: channelId, message_ts: ts }),
        );
        if (known.size >= mostKnown) known.clear();
        known.set(key, { permalink, at: clock() });
        return permalink;
      } catch (error) {
        known.delete(key);
        log.info({ error, workspaceId, channelId }, "no permalink");
        return null;
      }
    },
  };
}
