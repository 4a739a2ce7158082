/** Tells the person who asked, outside the thread: the link to it, or that the bot may not post there and what to do. */
import { z } from "zod";
import type { Log } from "../log.ts";
import type { CourseRecord } from "../storage/store.ts";
import { texts } from "../texts.ts";
import { cannotPostBlocks } from "./render/notices.ts";
import { respond } from "./response-url.ts";
import type { Workspaces } from "./workspaces.ts";

const permalinkSchema = z.object({ permalink: z.url() });

export function createAnnouncer({
  workspaces,
  fetch,
  log,
}: {
  workspaces: Workspaces;
  fetch: typeof globalThis.fetch;
  log: Log;
}) {
  /** A lost answer costs nobody anything but the link. */
  async function answer(course: CourseRecord, message: object): Promise<void> {
    if (course.origin.kind !== "command") return;
    const own = { response_type: "ephemeral", replace_original: true, ...message };
    const response = await respond(fetch, course.origin.responseUrl, own);
    if (!response.ok)
      log.warn({ courseId: course.id, status: response.status }, "Slack refused an answer to a command");
  }

  return {
    async started(course: CourseRecord, threadTs: string): Promise<void> {
      if (course.origin.kind !== "command") return;
      const client = await workspaces.client(course.workspaceId);
      const { permalink } = permalinkSchema.parse(
        await client.chat.getPermalink({ channel: course.channelId, message_ts: threadTs }),
      );
      await answer(course, { text: texts.command.started(permalink) });
    },
    async cannotPost(course: CourseRecord): Promise<void> {
      await answer(course, { text: texts.command.cannotPost, blocks: cannotPostBlocks(course.id) });
    },
  };
}
