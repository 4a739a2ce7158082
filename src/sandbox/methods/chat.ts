import { z } from "zod";
import { readMessageBlocks } from "../blocks/check.ts";
import { invalid, SlackError } from "../errors.ts";
import { messageLimits } from "../limits.ts";
import type { NewMessage } from "../messages.ts";
import {
  argument,
  type Call,
  defineMethod,
  findChannel,
  findMessage,
  joinedChannel,
  type MethodTable,
} from "../method.ts";
import { messageObject } from "../objects.ts";
import type { JsonObject } from "../page-api.ts";
import { rates } from "../rates.ts";
import type { Channel, Message, Metadata } from "../state.ts";

const metadataSchema = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.json()),
});

const content = {
  text: argument.text.optional(),
  blocks: argument.anyJson.optional(),
  markdown_text: argument.text.optional(),
  metadata: argument.anyJson.optional(),
};

export const chatMethods: MethodTable = {
  "chat.postMessage": defineMethod({
    scopes: ["chat:write"],
    rate: rates.post,
    rateChannel: ({ channel }) => String(channel ?? ""),
    args: z.object({
      ...content,
      channel: argument.text,
      thread_ts: argument.text.optional(),
      reply_broadcast: argument.flag.optional(),
      username: argument.text.optional(),
      icon_emoji: argument.text.optional(),
      icon_url: argument.text.optional(),
    }),
    run(call, args) {
      const { workspace } = call;
      if (args.username ?? args.icon_emoji ?? args.icon_url) call.need("chat:write.customize");
      const channel = postingPlace(call, args.channel);
      const { text, blocks } = readContent(call, args, messageLimits.text);
      const message = postAsBot(call, {
        channel: channel.id,
        text,
        blocks,
        threadTs: threadRoot(call, channel, args.thread_ts),
        metadata: readMetadata(args.metadata),
      });
      return { channel: channel.id, ts: message.ts, message: messageObject(workspace, message, { metadata: true }) };
    },
  }),

  "chat.update": defineMethod({
    scopes: ["chat:write"],
    rate: rates.tier3,
    args: z.object({ ...content, channel: argument.text, ts: argument.text }),
    run(call, args) {
      const { workspace } = call;
      const channel = findChannel(workspace, args.channel);
      const message = ownMessage(call, channel, args.ts, "cant_update_message");
      const next = readContent(call, args, messageLimits.updateText);
      // Blocks stay when an edit brings none; an empty list takes them away.
      const blocks = args.blocks === undefined && args.markdown_text === undefined ? message.blocks : next.blocks;
      const metadata = args.metadata === undefined ? {} : { metadata: readMetadata(args.metadata) };
      const text = args.text ?? message.text;
      workspace.messages.edit(message, { by: workspace.bot.id, text, blocks, ...metadata });
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageObject(workspace, message, { metadata: true }),
      };
    },
  }),

  "chat.delete": defineMethod({
    scopes: ["chat:write"],
    rate: rates.tier3,
    args: z.object({ channel: argument.text, ts: argument.text }),
    run(call, { channel: id, ts }) {
      const channel = findChannel(call.workspace, id);
      const message = ownMessage(call, channel, ts, "cant_delete_message");
      call.workspace.messages.remove(message, call.workspace.bot.id);
      return { channel: channel.id, ts };
    },
  }),

  "chat.postEphemeral": defineMethod({
    scopes: ["chat:write"],
    rate: rates.tier4,
    args: z.object({ ...content, channel: argument.text, user: argument.text, thread_ts: argument.text.optional() }),
    run(call, args) {
      const { workspace } = call;
      const channel = joinedChannel(workspace, args.channel);
      if (!workspace.users.has(args.user)) throw new SlackError("user_not_found");
      if (!channel.members.has(args.user)) throw new SlackError("user_not_in_channel");
      const { text, blocks } = readContent(call, args, messageLimits.text);
      const threadTs = threadRoot(call, channel, args.thread_ts);
      // In a thread that nobody has replied to yet, Slack says yes and shows nothing.
      const active = threadTs === null || workspace.messages.thread(channel.id, threadTs).length > 1;
      if (!active) return { message_ts: `${Math.floor(call.context.clock.now() / 1_000)}.000000` };
      const message = postAsBot(call, {
        channel: channel.id,
        text,
        blocks,
        threadTs,
        ephemeralFor: args.user,
      });
      return { message_ts: message.ts };
    },
  }),

  "chat.getPermalink": defineMethod({
    rate: rates.special,
    args: z.object({ channel: argument.text, message_ts: argument.text }),
    run({ workspace }, { channel: id, message_ts }) {
      const channel = findChannel(workspace, id);
      const message = findMessage(workspace, channel, message_ts);
      return { channel: channel.id, permalink: permalink(workspace.baseUrl, message) };
    },
  }),
};

