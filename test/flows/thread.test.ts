/** From draft to done by talking in the thread: a bot process, a sandbox Slack with its limits on, the offline writer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionIds } from "../../src/slack/action-ids.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { addDocument, allText, botReplies } from "../fixtures/journeys.ts";
import {
  answersIn,
  buttonsOf,
  cardText,
  draftCourse,
  marksOf,
  moduleTitles,
  replyAndWait,
  waitForMark,
  waitForModules,
} from "../fixtures/threads.ts";

const handbook = `# Security handbook
## Passwords
Use a password manager. Every password has at least 14 characters. Never reuse a password.
## Phishing
Phishing mails ask for passwords. Report a suspicious mail with the report button. Check the sender's address.
## Reporting incidents
Report a suspected incident to the security desk within 2 hours. Do not switch the computer off.
## Devices
Lock the screen when you leave your desk. Lost devices are reported within 24 hours.`;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "3000" } });
  await addDocument(bench.sandbox.driver, "Security handbook", handbook);
}, 120_000);
afterAll(() => bench.close());

const hasText = (pattern: RegExp) => (message: { blocks: unknown }) => pattern.test(allText(message.blocks));

describe("replies", () => {
  test("add, drop, ask, undo, undo: each is marked, answered, shown and can be seen in the history", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { text: "Create security training using @1" });
    const before = { titles: moduleTitles(driver, root), text: cardText(driver, root) };

    const added = await replyAndWait(driver, root, "add a module on phishing after module 2");
    expect(allText(added.answer.blocks)).toMatch(/Added module 3: .*phishing/i);
    expect(added.answer.text).not.toMatch(/<@|<!/);
    await waitForMark(driver, added.reply, "white_check_mark");
    await waitForMark(driver, added.reply, "eyes", false);
    const titles = await waitForModules(driver, root, ({ length }) => length === before.titles.length + 1);
    expect(titles[2]).toMatch(/phishing/i);
    expect([...titles.slice(0, 2), ...titles.slice(3)]).toEqual(before.titles);

    const dropped = await replyAndWait(driver, root, "drop the last assessment");
    expect(allText(dropped.answer.blocks)).toMatch(/Removed assessment \d+/);

    const asked = await replyAndWait(driver, root, "what does module 3 cover?");
    expect(allText(asked.answer.blocks)).toMatch(/phishing/i);
    expect(JSON.stringify(asked.answer.blocks)).not.toContain(actionIds.undo);
    await waitForMark(driver, asked.reply, "white_check_mark");

    const first = await replyAndWait(driver, root, "undo");
    expect(allText(first.answer.blocks)).toMatch(/Taken back: the change of version 3/);
    const second = await replyAndWait(driver, root, "undo");
    expect(allText(second.answer.blocks)).toMatch(/Taken back: the change of version 2/);
    await driver.waitFor(() => cardText(driver, root) === before.text, {
      what: "the card as it was",
      timeoutMs: 70_000,
    });
    expect(moduleTitles(driver, root)).toEqual(before.titles);

    await driver.act({ user: "mateo", in: buttonsOf(driver, root), actionId: actionIds.history });
    const modal = await driver.waitFor(() => driver.modals("mateo").find(hasText(/Version 5/)), {
      what: "the history",
    });
    expect(allText(modal.blocks)).toMatch(/Took back the change of version 2/);
    await driver.act({
      user: "mateo",
      in: { view: modal.id },
      actionId: actionIds.restore,
      blockId: blockWith(modal, '\\"version\\":2'),
    });
    await driver.waitFor(() => driver.modals("mateo").some(hasText(/Restoring version 2/)), { what: "word of it" });
    await driver.waitFor(() => answersIn(driver, root).some(hasText(/Restored version 2/)), { what: "the answer" });
    await waitForModules(driver, root, (shown) => shown.join() === titles.join());
    await driver.closeView({ user: "mateo" });
  }, 150_000);

  test("the button under an older answer takes that change back and leaves the later one", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { channel: "general" });
    const first = await replyAndWait(driver, root, "rename module 1 to Tailgating");
    await replyAndWait(driver, root, "rename module 2 to Backups");
    const taken = performance.now();
    await driver.act({ user: "ada", in: first.answer, actionId: actionIds.undo });
    await driver.waitFor(() => /Undo was asked for/.test(allText(driver.message(first.answer).blocks)), {
      what: "the mark",
    });
    expect(performance.now() - taken).toBeLessThan(1_000);
    await driver.waitFor(() => answersIn(driver, root).some(hasText(/Taken back: the change of version 2/)), {
      what: "the answer",
    });
    await waitForModules(driver, root, (shown) => /backups/i.test(shown.join()) && !/tailgating/i.test(shown.join()));
  }, 150_000);

  test("what is not for the bot is left alone", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { channel: "general", text: "Onboarding for engineers" });
    const count = botReplies(driver, root).length;
    const version = cardText(driver, root);
    const toAda = driver.post({
      user: "grace",
      channel: "general",
      text: "@ada drop module 1?",
      threadTs: root.ts,
    });
    const reply = driver.post({ user: "grace", channel: "general", text: "thanks, looks great!", threadTs: root.ts });
    driver.edit({ user: "grace", message: reply, text: "drop module 1" });
    driver.react({ user: "ada", message: reply, name: "tada" });
    await driver.settled();
    await waitForMark(driver, reply, "eyes", false);
    await replyAndWait(driver, root, "how long is module 1?");
    expect(botReplies(driver, root)).toHaveLength(count + 1);
    expect(marksOf(driver, toAda)).toEqual([]);
    expect(cardText(driver, root)).toBe(version);
  }, 150_000);

  test("a mention of the bot is a reply, and what is not understood is told with what is", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { channel: "general", text: "Working with customers" });
    const { reply, answer } = await replyAndWait(driver, root, "@coursewright flibber the gromp into a wozzle");
    expect(allText(answer.blocks)).toMatch(/You can write things like/);
    await waitForMark(driver, reply, "eyes", false);
    expect(marksOf(driver, reply)).toEqual([]);
  }, 150_000);

  test("a guest may refine, but not bring documents in", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { channel: "partners", text: "Meeting notes" });
    const plain = await replyAndWait(driver, root, "add a module on minutes", { user: "gil" });
    expect(allText(plain.answer.blocks)).toMatch(/Added module/);
    const named = await replyAndWait(driver, root, "use @1 as well", { user: "gil" });
    expect(allText(named.answer.blocks)).toMatch(/Guests cannot use documents/);
  }, 150_000);

  test("two people at once both get what they asked for; ten within a second: ten outcomes, in order", async () => {
    const { driver } = bench.sandbox;
    const { root } = await draftCourse(driver, { channel: "general", text: "Cooking for teams" });
    const say = (user: string, text: string) => driver.post({ user, channel: "general", text, threadTs: root.ts });
    say("grace", "add a module on knives");
    say("ada", "add a module on fire safety");
    await driver.waitFor(() => answersIn(driver, root).length === 2, { what: "two answers", timeoutMs: 60_000 });
    await waitForModules(driver, root, (shown) => /knives/i.test(shown.join()) && /fire safety/i.test(shown.join()));

    const wishes = Array.from({ length: 10 }, (_, index) => `rename module 1 to Round ${index + 1}`);
    for (const [index, wish] of wishes.entries()) {
      say(index % 2 === 0 ? "grace" : "mateo", wish);
      // Their order is that of acceptance where nothing waits yet, so each is brought before the next is written.
      await driver.settled();
    }
    const answers = await driver.waitFor(
      () => {
        const all = answersIn(driver, root).slice(2);
        return all.length === 10 && all;
      },
      { what: "ten answers", timeoutMs: 60_000 },
    );
    expect(answers.map(({ blocks }) => /Round \d+(?=”)/.exec(allText(blocks))?.[0])).toEqual(
      wishes.map((wish) => wish.replace("rename module 1 to ", "")),
    );
    await waitForModules(driver, root, ([first = ""]) => first.includes("Round 10"));
    await driver.settled();
    expect(answersIn(driver, root)).toHaveLength(12);
  }, 240_000);
});

function blockWith(view: { blocks: readonly unknown[] }, text: string): string {
  const found = view.blocks.find((block) => JSON.stringify(block).includes(text));
  const id = typeof found === "object" && found !== null && "block_id" in found ? found.block_id : undefined;
  if (typeof id !== "string") throw new Error(`no block with ${text}`);
  return id;
}
