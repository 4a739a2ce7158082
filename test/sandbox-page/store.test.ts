import { describe, expect, test } from "vitest";
import { emptyState, reduce, type State } from "../../src/sandbox/page/store.ts";
import { repliesOf, rootsOf, summarise } from "../../src/sandbox/page/threads.ts";
import { countUnread } from "../../src/sandbox/page/unread.ts";
import type { Patch, Snapshot, UiMessage, UiTraffic } from "../../src/sandbox/page-api.ts";

const ada = { id: "U1", name: "ada", realName: "Ada", isAdmin: true, isBot: false, isGuest: false };
const bot = { id: "U9", name: "bot", realName: "Bot", isAdmin: false, isBot: true, isGuest: false };

const message = (ts: string, more: Partial<UiMessage> = {}): UiMessage => ({
  channel: "C1",
  ts,
  threadTs: null,
  user: "U9",
  text: "",
  blocks: [],
  files: [],
  reactions: [],
  edited: false,
  ephemeralFor: null,
  replyCount: 0,
  edits: 0,
  ...more,
});

const snapshot = (messages: UiMessage[]): Snapshot => ({
  workspace: { id: "T1", name: "Acme" },
  me: ada,
  bot,
  users: [ada, bot],
  channels: [],
  messages,
  home: null,
  modals: [],
  commands: [],
  shortcuts: [],
  statuses: [],
  switches: { throttled: false, down: false, modelSlow: false, modelFailing: false, workerKilled: false },
});

const started = (messages: UiMessage[] = []): State =>
  reduce(emptyState, { type: "snapshot", snapshot: snapshot(messages) });
const patched = (state: State, ...patches: Patch[]): State =>
  patches.reduce((before, patch) => reduce(before, { type: "patch", patch }), state);
const stamps = (state: State) => state.snapshot?.messages.map(({ ts }) => ts);

describe("messages", () => {
  test("stand in the order of their ts, however they arrive", () => {
    const state = patched(started([message("20.000002"), message("3.000001")]), {
      type: "message",
      message: message("10.000001"),
    });
    expect(stamps(state)).toEqual(["3.000001", "10.000001", "20.000002"]);
  });

  test("an edit takes the place of what was there and leaves the others alone", () => {
    const before = started([message("1.0"), message("2.0")]);
    const state = patched(before, { type: "message", message: message("1.0", { text: "new", edits: 1 }) });
    expect(state.snapshot?.messages[0]).toMatchObject({ text: "new", edits: 1 });
    expect(state.snapshot?.messages[1]).toBe(before.snapshot?.messages[1]);
  });

  test("a deleted one is gone, one of another channel with the same ts is not", () => {
    const before = started([message("1.0"), message("1.0", { channel: "C2" })]);
    const state = patched(before, { type: "message-deleted", channel: "C1", ts: "1.0" });
    expect(state.snapshot?.messages.map(({ channel }) => channel)).toEqual(["C2"]);
  });

  test("a patch before any snapshot changes nothing", () => {
    expect(patched(emptyState, { type: "message", message: message("1.0") })).toBe(emptyState);
  });
});

describe("the rest", () => {
  test("a status replaces the one before, an empty one takes it away", () => {
    const status = { channel: "C1", threadTs: "1.0", user: "U9", status: "is thinking…" };
    const first = patched(started(), { type: "status", status });
    const second = patched(first, { type: "status", status: { ...status, status: "is writing…" } });
    expect(second.snapshot?.statuses.map((entry) => entry.status)).toEqual(["is writing…"]);
    expect(patched(second, { type: "status", status: { ...status, status: "" } }).snapshot?.statuses).toEqual([]);
  });

  test("traffic is kept newest first and not without end", () => {
    const entry = (id: number): UiTraffic => ({
      id,
      at: id,
      direction: "to-slack",
      name: "chat.update",
      status: 200,
      ms: 1,
      request: null,
      response: null,
    });
    const patches = Array.from({ length: 320 }, (_, id): Patch => ({ type: "traffic", traffic: entry(id) }));
    const { traffic } = patched(started(), ...patches);
    expect(traffic).toHaveLength(300);
    expect(traffic[0]?.id).toBe(319);
  });

  test("notices can be dismissed one by one", () => {
    const state = patched(started(), { type: "notice", text: "a" }, { type: "notice", text: "b" });
    const first = state.notices[0];
    const rest = reduce(state, { type: "dismiss", id: first?.id ?? -1 });
    expect(rest.notices.map(({ text }) => text)).toEqual(["b"]);
  });
});

describe("threads and unread marks", () => {
  const messages = [
    message("1.0", { threadTs: "1.0", replyCount: 2 }),
    message("2.0", { threadTs: "1.0", user: "U1" }),
    message("3.0", { threadTs: "1.0", text: "<@U1> ready" }),
    message("4.0", { threadTs: "1.0", ephemeralFor: "U1" }),
    message("5.0"),
  ];

  test("replies stand in the thread, roots in the channel", () => {
    expect(rootsOf(messages, "C1").map(({ ts }) => ts)).toEqual(["1.0", "5.0"]);
    expect(repliesOf(messages, "C1", "1.0").map(({ ts }) => ts)).toEqual(["2.0", "3.0", "4.0"]);
  });

  test("a summary names who replied and when, without what only one person sees", () => {
    expect(summarise(messages, "C1").get("1.0")).toEqual({ users: ["U1", "U9"], lastTs: "3.0" });
  });

  test("a new message makes a channel bold, a mention counts", () => {
    expect(countUnread(messages, "C1", false, ada, "0")).toEqual({ bold: true, count: 2 });
    expect(countUnread(messages, "C1", false, ada, "4.0")).toEqual({ bold: true, count: 0 });
    expect(countUnread(messages, "C1", false, ada, "5.0")).toEqual({ bold: false, count: 0 });
    expect(countUnread(messages, "C1", true, ada, "4.0")).toEqual({ bold: true, count: 1 });
  });
});