/** The address of a message, with the thread that it stands in. */
function permalink(baseUrl: string, message: Message): string {
  const thread = message.threadTs === null ? "" : `?thread_ts=${message.threadTs}&cid=${message.channel}`;
  return `${baseUrl}/archives/${message.channel}/p${message.ts.replace(".", "")}${thread}`;
}

/** Where a post goes: a channel's id or name, or a person's id, which means their direct message. */
function postingPlace(call: Call, id: string): Channel {
  const { workspace } = call;
  const person = workspace.users.get(id);
  if (person !== undefined && !person.isBot) return workspace.directMessage(person.id);
  const named = [...workspace.channels.values()].find(({ name, kind }) => kind !== "im" && `#${name}` === id);
  const channel = findChannel(workspace, named?.id ?? id);
  if (channel.archived) throw new SlackError("is_archived");
  const outside = !channel.members.has(workspace.bot.id);
  if (outside && !workspace.app.scopes.has("chat:write.public")) throw new SlackError("not_in_channel");
  return channel;
}

/** Posts in the app's own name. */
function postAsBot({ workspace }: Call, message: Omit<NewMessage, "user" | "botId">): Message {
  return workspace.messages.post({ ...message, user: workspace.bot.id, botId: workspace.botId });
}

/** The root of the thread that a `thread_ts` names: a reply's own ts counts for its thread. */
function threadRoot({ workspace }: Call, channel: Channel, threadTs: string | undefined): string | null {
  if (threadTs === undefined) return null;
  const found = findMessage(workspace, channel, threadTs, "thread_not_found");
  return found.threadTs ?? found.ts;
}

function ownMessage({ workspace }: Call, channel: Channel, ts: string, otherwise: string): Message {
  const message = findMessage(workspace, channel, ts);
  if (message.tombstone) throw new SlackError("message_not_found");
  if (message.user !== workspace.bot.id) throw new SlackError(otherwise);
  return message;
}

type Content = { text?: string | undefined; blocks?: unknown; markdown_text?: string | undefined };

function readContent({ context }: Call, args: Content, longest: number): { text: string; blocks: JsonObject[] } {
  const text = args.text ?? "";
  if (text.length > longest) throw new SlackError("msg_too_long");
  if (args.markdown_text !== undefined) {
    if (args.text !== undefined || args.blocks !== undefined) throw new SlackError("markdown_text_conflict");
    if (args.markdown_text.length > messageLimits.markdownText) throw new SlackError("msg_too_long");
    return {
      text: args.markdown_text,
      blocks: readMessageBlocks([{ type: "markdown", text: args.markdown_text }], context.ids),
    };
  }
  const blocks = args.blocks === undefined || args.blocks === "" ? [] : readMessageBlocks(args.blocks, context.ids);
  if (text === "" && blocks.length === 0) throw new SlackError("no_text");
  return { text, blocks };
}

function readMetadata(raw: unknown): Metadata | null {
  if (raw === undefined || raw === "") return null;
  const parsed = metadataSchema.safeParse(raw);
  if (!parsed.success) throw invalid("invalid_metadata_format", ["[ERROR] must have event_type and event_payload"]);
  if (JSON.stringify(parsed.data).length > messageLimits.metadataBytes) throw new SlackError("metadata_too_large");
  return parsed.data;
}
