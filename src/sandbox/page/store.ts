import type { Patch, Snapshot, UiChannel, UiMessage, UiStatus, UiTraffic } from "../page-api.ts";

/** Everything the page knows. */
export type State = {
  snapshot: Snapshot | null;
  /** Newest first. */
  traffic: UiTraffic[];
  notices: Notice[];
  connected: boolean;
};
export type Notice = { id: number; text: string };

export type Change =
  | { type: "snapshot"; snapshot: Snapshot }
  | { type: "patch"; patch: Patch }
  | { type: "connection"; connected: boolean }
  | { type: "dismiss"; id: number };

const MOST_TRAFFIC = 300;

/** The state before the first snapshot. */
export const emptyState: State = { snapshot: null, traffic: [], notices: [], connected: false };

/** The state after a change. Parts that did not change keep their identity, so that only what changed is drawn again. */
export function reduce(state: State, change: Change): State {
  switch (change.type) {
    case "snapshot":
      return { ...state, snapshot: sorted(change.snapshot), connected: true };
    case "connection":
      return state.connected === change.connected ? state : { ...state, connected: change.connected };
    case "dismiss":
      return { ...state, notices: state.notices.filter((notice) => notice.id !== change.id) };
    case "patch":
      return applyPatch(state, change.patch);
  }
}

function applyPatch(state: State, patch: Patch): State {
  switch (patch.type) {
    case "traffic":
      return { ...state, traffic: withTraffic(state.traffic, patch.traffic) };
    case "notice":
      return { ...state, notices: [...state.notices, { id: nextId(state.notices), text: patch.text }].slice(-4) };
    default:
      return state.snapshot === null ? state : { ...state, snapshot: patchSnapshot(state.snapshot, patch) };
  }
}

function patchSnapshot(snapshot: Snapshot, patch: Patch): Snapshot {
  switch (patch.type) {
    case "message":
      return { ...snapshot, messages: withMessage(snapshot.messages, patch.message) };
    case "message-deleted":
      return {
        ...snapshot,
        messages: snapshot.messages.filter(({ channel, ts }) => channel !== patch.channel || ts !== patch.ts),
      };
    case "channel":
      return { ...snapshot, channels: withChannel(snapshot.channels, patch.channel) };
    case "home":
      return { ...snapshot, home: patch.view };
    case "modals":
      return { ...snapshot, modals: patch.views };
    case "status":
      return { ...snapshot, statuses: withStatus(snapshot.statuses, patch.status) };
    case "switches":
      return { ...snapshot, switches: patch.switches };
    default:
      return snapshot;
  }
}

/** Orders messages by their `ts`; the parts are compared as numbers, since a ts is "seconds.micros". */
function byTs(a: { ts: string }, b: { ts: string }): number {
  const [secondsA = "0", microsA = "0"] = a.ts.split(".");
  const [secondsB = "0", microsB = "0"] = b.ts.split(".");
  return Number(secondsA) - Number(secondsB) || Number(microsA) - Number(microsB);
}

function sorted(snapshot: Snapshot): Snapshot {
  return { ...snapshot, messages: [...snapshot.messages].sort(byTs) };
}

function withMessage(messages: UiMessage[], message: UiMessage): UiMessage[] {
  const at = messages.findIndex(({ channel, ts }) => channel === message.channel && ts === message.ts);
  if (at >= 0) return messages.with(at, message);
  const last = messages.at(-1);
  const next = [...messages, message];
  return last === undefined || byTs(last, message) <= 0 ? next : next.sort(byTs);
}

function withChannel(channels: UiChannel[], channel: UiChannel): UiChannel[] {
  const at = channels.findIndex(({ id }) => id === channel.id);
  return at >= 0 ? channels.with(at, channel) : [...channels, channel];
}

/** An empty status takes the line away. */
function withStatus(statuses: UiStatus[], status: UiStatus): UiStatus[] {
  const others = statuses.filter(
    ({ channel, threadTs, user }) => channel !== status.channel || threadTs !== status.threadTs || user !== status.user,
  );
  return status.status === "" ? others : [...others, status];
}

function withTraffic(traffic: UiTraffic[], entry: UiTraffic): UiTraffic[] {
  const at = traffic.findIndex(({ id }) => id === entry.id);
  if (at >= 0) return traffic.with(at, entry);
  return [entry, ...traffic].sort((a, b) => b.id - a.id).slice(0, MOST_TRAFFIC);
}

function nextId(notices: Notice[]): number {
  return Math.max(0, ...notices.map(({ id }) => id)) + 1;
}
