/**
 * Messages that may ask for a course: a mention (it comes as `app_mention` and as `message`; one key makes them one) and
 * whatever a person writes to the bot directly. What is said in a course's thread is a reply to that course.
 */
import type { KnownBlock } from "@slack/types";
import { isChatter } from "../../course/reply-words.ts";
import { texts } from "../../texts.ts";
import { createSubCommands, subCommandOf } from "../commands/sub-commands.ts";
import { messageKey } from "../ids.ts";
import { eventBodySchema, type MessageEvent, messageEventSchema } from "../payloads.ts";
import type { SlackServices } from "../services.ts";
import { offerFiles } from "./offer-files.ts";
import { takeReply } from "./reply.ts";
import { deletedTs, threadDeleted } from "./thread-deleted.ts";

/** Messages with these subtypes are still a person's own words. */
const ownWords = new Set([undefined, "file_share", "thread_broadcast"]);

export function messageListener(
  services: Pick<
    SlackServices,
    | "intake"
    | "limits"
    | "store"
    | "queue"
    | "permissions"
    | "permalinks"
    | "home"
    | "workspaces"
    | "background"
    | "marks"
    | "waiting"
  >,
) {
  const { intake, store, workspaces, background, waiting } = services;
  const reply = takeReply(services);
  const subCommands = createSubCommands(services);
  const noteDeletion = threadDeleted(services);

  return async ({ body, event }: { body: unknown; event: unknown }): Promise<void> => {
    const { team_id: workspaceId } = eventBodySchema.parse(body);
    const message = messageEventSchema.parse(event);
    const gone = deletedTs(message);
    if (gone !== null) return noteDeletion(workspaceId, { channelId: message.channel, ts: gone });
    if (message.user === undefined || message.bot_id !== undefined || !ownWords.has(message.subtype)) return;
    const { botUserId } = await workspaces.identity(workspaceId);
    if (message.user === botUserId) return;
    const mention = `<@${botUserId}>`;
    const threadTs = message.thread_ts ?? message.ts;
    if (message.thread_ts !== undefined) {
      // One course a thread.
      const course = await store.courses.findByThread(workspaceId, message.channel, threadTs);
      if (course !== null) return reply({ course, message, userId: message.user, botUserId });
    }
    const isDirect = message.channel_type === "im" || message.channel.startsWith("D");
    if (!(isDirect || message.text.includes(mention))) return;
    // Where Slack shows the bot as an agent, all that is written to it stands in a thread. Thanks for a hint is no request.
    if (isDirect && message.thread_ts !== undefined && isChatter(message.text)) return;
    const text = message.text.replaceAll(mention, " ").trim();
    if (isDirect && (await offerFiles(services, { workspaceId, message, userId: message.user, text }))) return;
    await start(workspaceId, message, message.user, text, threadTs);
  };

  async function start(workspaceId: string, message: MessageEvent, userId: string, text: string, threadTs: string) {
    const tell = (build: () => Promise<{ text: string; blocks?: KnownBlock[] }>) =>
      background.run("answer to a message", async () => {
        const client = await workspaces.client(workspaceId);
        const said = await build();
        // In a direct message only one person reads along, and an ephemeral one would be gone after a reload.
        if (message.channel.startsWith("D")) {
          await client.chat.postMessage({ channel: message.channel, thread_ts: threadTs, ...said });
        } else {
          const inThread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
          await client.chat.postEphemeral({ channel: message.channel, user: userId, ...said, ...inThread });
        }
      });
    const say = (words: string) => tell(async () => ({ text: words }));
    // What is not stored has no key that would make two events one answer: the mention speaks, in a direct message there is one event.
    const hasTwin = message.type === "message" && !message.channel.startsWith("D");
    const explain = (words: string) => (hasTwin ? undefined : say(words));
    const asked = text === "" ? "help" : subCommandOf(text);
    if (asked !== null) return hasTwin ? undefined : tell(() => subCommands[asked]({ workspaceId, userId }));
    const result = await intake.startCourse({
      workspaceId,
      key: messageKey(message.channel, message.ts),
      channelId: message.channel,
      threadTs,
      userId,
      text,
      origin: { kind: "message", channelId: message.channel, ts: message.ts },
    });
    if (result.kind === "accepted") {
      const words = result.isNew ? await waiting(workspaceId) : null;
      return words === null ? undefined : say(words);
    }
    if (result.kind === "empty") return explain(texts.command.nothingToTeach);
    if (result.kind === "limited") return explain(result.text);
    if (result.kind === "too-long") return explain(texts.command.tooLong(result.length, result.limit));
  }
}
