/** Every command, action, view and event × every kind of person: nobody can do what the product closes to them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { menuChoices } from "../../src/slack/render/home-documents.ts";
import { rows, type Who } from "./matrix/rows.ts";
import { botId, openMatrixStage, type Seeded, secret } from "./matrix/stage.ts";

const actors = {
  everyone: "UMATEO",
  requester: "UGRACE",
  admin: "UADA",
  guest: "UGIL",
  stranger: "USTRANGER",
  "other workspace": "UEVE",
} as const;
type Actor = keyof typeof actors;
const actorNames: readonly Actor[] = ["everyone", "requester", "admin", "guest", "stranger", "other workspace"];

/** Who may change something or open a form. Reading documents is looked at beside that. */
const open: Record<Who, readonly Actor[]> = {
  everyone: ["everyone", "requester", "admin", "guest", "stranger"],
  members: ["everyone", "requester", "admin"],
  requester: ["requester", "admin"],
  admin: ["admin"],
  slack: [],
};

let stage: Awaited<ReturnType<typeof openMatrixStage>>;
beforeAll(async () => {
  stage = await openMatrixStage();
}, 120_000);
afterAll(() => stage?.close());

let counter = 0;

/** Everything that a button, a menu or a form of ours could hold, about the course and the document. */
function payloads(name: string, { workspaceId, courseId, documentId, passageId }: Seeded, actor: Actor) {
  const user = actors[actor];
  const team = actor === "other workspace" ? "TOTHER" : workspaceId;
  const [kind = "", id = ""] = name.split(" ");
  counter += 1;
  const unique = `${counter}`;
  const common = { team_id: team, team: { id: team }, user: { id: user }, user_id: user, trigger_id: `t${unique}` };
  const metadata = JSON.stringify({
    courseId,
    document: documentId,
    title: `The ${secret} handbook`,
    version: 1,
    revision: 0,
    stash: "stash",
    channelId: "C1",
    asked: [],
  });
  if (kind === "command") {
    return ["", "help", "list", "docs", "Security training"].map((text, index) => ({
      body: {
        ...common,
        trigger_id: `t${unique}.${index}`,
        channel_id: "C1",
        text,
        response_url: "https://hooks.slack.test/1",
      },
      event: undefined,
    }));
  }
  if (kind === "event") {
    const event = { user, channel: "C1", type: id === "app_mention" ? id : "message", ts: `8.${unique}`, tab: "home" };
    return [
      { text: `<@${botId}> Security training` },
      { text: "add a module on phishing", thread_ts: "1.1" },
      { text: "stop", thread_ts: "1.1" },
    ].map((more) => ({ body: { ...common, event }, event: { ...event, ...more } }));
  }
  const channel = { id: "C1" };
  const message = { ts: "1.2", thread_ts: "1.1", text: "Security training", user: "UGRACE", blocks: [] };
  if (kind === "shortcut") return [{ body: { ...common, channel, message, callback_id: id }, event: undefined }];
  if (kind === "options") {
    return [secret, ""].map((value) => ({ body: { ...common, value, view: null }, event: undefined }));
  }
  if (kind === "view") {
    const chosen = ["overview", "modules", "m1", "modules:m1"].map((value) => ({ selected_option: { value } }));
    return chosen.map((choice, index) => {
      const fields = ["title", "text", "prompt", "word", "link", "what", "hint", "target", "part"];
      const values = Object.fromEntries(
        fields.map((field) => [
          field,
          { [field]: { value: field === "word" ? "DELETE" : field === "link" ? "" : "New words", ...choice } },
        ]),
      );
      const view = { id: `V${unique}.${index}`, callback_id: id, private_metadata: metadata, state: { values } };
      return { body: { ...common, view }, event: undefined };
    });
  }
  const items = [undefined, "markdown", "delete", "1", "good", "positive", "modules", "m1"];
  const courses = [
    ...items.map((item) => JSON.stringify({ course: courseId, version: 2, ...(item && { item }) })),
    JSON.stringify({ course: courseId, version: 1 }),
    JSON.stringify({ course: courseId, version: 0 }),
  ];
  const documents = [
    JSON.stringify({ document: documentId, seen: 0 }),
    ...menuChoices.map((choice) => `${choice} ${documentId}`),
    documentId,
  ];
  const others = [`${courseId} ${passageId}`, courseId, "stash"];
  const family = id.split(":")[0];
  const values =
    family === "course" ? courses : family === "document" ? documents : [...others, ...documents, ...courses.slice(-1)];
  return values.map((value, index) => ({
    body: {
      ...common,
      trigger_id: `t${unique}.${index}`,
      channel,
      message,
      view: { id: "V1", type: "modal", private_metadata: metadata },
      actions: [{ action_id: id, block_id: "b", action_ts: "1", value, selected_option: { value } }],
    },
    event: undefined,
  }));
}

