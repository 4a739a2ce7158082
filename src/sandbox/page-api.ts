/**
 * What the sandbox's page and its server say to each other. Types only: the page is loaded by a browser.
 *
 * Served on the sandbox's own origin (127.0.0.1):
 *   GET  /                        the page; /page/*.ts come out as JavaScript, /modules/* are its libraries
 *   GET  /ui/live?user=U…         server-sent events: `snapshot` (Snapshot) at every connect, then `patch` (Patch)
 *   POST /ui/<name>               one of the calls in `UiCalls`: JSON in, JSON out
 *   POST /ui/files?user=&name=    the raw bytes of a file; answers UiFile
 *   GET  /ui/files/<id>           its bytes again
 */

/** A Block Kit block or element, as the bot sent it: the server has checked it against Slack's limits. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type UiUser = { id: string; name: string; realName: string; isAdmin: boolean; isBot: boolean; isGuest: boolean };
export type UiChannel = {
  id: string;
  name: string;
  kind: "channel" | "private" | "im";
  topic: string;
  /** User ids of the members. For a direct message: the person and the bot. */
  members: string[];
};
export type UiFile = { id: string; name: string; title: string; mimetype: string; size: number; user: string };
export type UiReaction = { name: string; users: string[] };
export type UiMessage = {
  channel: string;
  ts: string;
  /** Set on replies and on roots that have replies. */
  threadTs: string | null;
  user: string;
  text: string;
  blocks: JsonObject[];
  files: UiFile[];
  reactions: UiReaction[];
  edited: boolean;
  /** Only this person sees it. */
  ephemeralFor: string | null;
  replyCount: number;
  /** How often it was edited; tests and the side panel read it. */
  edits: number;
};
export type UiView = {
  id: string;
  type: "modal" | "home";
  user: string;
  title: string;
  submit: string | null;
  close: string | null;
  blocks: JsonObject[];
  /** For modals: how deep in the stack of three it lies; the highest is on top. */
  depth: number;
  hash: string;
};
export type UiCommand = { command: string; description: string; usageHint: string };
export type UiShortcut = { name: string; callbackId: string; description: string };
/** A line of "Ada is typing…": what an app says in a thread while it works. */
export type UiStatus = { channel: string; threadTs: string; user: string; status: string };
/** A call or a delivery between bot and Slack, for the side panel. */
export type UiTraffic = {
  id: number;
  at: number;
  direction: "to-slack" | "to-bot";
  name: string;
  status: number;
  ms: number;
  request: Json;
  response: Json;
};
/** What goes wrong on purpose. Each is off (false) at the start. */
export type UiSwitches = {
  throttled: boolean;
  down: boolean;
  modelSlow: boolean;
  modelFailing: boolean;
  /** The bot's process is dead. Whoever runs the bot starts it again and turns this off. */
  workerKilled: boolean;
};

export type Snapshot = {
  workspace: { id: string; name: string };
  me: UiUser;
  bot: UiUser;
  users: UiUser[];
  channels: UiChannel[];
  messages: UiMessage[];
  home: UiView | null;
  modals: UiView[];
  commands: UiCommand[];
  shortcuts: UiShortcut[];
  statuses: UiStatus[];
  switches: UiSwitches;
};

export type Patch =
  | { type: "message"; message: UiMessage }
  | { type: "message-deleted"; channel: string; ts: string }
  | { type: "channel"; channel: UiChannel }
  | { type: "home"; view: UiView }
  | { type: "modals"; views: UiView[] }
  | { type: "status"; status: UiStatus }
  | { type: "switches"; switches: UiSwitches }
  | { type: "traffic"; traffic: UiTraffic }
  /** Something that Slack itself tells this person, such as "/course failed because the app did not respond". */
  | { type: "notice"; text: string };

/** Where an element stands that a person touched. */
export type UiContainer = { type: "message"; channel: string; ts: string } | { type: "view"; viewId: string };

export type UiOption = {
  text: { type: "plain_text"; text: string };
  value: string;
  description?: { type: "plain_text"; text: string };
};
export type UiOptionGroup = { label: { type: "plain_text"; text: string }; options: UiOption[] };

/** `view.state.values` as Slack sends it: block_id → action_id → value. */
export type UiStateValues = { [blockId: string]: { [actionId: string]: JsonObject } };

/** Every call of the page: its name under /ui/, what goes in and what comes out. A refusal is `{ error: string }` with status 400. */
export type UiCalls = {
  message: {
    in: { user: string; channel: string; threadTs?: string; text: string; files?: string[] };
    out: { ts: string };
  };
  edit: { in: { user: string; channel: string; ts: string; text: string }; out: object };
  delete: { in: { user: string; channel: string; ts: string }; out: object };
  reaction: { in: { user: string; channel: string; ts: string; name: string }; out: object };
  /** `text` is what stands behind the command. */
  command: { in: { user: string; channel: string; command: string; text: string }; out: object };
  /** `action` is the element's part of Slack's payload: type, action_id, block_id, value or selected_*. */
  action: { in: { user: string; container: UiContainer; action: JsonObject; values: UiStateValues }; out: object };
  options: {
    in: { user: string; container: UiContainer; blockId: string; actionId: string; query: string };
    out: { options: UiOption[]; groups: UiOptionGroup[] };
  };
  submit: {
    in: { user: string; viewId: string; values: UiStateValues };
    out: { errors: { [blockId: string]: string } | null };
  };
  close: { in: { user: string; viewId: string }; out: object };
  shortcut: { in: { user: string; channel: string; ts: string; callbackId: string }; out: object };
  /** The person opened the app's Home or its messages tab. */
  home: { in: { user: string; tab: "home" | "messages" }; out: object };
  join: { in: { user: string; channel: string; invite?: string }; out: object };
  switch: { in: Partial<UiSwitches>; out: UiSwitches };
};
