/** The buttons of a course: cancel and go on, exports, history after a restart, notes, rewriting, deleting, opening again. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UiMessage } from "../../src/sandbox/page-api.ts";
import { actionIds } from "../../src/slack/action-ids.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { elementIn, postSigned } from "../fixtures/signed-payload.ts";
import {
  answersIn,
  askForCourse,
  buttonsOf,
  cardOf,
  cardText,
  draftCourse,
  marksOf,
  menuValue,
  replyAndWait,
  untilCancelled,
  untilModules,
  waitForModules,
} from "../fixtures/threads.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "200" } });
}, 120_000);
afterAll(() => bench.close());

const ephemeral = (user: string, pattern: RegExp) =>
  bench.sandbox.driver.waitFor(() => bench.sandbox.driver.ephemerals(user).find(({ text }) => pattern.test(text)), {
    what: `word to ${user}: ${pattern}`,
  });

/** Asks for a course and waits until its modules grow. */
async function growingCourse(text: string): Promise<UiMessage> {
  const { driver } = bench.sandbox;
  const root = await askForCourse(driver, { text });
  await untilModules(driver, root);
  return root;
}

const objectivesIn = (text: string) =>
  text.slice(text.indexOf("*Learning objectives*"), text.indexOf("*Modules*")).trim();

