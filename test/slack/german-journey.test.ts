/** A German and an English colleague in one workspace: each is spoken to in their language, and a course keeps its own. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UiMessage } from "../../src/sandbox/page-api.ts";
import { actionIds } from "../../src/slack/action-ids.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { answersIn, buttonsOf, cardOf, cardText, menuValue, replyAndWait } from "../fixtures/threads.ts";

let bench: Bench;
let root: UiMessage;

beforeAll(async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "300" } });
  const { driver } = bench.sandbox;
  for (const seed of [
    { name: "lena", realName: "Lena Vogt", locale: "de-DE" },
    { name: "jonas", realName: "Jonas Brandt", locale: "de-AT", isAdmin: true },
  ]) {
    driver.addUser(seed);
    driver.join({ user: seed.name, channel: "general" });
  }
  await driver.command({
    user: "lena",
    channel: "general",
    command: "/course",
    text: "Erstelle eine Sicherheitsschulung für neue Mitarbeitende, 2 Stunden",
  });
  root = await rootOf(driver, "general");
  await driver.waitFor(closing, { what: "the closing message", timeoutMs: 90_000 });
}, 180_000);
afterAll(() => bench.close());

const said = (messages: readonly UiMessage[]) => messages.map(({ text }) => text).join("\n");

/** The message that says that the course is ready. */
const closing = () => botReplies(bench.sandbox.driver, root).find(({ text }) => text.includes("Fertig:"));

