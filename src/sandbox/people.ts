import type { Context } from "./context.ts";
import { Refusal } from "./errors.ts";
import { typedMessage } from "./escape.ts";
import { mediaType } from "./media-types.ts";
import type { Channel, Message, StoredFile, User } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** What a person does with messages, files, channels and the app's Home. Each throws Refusal when they cannot. */
export type People = {
  post(input: {
    user: User;
    channel: Channel;
    text: string;
    threadTs?: string | null;
    files?: readonly string[];
  }): Message;
  edit(input: { user: User; message: Message; text: string }): void;
  remove(input: { user: User; message: Message }): void;
  /** Adds the reaction, or takes it back when the person gave it before. */
  react(input: { user: User; message: Message; name: string }): void;
  upload(input: { user: User; name: string; bytes: Buffer }): StoredFile;
  join(input: { user: User; channel: Channel; invite?: User | null }): void;
  openHome(input: { user: User; tab: "home" | "messages" }): void;
};

/** The acting half of a workspace's people, for the page and for tests alike. */
export function createPeople({ workspace, context }: { workspace: Workspace; context: Context }): People {
  const { messages, feed, bot, app } = workspace;

  function mustBeIn(channel: Channel, user: User): void {
    if (!channel.members.has(user.id)) throw new Refusal(`You are not in #${channel.name}. Join it first.`);
  }

  const typed = (text: string) =>
    typedMessage(text, { users: workspace.users.values(), channels: workspace.channels.values() });

  return {
    post({ user, channel, text, threadTs = null, files = [] }) {
      mustBeIn(channel, user);
      if (channel.kind === "im" && app.messagesTab !== "on") {
        throw new Refusal("Sending messages to this app has been turned off.");
      }
      const attached = files.flatMap((id) => workspace.files.get(id) ?? []);
      if (text.trim() === "" && attached.length === 0) throw new Refusal("There is nothing to send.");
      const root = threadTs === null ? null : messages.find(channel.id, threadTs);
      if (threadTs !== null && root === null) throw new Refusal("That thread is gone.");
      const fields = {
        channel: channel.id,
        user: user.id,
        text: typed(text),
        threadTs: root?.threadTs ?? root?.ts ?? null,
      };
      const message = attached.length > 0 ? workspace.shareFiles(attached, fields) : messages.post(fields);
      const mentioned = message.text.includes(`<@${bot.id}>`);
      if (mentioned && !channel.members.has(bot.id)) {
        feed.emit({
          type: "notice",
          user: user.id,
          text: `You mentioned @${bot.realName}, but it is not in #${channel.name}. Invite it to the channel and try again.`,
        });
      }
      return message;
    },
    edit({ user, message, text }) {
      if (message.user !== user.id) throw new Refusal("You can edit your own messages only.");
      messages.edit(message, { by: user.id, text: typed(text), blocks: message.blocks });
    },
    remove({ user, message }) {
      if (message.ephemeralFor !== user.id && message.user !== user.id && !user.isAdmin) {
        throw new Refusal("You can delete your own messages only.");
      }
      messages.remove(message, user.id);
    },
    react({ user, message, name }) {
      const has = message.reactions.some((reaction) => reaction.name === name && reaction.users.includes(user.id));
      messages.react(message, user.id, name, !has);
    },
    upload({ user, name, bytes }) {
      const file: StoredFile = {
        id: context.ids.next("F"),
        name,
        title: name,
        mimetype: mediaType(name),
        bytes,
        user: user.id,
        created: Math.floor(context.clock.now() / 1_000),
        shares: [],
        handedToApp: false,
      };
      workspace.files.set(file.id, file);
      return file;
    },
    join({ user, channel, invite = null }) {
      if (invite === null) {
        if (channel.kind !== "channel" || user.isGuest) throw new Refusal("You need an invitation to this channel.");
        workspace.join(channel, user.id);
        return;
      }
      mustBeIn(channel, user);
      workspace.join(channel, invite.id, user.id);
    },
    openHome({ user, tab }) {
      feed.emit({ type: "home-opened", user: user.id, tab });
    },
  };
}
