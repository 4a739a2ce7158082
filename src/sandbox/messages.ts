import type { Clock } from "./clock.ts";
import { SlackError } from "./errors.ts";
import type { JsonObject } from "./page-api.ts";
import type { Change, Feed, Message, Metadata } from "./state.ts";

/** So many earlier states of a message are kept. */
const keptRevisions = 100;

export type NewMessage = {
  channel: string;
  user: string;
  text: string;
  threadTs?: string | null;
  botId?: string | null;
  subtype?: string | null;
  blocks?: JsonObject[];
  files?: string[];
  ephemeralFor?: string | null;
  metadata?: Metadata | null;
};

type MessageEdit = { by: string; text: string; blocks: JsonObject[]; metadata?: Metadata | null };

export type Messages = {
  post(message: NewMessage): Message;
  edit(message: Message, edit: MessageEdit): void;
  remove(message: Message, by: string): void;
  react(message: Message, user: string, name: string, added: boolean): void;
  find(channel: string, ts: string): Message | null;
  /** Oldest first, ephemeral ones included. */
  list(channel: string): Message[];
  /** The root and its replies, oldest first, ephemeral ones left out. */
  thread(channel: string, rootTs: string): Message[];
  all(): Message[];
};

/** The messages of one workspace. Every `ts` is unique in it and rises. */
export function createMessages({ clock, feed }: { clock: Clock; feed: Feed<Change> }): Messages {
  const channels = new Map<string, Map<string, Message>>();
  /** Replies by channel and root, so that a long channel stays fast. */
  const replies = new Map<string, Set<Message>>();
  let last = 0;

  function nextTs(): string {
    last = Math.max(clock.now() * 1_000, last + 1);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, "0")}`;
  }

  function touchRoot(message: Message): void {
    const root = message.threadTs === null ? null : find(message.channel, message.threadTs);
    if (root !== null && message.ephemeralFor === null) feed.emit({ type: "message-touched", message: root });
  }

  function find(channel: string, ts: string): Message | null {
    return channels.get(channel)?.get(ts) ?? null;
  }

  const list = (channel: string) => [...(channels.get(channel)?.values() ?? [])];

  const repliesTo = (channel: string, rootTs: string | null) =>
    replies.get(`${channel}/${rootTs}`) ?? new Set<Message>();

  function thread(channel: string, rootTs: string): Message[] {
    const root = find(channel, rootTs);
    const shown = [...repliesTo(channel, rootTs)].filter(({ ephemeralFor }) => ephemeralFor === null);
    return root === null || root.ephemeralFor !== null ? shown : [root, ...shown];
  }

  return {
    find,
    list,
    thread,
    all: () => [...channels.keys()].flatMap(list),

    post(fields) {
      const { text, blocks = [] } = fields;
      const message: Message = {
        channel: fields.channel,
        ts: nextTs(),
        threadTs: fields.threadTs ?? null,
        user: fields.user,
        botId: fields.botId ?? null,
        subtype: fields.subtype ?? null,
        text,
        blocks,
        files: fields.files ?? [],
        reactions: [],
        editedAt: null,
        ephemeralFor: fields.ephemeralFor ?? null,
        metadata: fields.metadata ?? null,
        revisions: [{ at: clock.now(), text, blocks }],
        tombstone: false,
      };
      const channel = channels.get(message.channel) ?? new Map<string, Message>();
      channels.set(message.channel, channel.set(message.ts, message));
      if (message.threadTs !== null) {
        const siblings = repliesTo(message.channel, message.threadTs).add(message);
        replies.set(`${message.channel}/${message.threadTs}`, siblings);
      }
      feed.emit({ type: "message-posted", message });
      touchRoot(message);
      return message;
    },

    edit(message, { by, text, blocks, metadata }) {
      const previous = { ...message };
      message.text = text;
      message.blocks = blocks;
      message.editedAt = nextTs();
      if (metadata !== undefined) message.metadata = metadata;
      message.revisions = [...message.revisions, { at: clock.now(), text, blocks }].slice(-keptRevisions);
      feed.emit({ type: "message-changed", message, previous, by });
    },

    remove(message, by) {
      const hasReplies = thread(message.channel, message.ts).length > 1;
      if (message.threadTs === null && hasReplies) {
        const previous = { ...message };
        Object.assign(message, {
          tombstone: true,
          subtype: "tombstone",
          text: "This message was deleted.",
          blocks: [],
          files: [],
        });
        feed.emit({ type: "message-changed", message, previous, by });
        return;
      }
      channels.get(message.channel)?.delete(message.ts);
      repliesTo(message.channel, message.threadTs).delete(message);
      feed.emit({ type: "message-deleted", message, by });
      touchRoot(message);
    },

    react(message, user, name, added) {
      const found = message.reactions.find((reaction) => reaction.name === name);
      const has = found?.users.includes(user) ?? false;
      if (added && has) throw new SlackError("already_reacted");
      if (!added && !has) throw new SlackError("no_reaction");
      if (found === undefined) message.reactions = [...message.reactions, { name, users: [user] }];
      else {
        found.users = added ? [...found.users, user] : found.users.filter((each) => each !== user);
        message.reactions = message.reactions.filter(({ users }) => users.length > 0);
      }
      feed.emit({ type: "reaction", added, message, name, user });
      feed.emit({ type: "message-touched", message });
    },
  };
}
