import type { JsonObject } from "./page-api.ts";

export type User = {
  id: string;
  name: string;
  realName: string;
  email: string;
  isAdmin: boolean;
  isOwner: boolean;
  isBot: boolean;
  /** `is_restricted` in Slack: somebody who sees some channels only. */
  isGuest: boolean;
  /** The workspace of a person who comes through a shared channel, else null. */
  homeTeam: string | null;
  locale: string;
  deleted: boolean;
};

export type Channel = {
  id: string;
  name: string;
  kind: "channel" | "private" | "im";
  topic: string;
  members: Set<string>;
  creator: string;
  /** Seconds. */
  created: number;
  archived: boolean;
  /** Shared with another workspace (Slack Connect). */
  shared: boolean;
};

export type Metadata = { event_type: string; event_payload: JsonObject };

/** What a message said after each edit, the first state included: tests read how a message grew. */
export type Revision = { at: number; text: string; blocks: JsonObject[] };

export type Message = {
  channel: string;
  ts: string;
  /** The root's ts on replies, else null. */
  threadTs: string | null;
  user: string;
  /** Set when the app wrote it. */
  botId: string | null;
  subtype: string | null;
  text: string;
  blocks: JsonObject[];
  files: string[];
  reactions: { name: string; users: string[] }[];
  editedAt: string | null;
  ephemeralFor: string | null;
  metadata: Metadata | null;
  revisions: Revision[];
  /** The root of a thread that somebody deleted: an empty place that keeps the replies together. */
  tombstone: boolean;
};

export type View = {
  id: string;
  type: "modal" | "home";
  user: string;
  externalId: string;
  callbackId: string;
  title: JsonObject | null;
  submit: JsonObject | null;
  close: JsonObject | null;
  blocks: JsonObject[];
  privateMetadata: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** `view.state.values` of the last action or submission. */
  values: JsonObject;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  bytes: Buffer;
  user: string;
  /** Seconds. */
  created: number;
  /** Where it was posted: channel and the ts of the message. */
  shares: { channel: string; ts: string }[];
  /** Handed to the app through a modal's file input: then the app may read it without any channel. */
  handedToApp: boolean;
};

export type ThreadStatus = { channel: string; threadTs: string; user: string; status: string };

/** Everything that happens in a workspace. Events for the bot, patches for the page and waiting tests all come from here. */
export type Change =
  | { type: "message-posted"; message: Message }
  | { type: "message-changed"; message: Message; previous: Message; by: string }
  /** Reactions or the number of replies: nothing that Slack calls an edit. */
  | { type: "message-touched"; message: Message }
  | { type: "message-deleted"; message: Message; by: string }
  | { type: "reaction"; added: boolean; message: Message; name: string; user: string }
  | { type: "channel"; channel: Channel }
  | { type: "member-joined"; channel: Channel; user: string; inviter: string | null }
  | { type: "member-left"; channel: Channel; user: string }
  | { type: "file-shared"; file: StoredFile; channel: string }
  | { type: "home-opened"; user: string; tab: "home" | "messages" }
  | { type: "home"; view: View }
  | { type: "modals"; user: string }
  | { type: "status"; status: ThreadStatus }
  | { type: "session-stopped"; channel: string; threadTs: string; user: string }
  | { type: "notice"; user: string; text: string }
  | { type: "uninstalled" };

export type Feed<T> = {
  emit(value: T): void;
  /** The answer unsubscribes. */
  listen(listener: (value: T) => void): () => void;
};

/** A feed tells its listeners at once, in the order in which they came. */
export function createFeed<T>(): Feed<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit(value) {
      for (const listener of [...listeners]) listener(value);
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
