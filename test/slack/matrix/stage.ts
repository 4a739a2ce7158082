/** A workspace with a course and documents, all listeners of the bot, and a Slack that answers and remembers what it was told. */
import { App, type Receiver } from "@slack/bolt";
import { z } from "zod";
import { createBackground } from "../../../src/slack/background.ts";
import { createSlackClient } from "../../../src/slack/connection/slack-client.ts";
import { createHomePublisher } from "../../../src/slack/home.ts";
import { createIntake } from "../../../src/slack/intake.ts";
import { createLimits } from "../../../src/slack/limits.ts";
import { createModalOpener } from "../../../src/slack/open-modal.ts";
import { createPermissions } from "../../../src/slack/people/permissions.ts";
import { createPermalinks } from "../../../src/slack/permalinks.ts";
import { registerListeners } from "../../../src/slack/register.ts";
import { createStore } from "../../../src/storage/create-store.ts";
import { acceptCourse, course, hold } from "../../fixtures/courses.ts";
import { openTestDatabase } from "../../fixtures/databases.ts";
import { createTestLog } from "../../fixtures/logs.ts";

export type Listener = (args: {
  body: object;
  event: unknown;
  ack: (answer?: unknown) => Promise<void>;
}) => Promise<void>;
export type Seeded = { workspaceId: string; courseId: string; documentId: string; passageId: string };

/** Stands in a passage, and in the title of a document that no course names: nobody else may come across them. */
export const secret = "quagga";
export const botId = "U0BOT";

const people: Record<string, object> = {
  UADA: { is_admin: true },
  UGRACE: {},
  UMATEO: {},
  UGIL: { is_restricted: true },
  USTRANGER: { is_stranger: true, team_id: "TELSEWHERE" },
  UEVE: { is_admin: true, is_owner: true },
};

