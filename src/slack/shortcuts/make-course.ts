/** "Make a course from this" on a message: the message, or its whole thread, becomes part of the brief, in the usual form. */
import { z } from "zod";
import { promptLimit } from "../../course/brief.ts";
import { texts } from "../../texts.ts";
import { wordsOf } from "../events/reply.ts";
import type { ActionListener } from "../listener.ts";
import { composeModal } from "../render/modals/compose.ts";
import { noticeModal } from "../render/modals.ts";
import { truncate } from "../render/split.ts";
import { clean } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import { saidSchema } from "./conversation-text.ts";
import { type MessageShortcut, messageShortcutSchema } from "./message-shortcut.ts";

/** As the manifest declares it. */
export const makeCourseShortcut = "make_course_from_message";

const repliesSchema = z.object({ messages: z.array(saidSchema).default([]) });

/** Longer threads than this do not fit into a request anyway. */
const mostReplies = 100;

export function makeCourse({
  openModal,
  store,
  workspaces,
  log,
}: Pick<SlackServices, "openModal" | "store" | "workspaces" | "log">): ActionListener {
  return async ({ body, ack }) => {
    const shortcut = messageShortcutSchema.parse(body);
    const workspaceId = shortcut.team.id;
    await openModal({
      workspaceId,
      triggerId: shortcut.trigger_id,
      build: async () => {
        const { botUserId } = await workspaces.identity(workspaceId);
        const said = await textsOf(shortcut, botUserId);
        if (said.length === 0) return noticeModal(texts.compose.title, texts.thread.told.shortcutEmpty);
        const { defaults } = await store.workspaces.settings(workspaceId);
        const { from, fromThread } = texts.thread.shortcut;
        const prompt = `${said.length === 1 ? from : fromThread}\n\n${said.join("\n\n")}`;
        return composeModal({
          channelId: shortcut.channel.id,
          documents: [],
          defaults,
          prompt: truncate(prompt, promptLimit),
          ...(shortcut.response_url !== undefined && { responseUrl: shortcut.response_url }),
        });
      },
    });
    await ack();
  };

  /** The message alone, or its thread when it is the root of one. Where the bot may not read, the message has to do. */
  async function textsOf(shortcut: MessageShortcut, botUserId: string): Promise<string[]> {
    const { message, channel } = shortcut;
    const isRoot = message.reply_count > 0 && (message.thread_ts ?? message.ts) === message.ts;
    const messages = isRoot ? await replies(shortcut.team.id, channel.id, message.ts) : [];
    return (messages.length > 0 ? messages : [message])
      .filter(({ bot_id }) => bot_id === undefined || messages.length === 0)
      .map(({ text }) => clean(wordsOf(text, botUserId) ?? text).trim())
      .filter((text) => text !== "");
  }

  async function replies(workspaceId: string, channel: string, ts: string) {
    try {
      const client = await workspaces.client(workspaceId);
      return repliesSchema.parse(await client.conversations.replies({ channel, ts, limit: mostReplies })).messages;
    } catch (error) {
      log.info({ error, workspaceId, channel }, "a thread could not be read for a course");
      return [];
    }
  }
}
