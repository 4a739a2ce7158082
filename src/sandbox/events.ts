import type { Clock } from "./clock.ts";
import { botProfile, messageObject, viewObject } from "./objects.ts";
import type { JsonObject } from "./page-api.ts";
import { typedRichText } from "./rich-text-of.ts";
import type { Change, Channel, Message } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** Sends the app every event that its manifest subscribes to and that happens where it can see it. The answer stops it. */
export function forwardEvents(workspace: Workspace, clock: Clock, deliver: (event: JsonObject) => void): () => void {
  return workspace.feed.listen((change) => {
    if (!workspace.installed) return;
    for (const { name, event } of eventsOf(workspace, change, eventTs(clock))) {
      if (workspace.app.events.has(name)) deliver(event);
    }
  });
}

type Named = { name: string; event: JsonObject };

function eventsOf(workspace: Workspace, change: Change, now: string): Named[] {
  switch (change.type) {
    case "message-posted":
      return posted(workspace, change.message);
    case "message-changed":
      return changed(workspace, change.message, change.previous, now);
    case "message-deleted": {
      const { message } = change;
      return inChannel(workspace, message, {
        type: "message",
        subtype: "message_deleted",
        hidden: true,
        deleted_ts: message.ts,
        previous_message: messageObject(workspace, message),
        ts: now,
        event_ts: now,
      });
    }
    case "reaction": {
      const { message, name, user, added } = change;
      if (!sees(workspace, message.channel)) return [];
      const type = added ? "reaction_added" : "reaction_removed";
      const item = { type: "message", channel: message.channel, ts: message.ts };
      return [{ name: type, event: { type, user, reaction: name, item, item_user: message.user, event_ts: now } }];
    }
    case "member-joined":
    case "member-left": {
      const { channel, user } = change;
      if (!sees(workspace, channel.id) && user !== workspace.bot.id) return [];
      const type = change.type === "member-joined" ? "member_joined_channel" : "member_left_channel";
      const inviter: JsonObject =
        change.type === "member-joined" && change.inviter !== null ? { inviter: change.inviter } : {};
      const channelType = channel.kind === "private" ? "G" : "C";
      const event = {
        type,
        user,
        channel: channel.id,
        channel_type: channelType,
        team: workspace.id,
        ...inviter,
        event_ts: now,
      };
      return [{ name: type, event }];
    }
    case "file-shared": {
      const { file, channel } = change;
      if (!sees(workspace, channel)) return [];
      const event = {
        type: "file_shared",
        file_id: file.id,
        user_id: file.user,
        file: { id: file.id },
        channel_id: channel,
        event_ts: now,
      };
      return [{ name: "file_shared", event }];
    }
    case "home-opened": {
      const { user, tab } = change;
      const view = workspace.views.home(user);
      const shown: JsonObject = tab === "home" && view !== null ? { view: viewObject(workspace, view) } : {};
      const channel = workspace.directMessage(user).id;
      return [
        { name: "app_home_opened", event: { type: "app_home_opened", user, channel, tab, ...shown, event_ts: now } },
      ];
    }
    case "session-stopped": {
      const { channel, threadTs, user } = change;
      const event = { type: "agent_session_stopped", channel_id: channel, thread_ts: threadTs, user, event_ts: now };
      return [{ name: "agent_session_stopped", event }];
    }
    case "uninstalled":
      return [
        {
          name: "tokens_revoked",
          event: { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.bot.id] }, event_ts: now },
        },
        { name: "app_uninstalled", event: { type: "app_uninstalled", event_ts: now } },
      ];
    case "message-touched":
    case "channel":
    case "home":
    case "modals":
    case "status":
    case "notice":
      return [];
  }
}

/** A mention in a channel is two events about one message: `app_mention` and `message`. */
function posted(workspace: Workspace, message: Message): Named[] {
  if (message.ephemeralFor !== null) return [];
  const own = message.botId !== null;
  const event: JsonObject = {
    ...messageObject(workspace, message, { metadata: true }),
    ...(own
      ? { bot_profile: botProfile(workspace) }
      : { blocks: [typedRichText(message.text)], client_msg_id: clientId(message) }),
    channel: message.channel,
    event_ts: message.ts,
  };
  const asMessage = inChannel(workspace, message, event);
  const mentioned = !own && message.text.includes(`<@${workspace.bot.id}>`);
  const isDirect = workspace.channels.get(message.channel)?.kind === "im";
  if (!mentioned || isDirect || !sees(workspace, message.channel)) return asMessage;
  return [{ name: "app_mention", event: { ...event, type: "app_mention" } }, ...asMessage];
}

function changed(workspace: Workspace, message: Message, previous: Message, now: string): Named[] {
  if (message.ephemeralFor !== null) return [];
  return inChannel(workspace, message, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: messageObject(workspace, message, { metadata: true }),
    previous_message: messageObject(workspace, previous, { metadata: true }),
    ts: now,
    event_ts: now,
  });
}

function inChannel(workspace: Workspace, message: Message, event: JsonObject): Named[] {
  const channel = workspace.channels.get(message.channel);
  if (channel === undefined || message.ephemeralFor !== null || !sees(workspace, channel.id)) return [];
  const names = { channel: "message.channels", private: "message.groups", im: "message.im" } as const;
  return [{ name: names[channel.kind], event: { ...event, channel: channel.id, channel_type: channelType(channel) } }];
}

function channelType({ kind }: Channel): string {
  return kind === "private" ? "group" : kind;
}

function sees(workspace: Workspace, channel: string): boolean {
  return workspace.channels.get(channel)?.members.has(workspace.bot.id) ?? false;
}

function clientId({ ts, channel }: Message): string {
  const digits = Buffer.from(`${channel}${ts}`).toString("hex").padEnd(32, "0").slice(-32);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    "-",
  );
}

function eventTs(clock: Clock): string {
  const now = clock.now();
  return `${Math.floor(now / 1_000)}.${String((now % 1_000) * 1_000).padStart(6, "0")}`;
}