export async function openMatrixStage() {
  const { database, close } = await openTestDatabase("pglite");
  const store = createStore({ database });
  const { log } = createTestLog();
  const told: string[] = [];
  let opened = 0;

  function answer(method: string, body: URLSearchParams): object {
    if (method === "users.info") {
      const id = body.get("user") ?? "";
      return { user: { id, name: id, real_name: id, profile: {}, ...people[id] } };
    }
    if (method.startsWith("views.")) {
      opened += 1;
      return { view: { id: `V${opened}`, hash: `h${opened}` } };
    }
    if (method === "conversations.open") return { channel: { id: "D1" } };
    if (method === "chat.getPermalink") return { permalink: "https://acme.slack.com/p1" };
    if (method === "conversations.replies") return { messages: [{ ts: "5.1", text: "Security training" }] };
    return { ts: "9.9", channel: "C1", messages: [] };
  }
  const client = createSlackClient({
    token: "xoxb-test",
    apiUrl: "http://slack.test/api/",
    log,
    async fetch(input, init) {
      const method = new URL(input instanceof Request ? input.url : input).pathname.split("/").at(-1) ?? "";
      const body = new URLSearchParams(String(init?.body));
      if (method !== "users.info") told.push(`${method} ${[...body.values()].join(" ")}`);
      return new Response(JSON.stringify({ ok: true, ...answer(method, body) }), {
        headers: { "content-type": "application/json" },
      });
    },
  });
  const workspaces = {
    identity: async (workspaceId: string) => ({ workspaceId, botUserId: botId, botId: "B1" }),
    client: async () => client,
    token: async () => "xoxb-test",
  };
  const background = createBackground({ log });
  const permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  const permalinks = createPermalinks({ workspaces, log });
  const home = createHomePublisher({ store, permissions, permalinks, workspaces, log });
  const limits = createLimits({ store, clock: Date.now });
  const queue = { wake: async () => undefined };
  const listeners = new Map<string, Listener>();

  const receiver: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined };
  const app = new App({ receiver, authorize: async () => ({ botId: "B1" }), convoStore: false });
  const kinds = ["command", "event", "action", "options", "view", "shortcut"];
  const recording = new Proxy(app, {
    get: (target, name) =>
      typeof name === "string" && kinds.includes(name)
        ? (matcher: unknown, listener: Listener) => listeners.set(`${name} ${nameOf(matcher)}`, listener)
        : Reflect.get(target, name),
  });
  registerListeners(recording, {
    store,
    queue,
    intake: createIntake({ store, limits, queue, writer: "offline", log }),
    limits,
    permissions,
    workspaces,
    home,
    openModal: createModalOpener({ workspaces, background, log, graceMs: 5_000 }),
    permalinks,
    names: { nameOf: async (_workspaceId, userId) => userId },
    marks: () => ({ seen: () => undefined, done: () => undefined, ended: async () => undefined }),
    waiting: async () => null,
    writer: "offline",
    fetch: async () => new Response("{}"),
    background,
    uninstalled: async () => undefined,
    eraseRequested: async () => undefined,
    log,
  });

  /** A workspace of its own, so that what one cell changes no other sees. */
  async function seed(workspaceId: string, state: "ready" | "writing" | "failed"): Promise<Seeded> {
    const { lane, requestId } = await acceptCourse(store, workspaceId, "asked", {
      threadTs: "1.1",
      requesterId: "UGRACE",
    });
    const { document } = await store.documents.accept(
      {
        workspaceId,
        title: `The ${secret} handbook`,
        kind: "text",
        bytes: 1,
        contentHash: null,
        addedBy: "UADA",
        source: { kind: "text", text: secret },
      },
      "document",
    );
    const documentLease = await hold(store, { workspaceId, kind: "document", id: document.id });
    const set = await store.passages.open(documentLease, { version: 1, contentHash: "hash", configuration: "english" });
    const place = { heading_path: [], page: null, slide: null, sheet: null };
    await store.passages.save(documentLease, { id: set.id, configuration: "english" }, [
      {
        ordinal: 0,
        place,
        text: `A ${secret} runs.`,
        start: 0,
        end: 10,
        vector: `'${secret}':1`,
        length: 1,
        lexemes: [secret],
      },
    ]);
    await store.passages.publish(documentLease, set.id);
    await store.documents.setState(documentLease, "ready", { passageCount: 1 });
    await store.leases.release(documentLease);
    const lease = await hold(store, lane);
    const passageId = `${document.id}:1:0`;
    if (state === "ready") {
      const cited = { ...course, modules: course.modules.map((module) => ({ ...module, citations: [passageId] })) };
      await store.courses.saveVersion(lease, { base: 0, course: cited, cause: "write", authorId: "UGRACE", requestId });
      await store.courses.saveVersion(lease, {
        base: 1,
        course: cited,
        cause: "revise",
        authorId: "UGRACE",
        requestId,
      });
    }
    const failure = state === "failed" ? ({ stage: "modules", code: "model_busy", facts: {} } as const) : null;
    await store.courses.setState(lease, state, failure);
    await store.leases.release(lease);
    await store.stashes.keep(workspaceId, "stash", {});
    return { workspaceId, courseId: lane.id, documentId: document.id, passageId };
  }

  /** What the workspace holds, but for where people are in their Home. */
  async function holds(workspaceId: string): Promise<string> {
    const tables = ["courses", "requests", "documents", "workspaces", "erasures", "feedback", "versions"];
    const [row] = await database.query(
      z.object({ all: z.string() }),
      `select concat_ws('|', ${tables
        .map(
          (table) =>
            `(select string_agg(t::text, ',' order by t::text) from coursewright.${table} t where workspace_id = $1)`,
        )
        .join(", ")}) as all`,
      [workspaceId],
    );
    return row?.all ?? "";
  }

  return {
    listeners,
    seed,
    holds,
    /** Calls a listener; tells what it answered and told Slack. A payload that it cannot read is no answer. */
    async call(listener: Listener, body: object, event: unknown, user: string): Promise<string[]> {
      told.length = 0;
      const answers: string[] = [];
      const ack = async (given?: unknown) => {
        if (given !== undefined) answers.push(`ack ${JSON.stringify(given)}`);
      };
      await listener({ body, event, ack }).catch((error: unknown) => {
        if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
      });
      await background.settled();
      // Homes of others are published again a little after documents have changed: that is for them to read.
      return [...told.filter((each) => !each.startsWith("views.publish") || each.includes(user)), ...answers];
    },
    async close() {
      await home.stop();
      await close();
    },
  };
}

const matcherSchema = z.union([
  z.string(),
  z.instanceof(RegExp).transform(({ source }) => source.replace(/^\^/, "").replace(/\(\?:.*$/, "…")),
  z.object({ callback_id: z.string() }).transform(({ callback_id }) => callback_id),
]);
const nameOf = (matcher: unknown): string => matcherSchema.parse(matcher);