describe("a course that a German colleague asks for", () => {
  test("is German from the first word to the last", async () => {
    const { driver } = bench.sandbox;
    await driver.waitFor(() => /Dein Kurs entsteht in <http/.test(said(driver.ephemerals("lena"))), {
      what: "the link to the thread",
      timeoutMs: 60_000,
    });
    const messages = botReplies(driver, root);
    expect(messages[0]?.text).toMatch(/hat einen Kurs angefordert:/);
    expect(messages[0]?.text).toMatch(/Dauer: 2 Stunden/);
    const card = cardText(driver, root);
    expect(card).toMatch(/\*Dauer\*\n2 Stunden/);
    expect(card).toMatch(/\*Niveau\*/);
    expect(card).toMatch(/\n\*Lernziele\*\n[\s\S]+\n\*Module\*\n[\s\S]+\n\*Überprüfungen\*\n/);
    expect(card).toMatch(/Offline allein aus der Anfrage entworfen/);
    expect(card).not.toMatch(/\b(?:minutes|hours?|Objectives?|Assessments?|Duration|Level|Remember|Apply)\b/);
    expect(closing()?.text).toMatch(/Fertig: .+, \d+ Module, 2 Stunden$/);
  }, 150_000);

  test("tells in its fallback what its blocks tell: title, state and what changed", async () => {
    const { driver } = bench.sandbox;
    const [first, ...rest] = driver.revisions(cardOf(driver, root)).map(({ text }) => text);
    expect(first).toMatch(/Dein Kurs ist unterwegs|Schulung/);
    expect([first, ...rest].some((text) => /Schritt \d von 4, um \d\d:\d\d UTC begonnen/.test(text ?? ""))).toBe(true);
    const card = cardOf(driver, root);
    for (const heading of ["Lernziele", "Module", "Überprüfungen"]) expect(card.text).toContain(heading);
    const title = String(card.text.split("\n")[0]);
    expect(title.length).toBeGreaterThan(5);
    expect(closing()?.text).toContain(title);
    expect(bench.sandbox.driver.botMessages().filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  test("stays German when an English colleague changes it, and speaks English to them alone", async () => {
    const { driver } = bench.sandbox;
    const { answer } = await replyAndWait(driver, root, "drop the last assessment", { user: "grace" });
    expect(allText(answer.blocks)).toMatch(/Erledigt\. Der Kurs ist jetzt bei Version \d\./);
    expect(answer.text).toMatch(/Überprüfung \d+ entfernt: /);
    expect(allText(answer.blocks)).toMatch(/Rückgängig/);

    await driver.act({ user: "grace", in: buttonsOf(driver, root), actionId: actionIds.history });
    const english = await driver.waitFor(() => driver.modals("grace").find(({ title }) => title === "History"), {
      what: "the English history",
      timeoutMs: 60_000,
    });
    expect(allText(english.blocks)).toMatch(/First draft/);
    await driver.closeView({ user: "grace" });
    await driver.act({ user: "lena", in: buttonsOf(driver, root), actionId: actionIds.history });
    const german = await driver.waitFor(() => driver.modals("lena").find(({ title }) => title === "Verlauf"), {
      what: "the German history",
      timeoutMs: 60_000,
    });
    expect(allText(german.blocks)).toMatch(/Erster Entwurf/);
    await driver.closeView({ user: "lena" });

    await driver.act({ user: "grace", in: answer, actionId: actionIds.undo });
    await driver.waitFor(() => /soll rückgängig gemacht werden/.test(allText(driver.message(answer).blocks)), {
      what: "the line in place of the button",
      timeoutMs: 60_000,
    });
    await driver.waitFor(() => /Zurückgenommen: die Änderung von Version \d/.test(said(answersIn(driver, root))), {
      what: "the answer to undo",
      timeoutMs: 60_000,
    });
  });

  test("is exported with German headings", async () => {
    const { driver } = bench.sandbox;
    const menu = buttonsOf(driver, root);
    await driver.act({ user: "grace", in: menu, actionId: actionIds.more, pick: menuValue(menu, "conversation") });
    await driver.waitFor(() => /I am getting the file ready/.test(said(driver.ephemerals("grace"))), {
      what: "English words to the English colleague",
      timeoutMs: 60_000,
    });
    await driver.waitFor(() => /Die ganze Unterhaltung zu diesem Kurs/.test(said(driver.thread(root))), {
      what: "the file",
      timeoutMs: 60_000,
    });
  });

  test("stays German after a restart, and so does what follows", async () => {
    const { driver } = bench.sandbox;
    await bench.bot.kill();
    await bench.bot.start();
    const before = cardText(driver, root);
    const { answer } = await replyAndWait(driver, root, "benenne Modul 1 in Sichere Passwörter um", {
      user: "mateo",
      timeoutMs: 40_000,
    });
    expect(answer.text).toMatch(/Erledigt\. Der Kurs ist jetzt bei Version \d\./);
    await driver.waitFor(() => cardText(driver, root) !== before && /Sichere Passwörter/.test(cardText(driver, root)), {
      what: "the card to follow",
      timeoutMs: 90_000,
    });
    expect(cardText(driver, root)).toMatch(/\n\*Überprüfungen\*\n/);
  }, 150_000);
});

describe("people beside each other", () => {
  test("have Home, forms and answers in their own language", async () => {
    const { driver } = bench.sandbox;
    for (const user of ["lena", "grace"]) driver.openHome(user);
    const german = await driver.waitFor(() => driver.home("lena"), { what: "Lena's Home", timeoutMs: 60_000 });
    const english = await driver.waitFor(() => driver.home("grace"), { what: "Grace's Home", timeoutMs: 60_000 });
    expect(allText(german.blocks)).toMatch(
      /Kurs erstellen[\s\S]*Meine Kurse[\s\S]*fertig · <!date\^\d+\^.* um \{time\}/,
    );
    expect(allText(english.blocks)).toMatch(/Create a course[\s\S]*My courses/);

    await driver.command({ user: "lena", channel: "general", command: "/course", text: "Hilfe" });
    await driver.command({ user: "grace", channel: "general", command: "/course", text: "help" });
    expect(said(driver.ephemerals("lena"))).toMatch(/Du kannst mich auch in einem Channel/);
    expect(said(driver.ephemerals("grace"))).toMatch(/You can also mention me/);

    driver.post({ user: "jonas", channel: "dm", text: "Hilfe" });
    await driver.waitFor(
      () => driver.botMessages().some(({ text }) => /Du kannst mich auch in einem Channel/.test(text)),
      {
        what: "help in the direct message",
        timeoutMs: 60_000,
      },
    );

    await driver.command({ user: "lena", channel: "general", command: "/course" });
    const form = await driver.waitFor(() => driver.modals("lena").at(-1), { what: "the form", timeoutMs: 60_000 });
    expect(form.title).toBe("Neuer Kurs");
    await driver.closeView({ user: "lena" });
  });

  test("are greeted and refused in their own language", async () => {
    const { driver } = bench.sandbox;
    driver.openHome("jonas", "messages");
    await driver.waitFor(() => driver.botMessages().some(({ text }) => text.startsWith("Hallo! Schreib hier")), {
      what: "the greeting",
      timeoutMs: 60_000,
    });
    driver.openHome("jonas");
    await driver.waitFor(() => /Dokumente hinzufügen/.test(allText(driver.home("jonas")?.blocks)), {
      what: "the admin's Home",
      timeoutMs: 60_000,
    });
    driver.post({ user: "lena", channel: "general", text: "stop", threadTs: root.ts });
    await driver.waitFor(() => /Es gibt nichts abzubrechen/.test(said(driver.ephemerals("lena"))), {
      what: "the refusal",
      timeoutMs: 60_000,
    });
  });

  test("an English colleague's course is English", async () => {
    const { driver } = bench.sandbox;
    await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Giving feedback, one hour" });
    const other = await rootOf(driver, "learning");
    expect(other.text).toMatch(/asked for a course:/);
    await finishedCourse(driver, other, 90_000);
    expect(cardText(driver, other)).toMatch(/\n\*Objectives\*|\n\*Learning objectives\*/);
  }, 120_000);

  test("nothing is said by an image: whoever does not see one misses nothing", async () => {
    const { driver } = bench.sandbox;
    for (const user of ["lena", "grace"]) driver.openHome(user);
    const homes = await driver.waitFor(() => {
      const shown = [driver.home("lena"), driver.home("grace")];
      return shown.every((home) => home !== null) && shown;
    });
    const blocks = [...driver.botMessages(), ...homes].map((each) => each?.blocks);
    expect(JSON.stringify(blocks)).not.toContain('"type":"image"');
  });
});