/** Workspaces that nobody has changed yet, by the course's state: refusals leave them as they are. */
const untouched = new Map<string, Seeded>();

async function seeded(state: "ready" | "writing" | "failed"): Promise<Seeded> {
  const known = untouched.get(state);
  if (known !== undefined) return known;
  counter += 1;
  const fresh = await stage.seed(`T${counter}`, state);
  untouched.set(state, fresh);
  return fresh;
}

/** "changes" the workspace's rows, "opens" a form, "reads" a document's words, or nothing of these. */
async function cell(name: string, actor: Actor): Promise<Set<string>> {
  const listener = stage.listeners.get(name);
  const found = new Set<string>();
  const insider = open.members.includes(actor);
  // What may be done to a course depends on its state; nothing else does.
  const states = /course:|stopped|delete_course|rewrite_course/.test(name)
    ? (["ready", "writing", "failed"] as const)
    : (["ready"] as const);
  for (const state of states) {
    const about = await seeded(state);
    const before = await stage.holds(about.workspaceId);
    for (const { body, event } of payloads(name, about, actor)) {
      const told = await stage.call(listener ?? (async () => undefined), body, event, actors[actor]);
      if (told.some((each) => /^views\.(open|push|update) .*"submit":/.test(each))) found.add("opens");
      if (told.some((each) => each.includes(secret))) found.add("reads");
      // Of people of the team it is enough to know that they may; of the others, all is tried.
      if (insider && found.size > 0) break;
    }
    if ((await stage.holds(about.workspaceId)) !== before) {
      found.add("changes");
      untouched.delete(state);
    }
  }
  return found;
}

test("no cell is open that the product closes", async () => {
  const missing = [...stage.listeners.keys()].filter((name) => rows[name] === undefined);
  expect(missing, "listeners without a row: say in matrix/rows.ts who may").toEqual([]);
  expect(
    Object.keys(rows).filter((name) => !stage.listeners.has(name)),
    "rows without a listener",
  ).toEqual([]);
  const table = [["", ...actorNames]];
  const wrong: string[] = [];
  for (const [name, who] of Object.entries(rows)) {
    const cells: string[] = [];
    for (const actor of actorNames) {
      const found = who === "slack" ? new Set<string>() : await cell(name, actor);
      const closed = !open[who].includes(actor);
      const outsider = actor === "guest" || actor === "stranger" || actor === "other workspace";
      if (closed && actor !== "other workspace" && (found.has("changes") || found.has("opens")))
        wrong.push(`${name} × ${actor}`);
      if (actor === "other workspace" && found.has("changes")) wrong.push(`${name} × ${actor}`);
      if (outsider && found.has("reads")) wrong.push(`${name} × ${actor} reads a document`);
      cells.push(closed && found.size === 0 ? "closed" : [...found].join(" ") || "·");
    }
    table.push([`${name} (${who})`, ...cells]);
  }
  process.stdout.write(`${lines(table)}\n`);
  expect(wrong).toEqual([]);
  // A table of closed doors alone would show nothing.
  const acts = table.filter(([name, , , admin]) => name !== "" && /changes|opens|reads/.test(admin ?? ""));
  expect(acts.length).toBeGreaterThan(Object.keys(rows).length / 2);
}, 600_000);

function lines(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => row.map((each, column) => each.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}