describe("stopping and going on", () => {
  test("cancelled in mid-module: what is finished stays, Continue takes it up again, and the course can be taken away", async () => {
    const { driver } = bench.sandbox;
    const { length: logged } = bench.bot.output();
    const root = await growingCourse("Create security training for new engineers");
    await driver.act({ user: "grace", in: cardOf(driver, root), actionId: actionIds.cancel });
    await untilCancelled(driver, root);
    const objectives = objectivesIn(`${cardText(driver, root)}*Modules*`);
    expect(cardText(driver, root)).not.toMatch(/▰|started/);
    const card = buttonsOf(driver, root);
    await Promise.all([1, 2].map(() => driver.act({ user: "grace", in: card, actionId: actionIds.continue })));
    await finishedCourse(driver, root, 90_000);
    expect(objectivesIn(cardText(driver, root))).toContain(objectives.split("\n")[1] ?? "nothing");
    const log = bench.bot.output().slice(logged);
    const stages = [...log.matchAll(/"stage":"(\w+)".*section written/g)].map((match) => match[1]);
    expect(stages.toSorted()).toEqual(["assessments", "modules", "objectives", "overview"]);

    const files = async (item: string, pattern: RegExp) => {
      const message = buttonsOf(driver, root);
      await driver.act({ user: "mateo", in: message, actionId: actionIds.more, pick: menuValue(message, item) });
      return driver.waitFor(
        () =>
          botReplies(driver, root)
            .flatMap((each) => each.files)
            .find(({ name }) => pattern.test(name)),
        { what: item },
      );
    };
    const text = async (file: { id: string }) => driver.workspace.files.get(file.id)?.bytes.toString("utf8") ?? "";
    const markdown = await text(await files("markdown", /(?<!conversation)\.md$/));
    expect(markdown).toMatch(/^# /);
    expect(markdown).toContain("## Modules");
    const json: unknown = JSON.parse(await text(await files("json", /\.json$/)));
    expect(json).toMatchObject({ format: "coursewright/1", version: 1 });
    const conversation = await text(await files("conversation", /-conversation\.md$/));
    expect(conversation).toContain("Grace Lindqvist");
    expect(conversation).toContain("Pressed Continue");
    expect(conversation).toMatch(/\*Exported the course as Markdown\*\n\nThe file shows version 1\./);
    expect(conversation).toContain("*Exported the course as JSON*");
    // Twice in a row is one wish.
    const message = buttonsOf(driver, root);
    await driver.act({ user: "mateo", in: message, actionId: actionIds.more, pick: menuValue(message, "json") });
    await ephemeral("mateo", /in this thread already/);
  }, 200_000);

  test("replies that arrive while the first draft is written are taken in order afterwards", async () => {
    const { driver } = bench.sandbox;
    const root = await growingCourse("Time management");
    const say = (text: string) => driver.post({ user: "mateo", channel: "learning", text, threadTs: root.ts });
    const first = say("rename module 1 to First wish");
    say("rename module 2 to Second wish");
    await driver.waitFor(() => marksOf(driver, first).includes("eyes"), { what: "the mark" });
    await driver.waitFor(() => answersIn(driver, root).length === 2, { what: "both answers", timeoutMs: 90_000 });
    await waitForModules(
      driver,
      root,
      ([first = "", second = ""]) => first.includes("First wish") && second.includes("Second wish"),
    );
  }, 150_000);
});

describe("the buttons of a finished course", () => {
  let root: UiMessage;
  beforeAll(async () => {
    ({ root } = await draftCourse(bench.sandbox.driver, { text: "Giving feedback, one hour" }));
  }, 150_000);

  test("work after a restart; on an outdated card they say so", async () => {
    const { driver } = bench.sandbox;
    const old = structuredClone(buttonsOf(driver, root));
    await bench.bot.kill();
    await bench.bot.start();
    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: actionIds.history });
    await driver.waitFor(() => driver.modals("mateo").some(({ blocks }) => /Version 1/.test(allText(blocks))), {
      what: "the history",
    });
    await driver.closeView({ user: "mateo" });
    await replyAndWait(driver, root, "rename module 1 to Why feedback matters");
    await waitForModules(driver, root, ([first = ""]) => first.includes("Why feedback matters"));
    const rewrite = elementIn(old, actionIds.rewrite);
    await postSigned(bench, {
      type: "block_actions",
      channel: { id: old.channel },
      message: { ts: old.ts, thread_ts: root.ts },
      actions: [{ ...rewrite, action_ts: "1.0" }],
    });
    await ephemeral("mateo", /earlier state of the course/);
    expect(driver.modals("mateo")).toEqual([]);
  }, 150_000);

  test("quality notes: counted, listed in words, with a matrix that can be read aloud", async () => {
    const { driver } = bench.sandbox;
    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: actionIds.quality });
    const modal = await driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "Quality notes"), {
      what: "the notes",
    });
    const text = allText(modal.blocks);
    expect(text).toMatch(/M1 +M2/);
    expect(text).toMatch(/Objective 1 “.+”: taught in modules? \d/);
    await driver.closeView({ user: "mateo" });
  });

  test("rewriting a part is answered, whatever the writer can do", async () => {
    const { driver } = bench.sandbox;
    const count = answersIn(driver, root).length;
    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: actionIds.rewrite });
    await driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "Rewrite a part"), {
      what: "the form",
    });
    await driver.submit({ user: "mateo", answers: { part: "item:m1", hint: "shorter" } });
    await driver.waitFor(() => answersIn(driver, root).length > count, { what: "an answer" });
  });

  test("thumbs are kept with the version", async () => {
    const { driver } = bench.sandbox;
    const message = buttonsOf(driver, root);
    const { version } = JSON.parse(menuValue(message, "json")) as { version: number };
    await postSigned(bench, {
      type: "block_actions",
      channel: { id: message.channel },
      message: { ts: message.ts, thread_ts: root.ts },
      actions: [
        {
          type: "feedback_buttons",
          action_id: actionIds.feedback,
          value: JSON.stringify({ ...JSON.parse(menuValue(message, "json")), item: "good" }),
          action_ts: "1.0",
        },
      ],
    });
    await ephemeral("mateo", /Thank you, noted/);
    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: actionIds.history });
    const modal = await driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "History"), {
      what: "the history",
    });
    expect(allText(modal.blocks)).toContain("Feedback: 1 good, 0 need work");
    expect(version).toBeGreaterThan(0);
    await driver.closeView({ user: "mateo" });
  });

  test("Delete is for the requester and admins, also when it is forged; then one line is left and buttons say so", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { text: "Saying no, half an hour" });
    // What is for one person's eyes shows in threads that people have written in.
    driver.post({ user: "mateo", channel: "general", text: "thanks!", threadTs: root.ts });
    const card = structuredClone(buttonsOf(driver, root));
    await driver.act({ user: "mateo", in: card, actionId: actionIds.more, pick: menuValue(card, "delete") });
    await ephemeral("mateo", /Only the person who asked for this course and admins can do that/);
    const { course } = JSON.parse(menuValue(card, "delete")) as { course: string };
    const forged = await postSigned(bench, {
      type: "view_submission",
      view: {
        id: "VFORGED",
        type: "modal",
        callback_id: "delete_course",
        private_metadata: JSON.stringify({ courseId: course }),
        state: { values: {} },
      },
    });
    expect(JSON.stringify(forged)).toContain("Only the person who asked");
    expect(cardText(driver, root)).toContain("*Learning objectives*");

    await driver.act({ user: "grace", in: card, actionId: actionIds.more, pick: menuValue(card, "delete") });
    await driver.waitFor(() => driver.modals("grace").length > 0, { what: "the question" });
    await driver.submit({ user: "grace" });
    const left = await driver.waitFor(
      () => {
        const mine = driver.thread(root).filter(({ user }) => driver.user(user).isBot);
        return mine.length === 1 && /was deleted by Grace Lindqvist/.test(mine[0]?.text ?? "") && mine[0];
      },
      { what: "the last line", timeoutMs: 60_000 },
    );
    expect(left.text).not.toContain("<@");
    await postSigned(bench, {
      type: "block_actions",
      channel: { id: card.channel },
      message: { ts: card.ts, thread_ts: root.ts },
      actions: [{ ...elementIn(card, actionIds.history), action_ts: "2.0" }],
    });
    await ephemeral("mateo", /no longer exists/);
  }, 150_000);
});

