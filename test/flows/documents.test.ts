/** The knowledge base as admins and everyone else meet it in Slack: Home, its modals, shortcuts, files in the direct message. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { forge } from "../fixtures/forge.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { addDocument, allText, finishedCourse, rootOf } from "../fixtures/journeys.ts";

const handbook = `# Security handbook
## Passwords
Use a password manager. Every password has at least 14 characters. Never reuse a password.
## Reporting incidents
Report a suspected incident to the security desk within 2 hours. Do not switch the computer off.`;

let running: InProcess;
let driver: Driver;
beforeAll(async () => {
  running = await startInProcess({ sandbox: { rates: "off" } });
  driver = running.sandbox.driver;
}, 120_000);
afterAll(() => running.close());

const homeText = (person: string) => allText(driver.home(person)?.blocks);
/** Waits until a person's Home says something. */
const homeSays = (person: string, words: string | RegExp, timeoutMs = 20_000) =>
  driver.waitFor(() => (typeof words === "string" ? homeText(person).includes(words) : words.test(homeText(person))), {
    what: `${words} in the Home of ${person}`,
    timeoutMs,
  });
const topModal = (person: string) => driver.modals(person).at(-1);
const modalSays = (person: string, words: string) =>
  driver.waitFor(() => allText(topModal(person)?.blocks).includes(words), {
    what: `${words} in a modal`,
    timeoutMs: 15_000,
  });

async function openHome(person: string): Promise<void> {
  driver.openHome(person);
  await driver.waitFor(() => driver.home(person), { what: `Home of ${person}`, timeoutMs: 15_000 });
}

/** The id of the document with a number, read off an admin's Home. */
function documentId(number: number): string {
  const row = driver.home("ada")?.blocks.find((block) => allText(block).includes(`\`@${number}\``));
  return String(row?.block_id).replace("document:", "");
}

async function choose(person: string, number: number, choice: string): Promise<void> {
  const id = documentId(number);
  await driver.act({
    user: person,
    in: { view: "home" },
    actionId: "document:menu",
    blockId: `document:${id}`,
    pick: `${choice} ${id}`,
  });
}

async function upload(person: string, files: { name: string; bytes: string | Uint8Array }[]): Promise<void> {
  await driver.act({ user: person, in: { view: "home" }, actionId: "home:add-document" });
  await driver.waitFor(() => topModal(person)?.submit, { what: "the form" });
  const ids = files.map((file) => driver.upload({ user: person, ...file }).id);
  expect(await driver.submit({ user: person, answers: { files: ids } })).toBeNull();
}

