import { extname } from "node:path";
import type { JsonObject } from "./page-api.ts";
import type { Channel, Message, StoredFile, User, View } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** Slack's JSON for the things of a workspace, as methods answer it and events carry it. */

/** A `user`, as `users.info` answers it. */
export function userObject(workspace: Workspace, user: User): JsonObject {
  const profile: JsonObject = {
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    title: "",
    team: user.homeTeam ?? workspace.id,
    ...(workspace.app.scopes.has("users:read.email") && !user.isBot ? { email: user.email } : {}),
    ...(user.isBot ? { api_app_id: workspace.appId, bot_id: workspace.botId, always_active: true } : {}),
  };
  return {
    id: user.id,
    team_id: user.homeTeam ?? workspace.id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: "Europe/London",
    tz_label: "Greenwich Mean Time",
    tz_offset: 0,
    profile,
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: user.isOwner,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    is_stranger: user.homeTeam !== null,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 1_700_000_000,
  };
}

/** A `channel` or direct message; the app's own membership is in it. */
export function channelObject(workspace: Workspace, channel: Channel): JsonObject {
  const isMember = channel.members.has(workspace.bot.id);
  if (channel.kind === "im") {
    const person = [...channel.members].find((id) => id !== workspace.bot.id) ?? workspace.bot.id;
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_archived: false,
      is_org_shared: false,
      is_ext_shared: channel.shared,
      user: person,
      context_team_id: workspace.id,
      is_user_deleted: workspace.users.get(person)?.deleted ?? true,
      priority: 0,
    };
  }
  const isPrivate = channel.kind === "private";
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: channel.archived,
    is_general: channel.name === "general",
    is_member: isMember,
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    created: channel.created,
    creator: channel.creator,
    context_team_id: workspace.id,
    topic: { value: channel.topic, creator: channel.creator, last_set: channel.created },
    purpose: { value: channel.topic, creator: channel.creator, last_set: channel.created },
    num_members: channel.members.size,
  };
}

/** A `message`; its metadata only when asked for. */
export function messageObject(
  workspace: Workspace,
  message: Message,
  options: { metadata?: boolean } = {},
): JsonObject {
  const replies = message.threadTs === null ? workspace.messages.thread(message.channel, message.ts).slice(1) : [];
  const root = message.threadTs === null ? null : workspace.messages.find(message.channel, message.threadTs);
  const files = message.files.flatMap((id) => workspace.files.get(id) ?? []);
  const thread: JsonObject =
    replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map(({ user }) => user)).size,
          reply_users: [...new Set(replies.map(({ user }) => user))],
          latest_reply: replies.at(-1)?.ts ?? message.ts,
          is_locked: false,
          subscribed: message.user === workspace.bot.id,
        }
      : {};
  return {
    type: "message",
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    ...(message.tombstone ? { user: "USLACKBOT", hidden: true } : { user: message.user }),
    text: message.text,
    ts: message.ts,
    team: workspace.id,
    ...(message.botId === null
      ? {}
      : { bot_id: message.botId, app_id: workspace.appId, bot_profile: botProfile(workspace) }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(files.length > 0 ? { files: files.map((file) => fileObject(workspace, file)), upload: false } : {}),
    ...(message.editedAt === null ? {} : { edited: { user: message.user, ts: message.editedAt } }),
    ...(message.threadTs === null
      ? thread
      : { thread_ts: message.threadTs, parent_user_id: root?.user ?? message.user }),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((each) => ({ ...each, count: each.users.length })) }
      : {}),
    ...(options.metadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}

/** The `bot_profile` of the app's messages. */
export function botProfile(workspace: Workspace): JsonObject {
  return {
    id: workspace.botId,
    app_id: workspace.appId,
    name: workspace.bot.realName,
    icons: {},
    deleted: !workspace.installed,
    updated: 1_700_000_000,
    team_id: workspace.id,
  };
}

/** A `file` with the addresses of its bytes. */
export function fileObject(workspace: Workspace, file: StoredFile): JsonObject {
  const base = workspace.baseUrl;
  const path = `${workspace.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const filetype = extname(file.name).slice(1).toLowerCase() || "binary";
  const kindOf = (id: string) => workspace.channels.get(id)?.kind;
  const sharedIn = [...new Set(file.shares.map(({ channel }) => channel))];
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: workspace.id,
    editable: false,
    size: file.bytes.length,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: sharedIn.some((id) => kindOf(id) === "channel"),
    public_url_shared: false,
    display_as_bot: file.user === workspace.bot.id,
    username: "",
    url_private: `${base}/files-pri/${path}/${name}`,
    url_private_download: `${base}/files-pri/${path}/download/${name}`,
    permalink: `${base}/archives/files/${file.id}`,
    has_rich_preview: false,
    file_access: "visible",
    channels: sharedIn.filter((id) => kindOf(id) === "channel"),
    groups: sharedIn.filter((id) => kindOf(id) === "private"),
    ims: sharedIn.filter((id) => kindOf(id) === "im"),
    shares: {
      public: sharesOf(file, (id) => kindOf(id) === "channel"),
      private: sharesOf(file, (id) => kindOf(id) !== "channel"),
    },
  };
}

/** The messages that a file stands in, by channel. */
function sharesOf(file: StoredFile, isMeant: (channel: string) => boolean): JsonObject {
  const meant = file.shares.filter(({ channel }) => isMeant(channel));
  return Object.fromEntries(
    [...new Set(meant.map(({ channel }) => channel))].map((id) => [
      id,
      meant.filter(({ channel }) => channel === id).map(({ ts }) => ({ ts })),
    ]),
  );
}

/** A `view` with its state. */
export function viewObject(workspace: Workspace, view: View): JsonObject {
  return {
    id: view.id,
    team_id: workspace.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title ?? { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: workspace.appId,
    external_id: view.externalId,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}
