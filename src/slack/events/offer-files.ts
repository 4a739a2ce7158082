/**
 * Files in the direct message with the bot: an admin is asked whether they go into the knowledge base, since everyone can read
 * that; everyone else is told who can add them.
 */
import { texts } from "../../texts.ts";
import { messageKey } from "../ids.ts";
import type { MessageEvent, SlackFile } from "../payloads.ts";
import { inTimeOrLater } from "../people/in-time.ts";
import { fileOfferMessage } from "../render/file-offer.ts";
import { mrkdwnLine } from "../render/text.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "store" | "permissions" | "workspaces" | "background">;

/** What was sent, kept until somebody answers the offer. */
export type OfferedFiles = {
  userId: string;
  channelId: string;
  ts: string;
  /** Where the offer stands, and what becomes of it is told. */
  threadTs: string;
  /** What was written with the files: it may be the request for a course. */
  text: string;
  files: SlackFile[];
};

/**
 * @param text without the mention of the bot
 * @returns whether the message is dealt with; if not, it is taken for a request like any other
 */
export async function offerFiles(
  { store, permissions, workspaces, background }: Needs,
  { workspaceId, message, userId, text }: { workspaceId: string; message: MessageEvent; userId: string; text: string },
): Promise<boolean> {
  if (message.files.length === 0) return false;
  const { channel, ts } = message;
  const say = (answer: { text: string; blocks?: ReturnType<typeof fileOfferMessage>["blocks"] }) =>
    background.run("answer to files", async () => {
      const client = await workspaces.client(workspaceId);
      const thread = { channel, thread_ts: message.thread_ts ?? ts };
      await client.chat.postMessage({ ...thread, ...answer, unfurl_links: false, unfurl_media: false });
    });
  // Slack delivers some events twice.
  const id = `offer:${messageKey(channel, ts)}`;
  if (!(await inTimeOrLater(permissions.isAdmin(workspaceId, userId)))) {
    if (text !== "") return false;
    if (await store.stashes.keep(workspaceId, id, {})) say({ text: texts.fileOffer.notAdmin });
    return true;
  }
  const { limits } = await store.workspaces.settings(workspaceId);
  const { files } = message;
  const fitting = files.filter(({ size }) => size <= limits.fileMegabytes * 1024 * 1024);
  const threadTs = message.thread_ts ?? ts;
  const offered: OfferedFiles = { userId, channelId: channel, ts, threadTs, text, files: fitting };
  if (!(await store.stashes.keep(workspaceId, id, offered))) return true;
  for (const { name } of files.filter((file) => !fitting.includes(file))) {
    say({ text: texts.fileOffer.tooLarge(mrkdwnLine(name), limits.fileMegabytes) });
  }
  if (fitting.length === 0) return text === "";
  say(fileOfferMessage(id, offered));
  return true;
}
