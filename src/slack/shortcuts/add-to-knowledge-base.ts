/** "Add to knowledge base" at a message: shows what of it can be added, and who will read it then. */
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { texts } from "../../texts.ts";
import { openForAdmin } from "../actions/admin-modal.ts";
import type { ActionListener } from "../listener.ts";
import { addFromSlackModal, type Offered } from "../render/modals/add-from-slack.ts";
import { truncate } from "../render/split.ts";
import { line } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import { dateOf, messageText, type Said, saidSchema, threadText } from "./conversation-text.ts";
import { type MessageShortcut, messageShortcutSchema } from "./message-shortcut.ts";

type Needs = Pick<SlackServices, "permissions" | "openModal" | "store" | "workspaces" | "names" | "log">;

type Thread = { messages: Said[]; isClosed: boolean };

const channelSchema = z.object({ channel: z.object({ is_private: z.boolean().default(false) }) });
const repliesSchema = z.object({
  messages: z.array(saidSchema),
  response_metadata: z.object({ next_cursor: z.string().default("") }).prefault({}),
});
/** Longer threads are cut there; 400 messages are more than a chapter. */
const pageSize = 200;
const mostPages = 2;

export function addToKnowledgeBase(needs: Needs): ActionListener {
  return async ({ body: raw, ack }) => {
    const shortcut = messageShortcutSchema.parse(raw);
    await openForAdmin(needs, shortcut, () => modalFor(needs, shortcut));
    await ack();
  };
}

async function modalFor(
  needs: Needs,
  { team, user, trigger_id, channel, message }: MessageShortcut,
): Promise<ModalView> {
  const workspaceId = team.id;
  const nameOf = (userId: string) => needs.names.nameOf(workspaceId, userId);
  const hasThread = message.thread_ts !== undefined || message.reply_count > 0;
  const [isPrivate, thread, text] = await Promise.all([
    isPrivateConversation(needs, workspaceId, channel),
    hasThread ? readThread(needs, workspaceId, channel.id, message.thread_ts ?? message.ts) : null,
    messageText(message, nameOf),
  ]);
  const replies = thread?.messages ?? [];
  const offered: Offered = {
    userId: user.id,
    message: text.trim(),
    thread: replies.length > 1 ? { text: await threadText(replies, nameOf), messages: replies.length } : null,
    files: message.files.map(({ id, name, title, size }) => ({ id, name: name || id, title, size })),
  };
  const stash = `shortcut:${trigger_id}`;
  await needs.store.stashes.keep(workspaceId, stash, offered);
  const first = line(offered.message.split("\n").find((each) => each.trim() !== "") ?? "");
  return addFromSlackModal({
    stash,
    offered,
    title: truncate(first, 80) || texts.addFromSlack.titleFallback(dateOf(message.ts)),
    isPrivate,
    hasUnreadThread: hasThread && (thread?.isClosed ?? false),
  });
}

/** Slack names no place that is private; a public channel may be one that it does not tell the bot about, so that is asked. */
async function isPrivateConversation(
  { workspaces, log }: Needs,
  workspaceId: string,
  channel: MessageShortcut["channel"],
): Promise<boolean> {
  if (channel.name === "directmessage" || channel.name === "privategroup" || channel.id.startsWith("D")) return true;
  try {
    const client = await workspaces.client(workspaceId);
    return channelSchema.parse(await client.conversations.info({ channel: channel.id })).channel.is_private;
  } catch (error) {
    // What cannot be looked into is not public.
    log.info({ error, workspaceId, channelId: channel.id }, "a conversation is taken as private");
    return true;
  }
}

/** The thread's messages, oldest first; closed when the bot is not let in. */
async function readThread(
  { workspaces, log }: Needs,
  workspaceId: string,
  channelId: string,
  ts: string,
): Promise<Thread> {
  const messages: Said[] = [];
  try {
    const client = await workspaces.client(workspaceId);
    let cursor = "";
    for (let page = 0; page < mostPages; page += 1) {
      const answer = repliesSchema.parse(
        await client.conversations.replies({ channel: channelId, ts, limit: pageSize, ...(cursor && { cursor }) }),
      );
      messages.push(...answer.messages);
      cursor = answer.response_metadata.next_cursor;
      if (cursor === "") break;
    }
    return { messages, isClosed: false };
  } catch (error) {
    log.info({ error, workspaceId, channelId }, "a thread could not be read");
    return { messages, isClosed: true };
  }
}
