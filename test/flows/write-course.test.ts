/** The main job through every layer: a bot process, a sandbox Slack with its limits on, the offline writer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { addDocument, allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { draftCourse } from "../fixtures/threads.ts";

const handbook = `# Security handbook
## Passwords
Use a password manager. Every password has at least 14 characters. Never reuse a password.
## Reporting incidents
Report a suspected incident to the security desk within 2 hours. Do not switch the computer off.
## Devices
Lock the screen when you leave your desk. Lost devices are reported within 24 hours.`;
const runbook = `# Incident runbook
## Roles
The incident lead decides. The scribe writes everything down with the time.
## First hour
Page the incident lead within 10 minutes. Open a channel named after the incident.`;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "250" } });
  const { driver } = bench.sandbox;
  await addDocument(driver, "Security handbook", handbook);
  await addDocument(driver, "Onboarding guide", "# Onboarding\n## First week\nMeet your buddy on the first day.");
  await addDocument(driver, "Incident runbook", runbook);
}, 120_000);
afterAll(() => bench.close());

describe("/course", () => {
  // The first of all: the minute's edits that Slack allows are still to be had, and a card can show all its states.
  test("answers at once, grows one card through at least 8 states, and ends with the documents and a closing message", async () => {
    const { driver } = bench.sandbox;
    const asked = performance.now();
    const answer = await driver.command({
      user: "grace",
      channel: "learning",
      command: "/course",
      text: "Create security training using @1 @3",
    });
    expect(performance.now() - asked).toBeLessThan(1_500);
    expect(answer).toMatchObject({ status: 200 });
    const root = await rootOf(driver, "learning");
    expect(root.text).toContain(`<@${driver.user("grace").id}>`);
    const [, card, closing] = await finishedCourse(driver, root);
    if (card === undefined || closing === undefined) throw new Error("the thread lacks a card or a closing message");
    expect(driver.revisions(card).length).toBeGreaterThanOrEqual(8);
    expect(new Set(driver.revisions(card).map(({ blocks }) => JSON.stringify(blocks))).size).toBeGreaterThanOrEqual(8);
    const text = allText(card.blocks);
    const order = ["Learning objectives", "Modules", "Assessments", "Security handbook", "Incident runbook"];
    const places = order.map((heading) => text.lastIndexOf(heading));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places.slice(0, 3)).toEqual(places.slice(0, 3).toSorted((a, b) => a - b));
    expect(text).not.toContain("Onboarding guide");
    expect(text).toContain("Drafted offline from your documents");
    expect(text).not.toContain("Cancel");
    expect(closing.text).toMatch(/Ready: .+, \d+ modules?, .+/);
    expect(closing.edits).toBe(0);
    const told = driver.ephemerals("grace").map((message) => message.text);
    expect(told.some((line) => line.includes("this thread"))).toBe(true);
  });

  test("sections appear in order, and none disappears again", async () => {
    const { driver } = bench.sandbox;
    const { card } = await draftCourse(driver, { user: "mateo", text: "Incident drills with @3" });
    const seen = driver.revisions(card).map(({ blocks }) => {
      const text = allText(blocks);
      return ["Learning objectives", "Modules", "Assessments"].filter((heading) => text.includes(heading)).length;
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(3);
  });

  test("an unknown reference is said so, with the nearest matches", async () => {
    const { driver } = bench.sandbox;
    await driver.command({
      user: "ada",
      channel: "general",
      command: "/course",
      text: 'Train us with @"Securty handbok" and @9',
    });
    const root = await driver.waitFor(
      () => driver.messages("general").findLast(({ text }) => text.includes("Train us with")),
      { what: "the root message" },
    );
    const [, card] = await finishedCourse(driver, root);
    const text = allText(card?.blocks);
    expect(text).toContain("@9");
    expect(text).toMatch(/Securty handbok/);
    expect(text).toMatch(/Security handbook/);
  });

  test("a prompt over the limit is refused with the limit named, and starts nothing", async () => {
    const { driver } = bench.sandbox;
    const before = driver.botMessages().length;
    const answer = await driver.command({
      user: "grace",
      channel: "learning",
      command: "/course",
      text: "x".repeat(3_001),
    });
    expect(JSON.stringify(answer)).toContain("3000");
    await driver.settled();
    expect(driver.botMessages()).toHaveLength(before);
  });

  test("help, docs and list answer the person alone", async () => {
    const { driver } = bench.sandbox;
    await draftCourse(driver, { user: "grace", text: "Writing clear reports, one hour" });
    const ask = async (text: string) =>
      JSON.stringify(await driver.command({ user: "grace", channel: "learning", command: "/course", text }));
    expect(await ask("help")).toContain("/course docs");
    expect(await ask("docs")).toContain("Incident runbook");
    expect(await ask("list")).toContain("ready");
    expect(await ask("Dokumente")).toBe(await ask("docs"));
    expect(await ask("kurse")).toBe(await ask("list"));
  });

  test("the same words behind a mention and in a direct message", async () => {
    const { driver } = bench.sandbox;
    driver.post({ user: "ada", channel: "learning", text: "@Coursewright docs" });
    await driver.waitFor(() => driver.ephemerals("ada").some(({ text }) => text.includes("Incident runbook")), {
      what: "the documents, for the person alone",
    });
    const asked = driver.post({ user: "ada", channel: "dm", text: "list" });
    const [answer] = await driver.waitFor(() => botReplies(driver, asked).length > 0 && botReplies(driver, asked), {
      what: "the list",
    });
    expect(answer?.text).toMatch(/Your courses|not asked for a course yet/);
    await driver.settled();
    expect(botReplies(driver, asked)).toHaveLength(1);
  });

  test("where the bot is not a member it says so privately, and the direct message is a way on", async () => {
    const { driver } = bench.sandbox;
    await driver.command({ user: "grace", channel: "random", command: "/course", text: "Writing clear e-mails" });
    const notice = await driver.waitFor(
      () => driver.ephemerals("grace").find(({ text }) => text.includes("not in this channel")),
      { what: "the private notice" },
    );
    await driver.act({ user: "grace", in: notice, actionId: "course:write-in-direct-message" });
    const root = await driver.waitFor(
      () => driver.messages("dm", "grace").find(({ text }) => text.includes("Writing clear e-mails")),
      { what: "the root in the direct message" },
    );
    await finishedCourse(driver, root);
    expect(driver.messages("random").filter(({ user }) => driver.user(user).isBot)).toEqual([]);
  });
});

describe("messages", () => {
  test("a mention arrives as two events and starts one course, in its own thread", async () => {
    const { driver } = bench.sandbox;
    const asked = driver.post({
      user: "mateo",
      channel: "learning",
      text: "@Coursewright Teach us about passwords with @1",
    });
    await finishedCourse(driver, asked);
    await driver.settled();
    expect(botReplies(driver, asked)).toHaveLength(3);
    const delivered = driver
      .traffic()
      .filter(({ direction, name }) => direction === "to-bot" && /mention|message/.test(name));
    expect(delivered.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ["alone", "@Coursewright", "turns a request"],
    ["with too much", `@Coursewright ${"x".repeat(3_001)}`, "a request can have 3000"],
  ])("a mention %s is answered once, although it arrives twice", async (_, text, words) => {
    const { driver } = bench.sandbox;
    const answers = () => driver.ephemerals("mateo").filter((answer) => answer.text.includes(words));
    driver.post({ user: "mateo", channel: "learning", text });
    await driver.waitFor(() => answers().length > 0, { what: "the answer" });
    await driver.settled();
    expect(answers()).toHaveLength(1);
  });

  test("a direct message starts a course in its thread", async () => {
    const { driver } = bench.sandbox;
    const asked = driver.post({ user: "mateo", channel: "dm", text: "A course on giving feedback, 1 hour" });
    const messages = await finishedCourse(driver, asked);
    expect(allText(messages[1]?.blocks)).toContain("1 hour");
  });

  test("what people say to each other is left alone", async () => {
    const { driver } = bench.sandbox;
    const said = driver.post({ user: "mateo", channel: "learning", text: "lunch?" });
    await driver.settled();
    // Whatever had come of it would have begun before this one.
    await finishedCourse(driver, driver.post({ user: "mateo", channel: "dm", text: "A course on taking minutes" }));
    expect(botReplies(driver, said)).toEqual([]);
  });
});
