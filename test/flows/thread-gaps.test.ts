/** What people do beside the straight way: they write before there is a draft, fix a single note, and lose a thread. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { forge } from "../fixtures/forge.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { addDocument, allText, finishedCourse } from "../fixtures/journeys.ts";
import {
  answersIn,
  askForCourse,
  buttonsOf,
  draftCourse,
  moduleTitles,
  replyAndWait,
  untilCancelled,
  untilModules,
  waitForMark,
  waitForModules,
} from "../fixtures/threads.ts";

let running: InProcess;
beforeAll(async () => {
  running = await startInProcess({ sandbox: { rates: "off" }, environment: { OFFLINE_TOKENS_PER_SECOND: "300" } });
}, 120_000);
afterAll(() => running.close());

test("a reply to a course that was cancelled before its first draft is noted, and taken when the draft is there", async () => {
  const { driver } = running.sandbox;
  const root = await askForCourse(driver, { text: "Handling complaints" });
  await untilModules(driver, root);
  driver.post({ user: "grace", channel: "learning", text: "stop", threadTs: root.ts });
  await untilCancelled(driver, root);
  const { reply, answer } = await replyAndWait(driver, root, "rename module 1 to Listening first");
  expect(allText(answer.blocks)).toContain("take it up as soon as there is one");
  await driver.act({ user: "grace", in: buttonsOf(driver, root), actionId: "course:continue" });
  await driver.waitFor(() => answersIn(driver, root).length === 2, { what: "a second answer", timeoutMs: 90_000 });
  expect(allText(answersIn(driver, root)[1]?.blocks)).toContain("Listening first");
  await waitForMark(driver, reply, "white_check_mark");
  await waitForModules(driver, root, ([first]) => first === "Listening first");
}, 180_000);

test("without a model a single note is fixed where a rule can, and the others stay", async () => {
  const { driver } = running.sandbox;
  const { root } = await draftCourse(driver, { text: "Giving feedback, 2 hours" });
  // What is taken away leaves objectives that nothing teaches or checks.
  const all = moduleTitles(driver, root).length;
  await replyAndWait(driver, root, "drop the last assessment");
  await replyAndWait(driver, root, "drop module 1");
  await waitForModules(driver, root, (titles) => titles.length === all - 1);
  const open = async () => {
    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: "course:quality" });
    return driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "Quality notes"), {
      what: "the notes",
      timeoutMs: 60_000,
    });
  };
  const notesIn = (blocks: unknown) => Number(/(\d+) things? could be better/.exec(allText(blocks))?.[1] ?? 0);
  const before = await open();
  const [button] = before.blocks.filter((block) => JSON.stringify(block).includes('"course:fix"'));
  expect(button).toBeDefined();
  const count = answersIn(driver, root).length;
  await driver.act({ user: "mateo", in: { view: "top" }, actionId: "course:fix", blockId: String(button?.block_id) });
  await driver.waitFor(() => answersIn(driver, root).length > count, { what: "the answer", timeoutMs: 60_000 });
  expect(allText(answersIn(driver, root).at(-1)?.blocks)).toContain("Fixed what I could");
  await driver.closeView({ user: "mateo" });
  expect(notesIn((await open()).blocks)).toBe(notesIn(before.blocks) - 1);
  await driver.closeView({ user: "mateo" });
}, 180_000);

test("the history names the documents that came, and a second click on Restore is the first one over again", async () => {
  const { driver } = running.sandbox;
  await addDocument(driver, "Speaking plainly", "# Speaking plainly\nSay what you saw, and what it did to you.");
  const { root } = await draftCourse(driver, { text: "Potting plants, half an hour" });
  await replyAndWait(driver, root, "use @1");
  await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: "course:history" });
  const modal = await driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "History"), {
    what: "the history",
    timeoutMs: 60_000,
  });
  expect(allText(modal.blocks)).toContain("Documents: now rests on @1 Speaking plainly");
  const [value] = /\{\\"course\\":\\"[^}]*\\"version\\":1\}/.exec(JSON.stringify(modal.blocks)) ?? [];
  const mateo = { id: driver.user("mateo").id };
  const restore = () =>
    forge(running, {
      type: "block_actions",
      team: { id: driver.workspace.id },
      user: mateo,
      api_app_id: "A1",
      trigger_id: driver.workspace.triggers.issue(mateo.id),
      view: { id: modal.id, type: "modal", private_metadata: "" },
      actions: [{ action_id: "course:restore", block_id: "b", type: "button", value: value?.replaceAll("\\", "") }],
    });
  const said = answersIn(driver, root).length;
  expect((await restore()).status).toBe(200);
  await driver.waitFor(() => answersIn(driver, root).length > said, { what: "the restoring", timeoutMs: 60_000 });
  expect((await restore()).status).toBe(200);
  // Answered in order: what the second click led to would stand before this.
  await replyAndWait(driver, root, "rename module 1 to Soil");
  const answers = answersIn(driver, root)
    .slice(said)
    .map(({ blocks }) => allText(blocks));
  expect(answers).toHaveLength(2);
  expect(answers[0]).toContain("Restored version 1");
  expect(answers.join()).not.toContain("like that already");
}, 180_000);

test("a course whose thread was deleted is posted again from the list, and from Home", async () => {
  const { driver } = running.sandbox;
  const { root } = await draftCourse(driver, { user: "mateo", channel: "general", text: "Writing clear mails" });
  const title = "Writing clear mails";
  driver.openHome("mateo");
  await driver.waitFor(() => allText(driver.home("mateo")?.blocks).includes(`|${title}>`), {
    what: "the link in Home",
    timeoutMs: 60_000,
  });
  removeThread(root);
  const list = async () => {
    await driver.command({ user: "mateo", channel: "random", command: "/course", text: "list" });
    await driver.settled();
    return driver.ephemerals("mateo").findLast(({ text }) => text.includes("Your courses"));
  };
  const again = await list();
  if (again === undefined) throw new Error("no list");
  await driver.act({ user: "mateo", in: again, actionId: "course:reopen" });
  const second = await driver.waitFor(() => newRoot(root.ts), { what: "a new thread", timeoutMs: 60_000 });
  await finishedCourse(driver, second);
  expect(moduleTitles(driver, second).length).toBeGreaterThan(0);
  removeThread(second);
  await driver.waitFor(() => JSON.stringify(driver.home("mateo")?.blocks).includes("course:reopen"), {
    what: "the way to post it again",
    timeoutMs: 60_000,
  });
  await driver.act({ user: "mateo", in: { view: "home" }, actionId: "course:reopen" });
  const third = await driver.waitFor(() => newRoot(second.ts), { what: "a third thread", timeoutMs: 60_000 });
  await finishedCourse(driver, third);
}, 240_000);

function removeThread(root: { channel: string; ts: string }): void {
  const { driver } = running.sandbox;
  for (const message of driver.thread(root).toReversed()) {
    const found = driver.workspace.messages.find(message.channel, message.ts);
    if (found !== null) driver.workspace.messages.remove(found, driver.workspace.bot.id);
  }
}

/** The bot's newest root in #general, if it is newer than this. */
function newRoot(after: string) {
  const { driver } = running.sandbox;
  const root = driver.messages("general").findLast(({ user }) => driver.user(user).isBot);
  return root !== undefined && root.ts > after && root;
}
