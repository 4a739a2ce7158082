import type { Clock } from "./clock.ts";
import type { Ids } from "./ids.ts";
import { statusLimits } from "./limits.ts";
import type { App } from "./manifest.ts";
import { createMessages, type Messages, type NewMessage } from "./messages.ts";
import { acmeChannels, acmeUsers, type ChannelSeed, stableId, type UserSeed, type WorkspaceSeed } from "./seeds.ts";
import {
  type Change,
  type Channel,
  createFeed,
  type Feed,
  type Message,
  type StoredFile,
  type ThreadStatus,
  type User,
} from "./state.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createTriggers, type Triggers } from "./triggers.ts";
import { createViews, type Views } from "./views.ts";

export type Workspace = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly appId: string;
  readonly botId: string;
  readonly bot: User;
  readonly app: App;
  /** The bot tokens given out for it. */
  readonly tokens: Tokens;
  /** Where its files and permalinks are served; known once the server listens. */
  baseUrl: string;
  /** False once the app was uninstalled: its token is dead then and nothing is delivered. */
  installed: boolean;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  readonly feed: Feed<Change>;
  readonly messages: Messages;
  readonly views: Views;
  readonly triggers: Triggers;
  /** The direct message between this person and the bot. */
  directMessage(user: string): Channel;
  addUser(seed: UserSeed): User;
  addChannel(seed: ChannelSeed): Channel;
  join(channel: Channel, user: string, inviter?: string | null): void;
  leave(channel: Channel, user: string): void;
  statuses(): ThreadStatus[];
  /** An empty text takes the status away; it also goes when the app posts there or after two minutes. */
  setStatus(status: ThreadStatus): void;
  /** Posts a message with files in it. */
  shareFiles(files: readonly StoredFile[], message: NewMessage): Message;
  deleteFile(file: StoredFile): void;
  /** Whether the app may read a file: its own, handed to it in a modal, or posted where it is a member. */
  appSees(file: StoredFile): boolean;
  /** Lets the app in; tokens of an earlier life are forgotten. */
  install(): void;
  /** Takes the app away: the token dies, the app is told. */
  uninstall(): void;
};

export type WorkspaceParts = { seed: WorkspaceSeed; app: App; appId: string; clock: Clock; ids: Ids; botToken: string };