describe("Home", () => {
  test("an admin adds, a member reads; the member sees no admin control", async () => {
    await openHome("mateo");
    expect(homeText("mateo")).toContain("No documents yet");
    await addDocument(driver, "Security handbook", handbook);
    await homeSays("mateo", "Security handbook");
    const actions = JSON.stringify(driver.home("mateo")?.blocks);
    expect(actions).toContain("document:use");
    for (const forbidden of ["home:add-document", "home:settings", "document:menu", "document:delete"]) {
      expect(actions).not.toContain(forbidden);
    }
    await openHome("gil");
    expect(homeText("gil")).not.toContain("Security handbook");
    expect(homeText("gil")).toContain("not shown to guests");
  }, 60_000);

  test("nothing, or text without a title, is refused in the form", async () => {
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada" })).toEqual({ text: expect.stringContaining("Choose a file") });
    expect(await driver.submit({ user: "ada", answers: { text: "words" } })).toEqual({
      title: expect.stringContaining("title"),
    });
    expect(await driver.submit({ user: "ada", answers: { link: "http://intranet/page" } })).toEqual({
      link: expect.stringContaining("https"),
    });
    await driver.closeView({ user: "ada" });
  });

  test("a link into the bot's own network fails with the reason, and can be deleted", async () => {
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada", answers: { link: "https://127.0.0.1/admin.html" } })).toBeNull();
    await homeSays("ada", "The address is not a public https page");
    expect(homeText("ada")).toContain("127.0.0.1/admin");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:delete" });
    await modalSays("ada", "No course rests on it.");
    expect(await driver.submit({ user: "ada" })).toBeNull();
    await driver.waitFor(() => !homeText("ada").includes("127.0.0.1"), { what: "the document gone" });
  }, 60_000);

  test("the same file twice is offered, not forced", async () => {
    await openHome("ada");
    await upload("ada", [
      { name: "travel-policy.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
      { name: "copy-of-travel.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
    ]);
    await homeSays("ada", /This is the same file as @\d+ (travel policy|copy of travel)\. Add it anyway\?/i);
    await homeSays("ada", /\*(travel policy|copy of travel)\*\nReady/i);
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:discard" });
    await driver.waitFor(() => !homeText("ada").includes("same file"), { what: "the copy discarded" });
    await upload("ada", [
      { name: "third-copy.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
    ]);
    await homeSays("ada", "same file");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:add-duplicate" });
    await homeSays("ada", "*Third copy*\nReady");
  }, 90_000);

  test("a file that cannot be read says why, and is mended by replacing it, under the same number", async () => {
    await openHome("ada");
    await upload("ada", [{ name: "fire-rules.pdf", bytes: "%PDF-1.7 this is not a PDF" }]);
    await homeSays("ada", /\*Fire rules\*\n:warning: /);
    const number = Number(/`@(\d+)` {2}\*Fire rules\*/.exec(homeText("ada"))?.[1]);
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:replace" });
    await modalSays("ada", "takes the place of what could not be read");
    const text = "# Fire rules\nLeave within 3 minutes of an alarm. The meeting point is the car park.";
    expect(await driver.submit({ user: "ada", answers: { text } })).toBeNull();
    await homeSays("ada", new RegExp(`\`@${number}\` {2}\\*Fire rules\\*\\nReady · [^\\n]*version 2`));
    await driver.closeView({ user: "ada" });
  }, 90_000);

  test("renaming keeps the number; what somebody else has renamed meanwhile is not overwritten unseen", async () => {
    await openHome("ada");
    await choose("ada", 1, "rename");
    await modalSays("ada", "");
    const forms = topModal("ada");
    // Grace becomes an admin by the settings, and is faster.
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
    await driver.waitFor(() => topModal("ada")?.title !== forms?.title && topModal("ada")?.submit, {
      what: "settings",
    });
    expect(await driver.submit({ user: "ada", answers: { admins: [driver.user("grace").id] } })).toBeNull();
    await openHome("grace");
    await homeSays("grace", "Security handbook");
    await driver.waitFor(() => JSON.stringify(driver.home("grace")?.blocks).includes("document:menu"));
    await choose("ada", 1, "rename");
    await driver.waitFor(() => topModal("ada")?.submit);
    await choose("grace", 1, "rename");
    await driver.waitFor(() => topModal("grace")?.submit);
    expect(await driver.submit({ user: "grace", answers: { title: "Security rules" } })).toBeNull();
    await homeSays("ada", "`@1`  *Security rules*");
    expect(await driver.submit({ user: "ada", answers: { title: "Safety rules" } })).toEqual({
      title: expect.stringContaining("Security rules"),
    });
    expect(await driver.submit({ user: "ada", answers: { title: "Safety rules" } })).toBeNull();
    await homeSays("grace", "`@1`  *Safety rules*");
  }, 90_000);

  test("two admins who change the settings at once: the second sees what the first has saved", async () => {
    for (const person of ["ada", "grace"]) {
      await driver.act({ user: person, in: { view: "home" }, actionId: "home:settings" });
      await driver.waitFor(() => topModal(person)?.submit, { what: "settings" });
    }
    expect(await driver.submit({ user: "ada", answers: { level: "Beginner" } })).toBeNull();
    expect(await driver.submit({ user: "grace", answers: { level: "Advanced" } })).toBeNull();
    await modalSays("grace", "Another admin has changed the settings");
    expect(JSON.stringify(topModal("grace")?.blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Beginner"',
    );
    expect(await driver.submit({ user: "grace", answers: { level: null } })).toBeNull();
  }, 60_000);
});

test("what was replaced while somebody confirmed its deletion is shown anew, and not deleted unseen", async () => {
  await openHome("ada");
  await upload("ada", [{ name: "parking.md", bytes: "# Parking\nPark in zone B." }]);
  await homeSays("ada", "*Parking*\nReady");
  const number = Number(/`@(\d+)` {2}\*Parking\*/.exec(homeText("ada"))?.[1]);
  await choose("ada", number, "delete");
  await modalSays("ada", "No course rests on it.");
  await homeSays("grace", "*Parking*");
  await driver.act({
    user: "grace",
    in: { view: "home" },
    actionId: "document:menu",
    blockId: `document:${documentId(number)}`,
    pick: `replace ${documentId(number)}`,
  });
  await modalSays("grace", "becomes version 2");
  expect(await driver.submit({ user: "grace", answers: { text: "# Parking\nPark in zone C." } })).toBeNull();
  expect(await driver.submit({ user: "ada" })).toBeNull();
  await modalSays("ada", "Somebody has replaced it since you opened this");
  expect(await driver.submit({ user: "ada" })).toBeNull();
  await driver.waitFor(() => !homeText("ada").includes("*Parking*"), { what: "the document gone" });
}, 60_000);

describe("who may not", () => {
  test("a forged admin click or form is refused, and changes nothing", async () => {
    await openHome("ada");
    await openHome("mateo");
    const mateo = { id: driver.user("mateo").id };
    const team = { id: driver.workspace.id };
    const id = documentId(1);
    const before = homeText("ada");
    const click = (actionId: string, action: object) =>
      forge(running, {
        type: "block_actions",
        team,
        user: mateo,
        api_app_id: "A1",
        trigger_id: driver.workspace.triggers.issue(mateo.id),
        view: { id: driver.home("mateo")?.id, type: "home", private_metadata: "" },
        actions: [{ action_id: actionId, block_id: "b", type: "button", ...action }],
      });
    const form = (callbackId: string, values: object) =>
      forge(running, {
        type: "view_submission",
        team,
        user: mateo,
        view: {
          id: "V_FORGED",
          type: "modal",
          callback_id: callbackId,
          private_metadata: JSON.stringify({
            document: id,
            title: "Safety rules",
            version: 1,
            revision: 0,
            stash: "x",
          }),
          state: { values },
        },
      });
    const value = JSON.stringify({ document: id, seen: 0 });
    for (const [action, detail] of [
      ["home:add-document", {}],
      ["home:settings", {}],
      ["document:menu", { selected_option: { value: `delete ${id}` } }],
      ["document:replace", { value }],
      ["document:delete", { value }],
      ["document:read-again", { value }],
      ["document:add-duplicate", { value }],
      ["document:discard", { value }],
      ["document:refresh-course", { value: JSON.stringify({ document: id, course: "c", version: 1 }) }],
    ] as const) {
      expect((await click(action, detail)).status, action).toBe(200);
      await modalSays("mateo", "Only this workspace's admins");
      await driver.closeView({ user: "mateo" });
    }
    for (const callback of [
      "add_document",
      "rename_document",
      "replace_document",
      "delete_document",
      "settings",
      "add_from_slack",
    ]) {
      const title = { title: { title: { value: "Mine now" } } };
      const answer = await form(callback, callback === "rename_document" ? title : {});
      expect(answer.body, callback).toContain("Only this workspace's admins");
    }
    await driver.settled();
    await openHome("ada");
    expect(homeText("ada")).toBe(before);
  }, 90_000);

  test("a guest names documents in vain, reads no list, and gets no suggestions", async () => {
    const answer = await driver.command({ user: "gil", channel: "partners", command: "/course", text: "docs" });
    expect(JSON.stringify(answer)).toContain("not shown to guests");
    expect(JSON.stringify(answer)).not.toContain("Safety rules");
    await driver.command({ user: "gil", channel: "partners", command: "/course", text: "Password rules with @1" });
    const root = await rootOf(driver, "partners");
    const [, card] = await finishedCourse(driver, root);
    const text = allText(card?.blocks);
    expect(text).toContain("not open to guests");
    expect(text).not.toContain("password manager");
    await driver.command({ user: "gil", channel: "partners", command: "/course", text: "" });
    await driver.waitFor(() => topModal("gil")?.submit);
    const { options } = await driver.options({ user: "gil", in: { view: "top" }, actionId: "compose:documents" });
    expect(options).toEqual([]);
  }, 60_000);

  test("in a channel with a guest nobody's course uses documents, until the settings allow it", async () => {
    const ask = async () => {
      const seen = driver.messages("partners").length;
      await driver.command({ user: "grace", channel: "partners", command: "/course", text: "Password rules with @1" });
      await driver.waitFor(() => driver.messages("partners").length > seen, { timeoutMs: 15_000 });
      const [, card] = await finishedCourse(driver, await rootOf(driver, "partners"));
      return allText(card?.blocks);
    };
    const refused = await ask();
    expect(refused).toContain("has guests or people from other workspaces");
    expect(refused).not.toContain("Read the source");
    await openHome("ada");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
    await driver.waitFor(() => topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada", answers: { guests: ["allowed"] } })).toBeNull();
    const allowed = await ask();
    expect(allowed).toContain("Read the source");
  }, 90_000);
});

describe("a course and its documents", () => {
  test("a citation opens its passage; guests are refused; deleting says which courses cite it", async () => {
    await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Password rules with @1" });
    const [, card] = await finishedCourse(driver, await rootOf(driver, "learning"));
    if (card === undefined) throw new Error("no card");
    const button = JSON.stringify(card.blocks).match(/"action_id":"(passage:open:\d+)"/)?.[1] ?? "";
    await driver.act({ user: "mateo", in: card, actionId: button });
    await modalSays("mateo", "14 characters");
    expect(allText(topModal("mateo")?.blocks)).toContain("`@1` · ");
    driver.join({ user: "ada", channel: "learning", invite: "gil" });
    await driver.act({ user: "gil", in: card, actionId: button });
    await modalSays("gil", "not shown to guests");
    driver.workspace.leave(driver.channel("learning"), driver.user("gil").id);
    await openHome("ada");
    await choose("ada", 1, "delete");
    await modalSays("ada", "rest on it");
    expect(allText(topModal("ada")?.blocks)).toMatch(/<http[^|]+\|[^>]+>/);
    await driver.closeView({ user: "ada" });
  }, 60_000);

  test("replacing lists the courses that rest on the old version; one click asks for just what cites it", async () => {
    await openHome("ada");
    await choose("ada", 1, "replace");
    await modalSays("ada", "becomes version 2");
    const file = driver.upload({
      user: "ada",
      name: "handbook-2.md",
      bytes: `${handbook}\n## Devices\nLock the screen when you leave your desk.`,
    });
    expect(await driver.submit({ user: "ada", answers: { files: [file.id] } })).toBeNull();
    await modalSays("ada", "rests on version 1");
    await driver.act({ user: "ada", in: { view: "top" }, actionId: "document:refresh-course" });
    await modalSays("ada", "Asked to refresh");
    await driver.closeView({ user: "ada" });
    const root = await rootOf(driver, "learning");
    await driver.waitFor(() => driver.thread(root).length > 3, { what: "the answer in the thread", timeoutMs: 30_000 });
    await homeSays("ada", /`@1` {2}\*Safety rules\*\nReady · [^\n]*version 2/);
  }, 60_000);

  test("my courses link to their threads; a document is used from Home with a channel to pick", async () => {
    await openHome("grace");
    await homeSays("grace", "My courses");
    expect(homeText("grace")).toMatch(/\*<http[^|]+\|[^>]+>\*\nready · /);
    await openHome("mateo");
    await driver.act({ user: "mateo", in: { view: "home" }, actionId: "document:use" });
    await driver.waitFor(() => topModal("mateo")?.submit);
    const form = JSON.stringify(topModal("mateo")?.blocks);
    expect(form).toContain("conversations_select");
    expect(form).toContain("initial_options");
    await driver.closeView({ user: "mateo" });
  }, 60_000);

  test("a near match is a button that becomes a reply, an ambiguous name a menu", async () => {
    await driver.command({
      user: "grace",
      channel: "general",
      command: "/course",
      text: 'Rules for new people with @"Safty ruls" and @copy',
    });
    const [, card] = await finishedCourse(driver, await rootOf(driver, "general"));
    if (card === undefined) throw new Error("no card");
    expect(allText(card.blocks)).toContain("Use @1 Safety rules");
    await driver.act({ user: "grace", in: card, actionId: "reference:use:1" });
    await driver.waitFor(() => driver.ephemerals("grace").some(({ text }) => text.includes("will use @1")), {
      what: "the answer to the click",
      timeoutMs: 15_000,
    });
    await driver.waitFor(() => allText(driver.message(card).blocks).includes("\n@1 Safety rules"), {
      what: "the document in the course",
      timeoutMs: 30_000,
    });
  }, 60_000);
});

describe("from Slack into the knowledge base", () => {
  test("a file that an admin sends to the bot is offered; a member is told who can add it", async () => {
    const file = driver.upload({
      user: "ada",
      name: "onboarding.md",
      bytes: "# Onboarding\nMeet your buddy on day one.",
    });
    const sent = driver.post({ user: "ada", channel: "dm", text: "", files: [file.id] });
    const offer = await driver.waitFor(
      () => driver.thread(sent).find(({ text }) => text.includes("Add onboarding.md")),
      {
        what: "the offer",
      },
    );
    expect(offer.text).toContain("Everyone in this workspace except guests");
    await driver.act({ user: "ada", in: offer, actionId: "offer:add" });
    await driver.waitFor(() => driver.message(offer).text.includes("Added to the knowledge base"));
    await openHome("ada");
    await homeSays("ada", "*Onboarding*\nReady");
    const other = driver.upload({ user: "mateo", name: "mine.md", bytes: "# Mine\nWords." });
    const mine = driver.post({ user: "mateo", channel: "dm", text: "", files: [other.id] });
    await driver.waitFor(() => driver.thread(mine).some(({ text }) => text.includes("Only this workspace's admins")));
  }, 60_000);

  test("with a request, the file is added and the course waits for it and rests on it", async () => {
    const file = driver.upload({
      user: "ada",
      name: "forklift-rules.md",
      bytes: "# Forklift rules\n## Speed\nForklifts drive at most 6 km/h indoors. Horns are sounded at corners.",
    });
    const sent = driver.post({
      user: "ada",
      channel: "dm",
      text: "Make a course on forklift driving",
      files: [file.id],
    });
    const offer = await driver.waitFor(() =>
      driver.thread(sent).find(({ text }) => text.includes("Add forklift-rules.md")),
    );
    await driver.act({ user: "ada", in: offer, actionId: "offer:add-and-write" });
    const messages = await driver.waitFor(
      () => {
        const thread = driver.thread(sent);
        return thread.some(({ text }) => text.includes("Ready:")) && thread;
      },
      { timeoutMs: 30_000, what: "the course" },
    );
    expect(messages.map(({ blocks }) => allText(blocks)).join("\n")).toContain("Forklift rules");
  }, 60_000);

  test("a thread from a private channel is added only after saying who will read it", async () => {
    driver.addChannel({ name: "leads", private: true, bot: true, members: ["ada", "grace"] });
    const root = driver.post({ user: "ada", channel: "leads", text: "How do we handle refunds & chargebacks?" });
    driver.post({ user: "grace", channel: "leads", text: "Refunds go out within 5 days.", threadTs: root.ts });
    await driver.shortcut({ user: "ada", callbackId: "add_to_knowledge_base", message: root });
    await driver.waitFor(() => topModal("ada")?.submit, { what: "the form" });
    expect(allText(topModal("ada")?.blocks)).toContain("private conversation");
    expect(topModal("ada")?.submit).toBe("Add and share");
    expect(await driver.submit({ user: "ada", answers: { title: "Refunds" } })).toBeNull();
    await modalSays("ada", "Refunds");
    await driver.closeView({ user: "ada" });
    await homeSays("ada", "*Refunds*\nReady · From Slack");
    await driver.shortcut({ user: "grace", callbackId: "add_to_knowledge_base", message: root });
    await driver.waitFor(() => topModal("grace"));
    await driver.shortcut({
      user: "mateo",
      callbackId: "add_to_knowledge_base",
      message: driver.post({ user: "mateo", channel: "general", text: "hello" }),
    });
    await modalSays("mateo", "Only this workspace's admins");
  }, 60_000);
});

test("search and pages work by clicks", async () => {
  const files = Array.from({ length: 20 }, (_, index) => ({
    name: `page-${index}.md`,
    bytes: `# Page ${index}\nText.`,
  }));
  await openHome("ada");
  await upload("ada", files.slice(0, 10));
  await upload("ada", files.slice(10));
  await homeSays("ada", /1–20 of \d+/);
  const click = (actionId: string, pick?: string) =>
    driver.act({ user: "ada", in: { view: "home" }, actionId, ...(pick !== undefined && { pick }) });
  await click("home:next-documents");
  await homeSays("ada", /21–\d+ of \d+/);
  await homeSays("ada", "`@1`  *Safety rules*");
  await click("home:previous-documents");
  await homeSays("ada", /1–20 of \d+/);
  await click("home:search-documents", "page 1");
  await homeSays("ada", "11 matches for “page 1”");
  await click("home:show-all-documents");
  await homeSays("ada", /1–20 of \d+/);
}, 60_000);
