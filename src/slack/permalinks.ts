/** Where messages stand. Slack never changes such an address, so each is asked for once. */
import { z } from "zod";
import type { Log } from "../log.ts";
import type { Workspaces } from "./workspaces.ts";

export type Permalinks = {
  /** Null when there is no such message, or Slack cannot say. */
  of(workspaceId: string, message: { channelId: string; ts: string | null }): Promise<string | null>;
};

const permalinkSchema = z.object({ permalink: z.url() });
/** Beyond this many all are forgotten and asked for anew. */
const mostKnown = 5_000;

export function createPermalinks({ workspaces, log }: { workspaces: Workspaces; log: Log }): Permalinks {
  const known = new Map<string, string>();
  return {
    async of(workspaceId, { channelId, ts }) {
      if (ts === null) return null;
      const key = `${workspaceId} ${channelId} ${ts}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      try {
        const client = await workspaces.client(workspaceId);
        const { permalink } = permalinkSchema.parse(
          await client.chat.getPermalink({ channel: channelId, message_ts: ts }),
        );
        if (known.size >= mostKnown) known.clear();
        known.set(key, permalink);
        return permalink;
      } catch (error) {
        log.info({ error, workspaceId, channelId }, "no permalink");
        return null;
      }
    },
  };
}