/** Builds a workspace with its people, channels, direct messages and the installed app. */
export function createWorkspace({ seed, app, appId, clock, ids, botToken }: WorkspaceParts): Workspace {
  const name = seed.name ?? "Acme Learning";
  const id = seed.id ?? stableId("T", name);
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const feed = createFeed<Change>();
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const statuses = new Map<string, { status: ThreadStatus; cancel: () => void }>();
  const created = Math.floor(clock.now() / 1_000);

  const makeUser = (fields: UserSeed, isBot: boolean): User => ({
    id: fields.id ?? stableId("U", `${id}/${fields.name}`),
    name: fields.name,
    realName: fields.realName ?? fields.name,
    email: `${fields.name}@${domain}.example`,
    isAdmin: fields.isAdmin ?? fields.isOwner ?? false,
    isOwner: fields.isOwner ?? false,
    isBot,
    isGuest: fields.isGuest ?? false,
    homeTeam: fields.homeTeam ?? null,
    locale: fields.locale ?? "en-US",
    deleted: false,
  });
  const bot = makeUser(
    {
      name: app.botName.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, ""),
      realName: app.botName,
      ...(seed.botUserId === undefined ? {} : { id: seed.botUserId }),
    },
    true,
  );
  users.set(bot.id, bot);

  function directMessage(user: string): Channel {
    const found = [...channels.values()].find(({ kind, members }) => kind === "im" && members.has(user));
    if (found !== undefined) return found;
    const channel: Channel = {
      id: stableId("D", `${id}/${user}`),
      name: "",
      kind: "im",
      topic: "",
      members: new Set([user, bot.id]),
      creator: user,
      created,
      archived: false,
      shared: false,
    };
    channels.set(channel.id, channel);
    feed.emit({ type: "channel", channel });
    return channel;
  }

  function setStatus(status: ThreadStatus): void {
    const key = `${status.channel}/${status.threadTs}`;
    const old = statuses.get(key);
    old?.cancel();
    statuses.delete(key);
    if (status.status !== "") {
      const cancel = clock.after(statusLimits.lifetime, () => setStatus({ ...status, status: "" }));
      statuses.set(key, { status, cancel });
    } else if (old === undefined) return;
    feed.emit({ type: "status", status });
  }

  const workspace: Workspace = {
    id,
    name,
    domain,
    appId,
    botId: stableId("B", id),
    bot,
    app,
    tokens: createTokens({ first: botToken, clock, ids }),
    baseUrl: "",
    installed: seed.installed ?? true,
    users,
    channels,
    files: new Map(),
    feed,
    messages: createMessages({ clock, feed }),
    views: createViews({ ids, feed, clock }),
    triggers: createTriggers({ clock, ids }),
    directMessage,
    addUser(fields) {
      const user = makeUser(fields, false);
      users.set(user.id, user);
      directMessage(user.id);
      return user;
    },
    addChannel(fields) {
      const people = [...users.values()].filter(({ isBot }) => !isBot);
      const inside = people.filter((user) => fields.members?.includes(user.name) ?? !user.isGuest);
      const channel: Channel = {
        id: fields.id ?? stableId("C", `${id}/${fields.name}`),
        name: fields.name,
        kind: fields.private ? "private" : "channel",
        topic: fields.topic ?? "",
        members: new Set(inside.map((user) => user.id)),
        creator: inside[0]?.id ?? bot.id,
        created,
        archived: false,
        shared: fields.shared ?? false,
      };
      if (fields.bot) channel.members.add(bot.id);
      channels.set(channel.id, channel);
      feed.emit({ type: "channel", channel });
      return channel;
    },
    join(channel, user, inviter = null) {
      if (channel.members.has(user)) return;
      channel.members.add(user);
      feed.emit({ type: "channel", channel });
      feed.emit({ type: "member-joined", channel, user, inviter });
    },
    leave(channel, user) {
      if (!channel.members.delete(user)) return;
      feed.emit({ type: "channel", channel });
      feed.emit({ type: "member-left", channel, user });
    },
    statuses: () => [...statuses.values()].map(({ status }) => status),
    setStatus,
    shareFiles(files, message) {
      const posted = workspace.messages.post({
        ...message,
        subtype: "file_share",
        files: files.map((file) => file.id),
      });
      for (const file of files) {
        file.shares.push({ channel: message.channel, ts: posted.ts });
        feed.emit({ type: "file-shared", file, channel: message.channel });
      }
      return posted;
    },
    deleteFile(file) {
      workspace.files.delete(file.id);
      for (const message of workspace.messages.all().filter(({ files }) => files.includes(file.id))) {
        message.files = message.files.filter((each) => each !== file.id);
        feed.emit({ type: "message-touched", message });
      }
    },
    appSees(file) {
      const joined = file.shares.some(({ channel }) => channels.get(channel)?.members.has(bot.id));
      return joined || file.handedToApp || file.user === bot.id;
    },
    install() {
      if (!workspace.installed) workspace.tokens.clear();
      workspace.installed = true;
    },
    uninstall() {
      feed.emit({ type: "uninstalled" });
      workspace.installed = false;
    },
  };
  feed.listen((change) => {
    if (change.type !== "message-posted" || change.message.botId === null) return;
    const { channel, threadTs, ts } = change.message;
    setStatus({ channel, threadTs: threadTs ?? ts, user: bot.id, status: "" });
  });
  for (const fields of seed.users ?? acmeUsers) workspace.addUser(fields);
  for (const fields of seed.channels ?? acmeChannels) workspace.addChannel(fields);
  return workspace;
}