test("a course whose thread was deleted can be opened again in a new one", async () => {
  const { driver } = bench.sandbox;
  const { root } = await draftCourse(driver, { text: "Writing clear mails" });
  const value = JSON.parse(menuValue(buttonsOf(driver, root), "json")) as { course: string; version: number };
  const messages = driver.thread(root);
  for (const message of messages.toReversed()) {
    const found = driver.workspace.messages.find(message.channel, message.ts);
    if (found !== null) driver.workspace.messages.remove(found, driver.workspace.bot.id);
  }
  const before = driver.messages("general").length;
  await postSigned(bench, {
    type: "block_actions",
    user: { id: driver.user("grace").id },
    actions: [
      {
        type: "button",
        action_id: actionIds.reopen,
        value: JSON.stringify({ course: value.course, version: value.version }),
        action_ts: "3.0",
      },
    ],
  });
  await driver.waitFor(() => driver.messages("general").length > before, { what: "a new root", timeoutMs: 60_000 });
  const again = await rootOf(driver, "general");
  await finishedCourse(driver, again, 90_000);
  const { answer } = await replyAndWait(driver, again, "rename module 1 to Subject lines");
  expect(allText(answer.blocks)).toContain("Subject lines");
}, 150_000);

test("a message becomes the beginning of a course, in the form as the workspace's settings fill it in", async () => {
  const { driver } = bench.sandbox;
  driver.openHome("ada");
  await driver.waitFor(() => driver.home("ada"), { what: "Home" });
  await driver.act({ user: "ada", in: { view: "home" }, actionId: actionIds.settings });
  await driver.waitFor(() => driver.modals("ada").at(-1)?.submit, { what: "the settings" });
  expect(await driver.submit({ user: "ada", answers: { level: "Advanced" } })).toBeNull();
  const message = driver.post({ user: "ada", channel: "general", text: "We keep losing laptops & phones" });
  await driver.shortcut({ user: "mateo", callbackId: "make_course_from_message", message });
  const form = await driver.waitFor(() => driver.modals("mateo").find(({ title }) => title === "New course"), {
    what: "the form",
  });
  expect(JSON.stringify(form.blocks)).toContain("We keep losing laptops & phones");
  expect(JSON.stringify(form.blocks)).toContain('"initial_option":{"text":{"type":"plain_text","text":"Advanced"');
  await driver.submit({ user: "mateo" });
  const root = await driver.waitFor(
    () => driver.messages("general").find(({ blocks }) => /Make a course from this/.test(allText(blocks))),
    { what: "the root", timeoutMs: 60_000 },
  );
  await finishedCourse(driver, root, 90_000);
}, 150_000);
