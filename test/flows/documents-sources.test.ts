/** Where documents come from beside files in Home (links, canvases, messages), and that whoever added them hears how it ended. */
import { createServer, type Server } from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPageFetcher } from "../../src/knowledge/extract/link.ts";
import type { Driver } from "../../src/sandbox/driver.ts";
import type { UiMessage } from "../../src/sandbox/page-api.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { allText } from "../fixtures/journeys.ts";
import { draftCourse } from "../fixtures/threads.ts";
import { makeCertificate } from "../knowledge/extract/made/certificate.ts";

const page = `<!DOCTYPE html><html><head><title>Visitor rules</title></head><body><nav>Home · About · Sign in</nav><main>
<h1>Visitor rules</h1><h2>Badges</h2><p>Every visitor wears a yellow badge. It is handed back at the front desk before 6 pm.</p>
<h2>Laboratories</h2><p>Visitors enter a laboratory only with a guide, and never alone.</p></main></body></html>`;
const canvas = `<html><body><h1>Launch plan</h1><p>The launch is rehearsed twice in the week before.</p>
<h2>Roles</h2><ul><li>The launch captain decides whether to stop.</li><li>The scribe keeps the log.</li></ul></body></html>`;

let server: Server;
let address: string;
let running: InProcess;
let driver: Driver;
beforeAll(async () => {
  const { key, certificate } = makeCertificate(["pages.test"]);
  server = createServer({ key, cert: certificate }, ({ url }, response) => {
    if (url === "/rules") response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  address = `https://pages.test:${port}`;
  running = await startInProcess({
    sandbox: { rates: "off" },
    // All that production refuses is refused here as well, but for this one address.
    fetchPage: createPageFetcher({
      allowAddress: (each) => each === "127.0.0.1",
      allowPort: (each) => each === port,
      certificateAuthority: certificate,
      lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    }),
  });
  driver = running.sandbox.driver;
  driver.openHome("ada");
  await driver.waitFor(() => driver.home("ada"), { what: "Home", timeoutMs: 60_000 });
}, 120_000);
afterAll(async () => {
  await running.close();
  server.closeAllConnections();
  server.close();
});

const homeSays = (words: RegExp) =>
  driver.waitFor(() => words.exec(allText(driver.home("ada")?.blocks)), {
    what: `${words} in Home`,
    timeoutMs: 60_000,
  });
const topModal = (person: string) => driver.modals(person).at(-1);

async function add(answers: Record<string, string>): Promise<void> {
  await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
  await driver.waitFor(() => topModal("ada")?.submit, { what: "the form", timeoutMs: 60_000 });
  expect(await driver.submit({ user: "ada", answers })).toBeNull();
}

/** Asks for a course in #learning and answers its card. */
async function courseCard(text: string): Promise<UiMessage> {
  return (await draftCourse(driver, { channel: "learning", text })).card;
}

test("a link is fetched, called by its page's title, and cited", async () => {
  await add({ link: `${address}/rules` });
  const [, number] = await homeSays(/`@(\d+)` {2}\*Visitor rules\*\nReady · Web page · /);
  const card = await courseCard(`Badges for visitors using @${number}`);
  expect(allText(card.blocks)).toContain("Badges");
  const button = JSON.stringify(card.blocks).match(/"action_id":"(passage:open:\d+)"/)?.[1] ?? "";
  await driver.act({ user: "grace", in: card, actionId: button });
  const source = await driver.waitFor(() => topModal("grace")?.title === "Source" && topModal("grace"), {
    what: "the passage",
    timeoutMs: 60_000,
  });
  expect(allText(source.blocks)).toMatch(/yellow badge|with a guide/);
  expect(allText(source.blocks)).not.toContain("Sign in");
  await driver.closeView({ user: "grace" });
  await add({ link: `${address}/nothing-here` });
  await homeSays(/The server answered with an error \(404\)/);
}, 120_000);

test("a canvas in the direct message is offered, read, and its sender hears when it is ready", async () => {
  const file = driver.upload({ user: "ada", name: "Launch plan", bytes: canvas });
  file.mimetype = "application/vnd.slack-docs";
  const sent = driver.post({ user: "ada", channel: "dm", text: "", files: [file.id] });
  const offer = await driver.waitFor(() => driver.thread(sent).find(({ text }) => text.includes("Add Launch plan")), {
    what: "the offer",
    timeoutMs: 60_000,
  });
  await driver.act({ user: "ada", in: offer, actionId: "offer:add" });
  const notice = await driver.waitFor(
    () => driver.thread(sent).find(({ text }) => text.includes("*Launch plan* is ready")),
    { what: "the notice", timeoutMs: 60_000 },
  );
  const number = /`@(\d+)`/.exec(notice.text)?.[1];
  expect(allText((await courseCard(`Launch roles using @${number}`)).blocks)).toMatch(/launch captain/i);
  await driver.settled();
  expect(driver.thread(sent).filter(({ text }) => text.includes("is ready"))).toHaveLength(1);
}, 120_000);

test("what cannot be read is told in the same place, with the reason", async () => {
  const file = driver.upload({ user: "ada", name: "broken.pdf", bytes: "%PDF-1.7 nothing" });
  const sent = driver.post({ user: "ada", channel: "dm", text: "", files: [file.id] });
  const offer = await driver.waitFor(() => driver.thread(sent).find(({ text }) => text.includes("Add broken.pdf")), {
    what: "the offer",
    timeoutMs: 60_000,
  });
  await driver.act({ user: "ada", in: offer, actionId: "offer:add" });
  const notice = await driver.waitFor(
    () => driver.thread(sent).find(({ text }) => text.includes("*Broken* is not in the knowledge base")),
    { what: "the notice", timeoutMs: 60_000 },
  );
  expect(notice.text).toContain("The file is damaged");
});

test("a message added through the shortcut: its adder hears of it in the direct message", async () => {
  const message = driver.post({
    user: "grace",
    channel: "general",
    text: "Parcels are fetched at gate 4 before noon.",
  });
  await driver.shortcut({ user: "ada", callbackId: "add_to_knowledge_base", message });
  await driver.waitFor(() => topModal("ada")?.submit, { what: "the form", timeoutMs: 60_000 });
  expect(await driver.submit({ user: "ada", answers: { title: "Parcels" } })).toBeNull();
  await driver.waitFor(() => driver.messages("dm", "ada").some(({ text }) => text.includes("*Parcels* is ready")), {
    what: "the notice",
    timeoutMs: 60_000,
  });
  await driver.closeView({ user: "ada" });
});

test("after a replacement, one click writes anew just what cited the document", async () => {
  await add({
    title: "Gate rules",
    text: "# Gate rules\n## Opening the gate\nThe gate is opened at 7 am by the porter. The porter checks every badge at the gate.\n## Closing the gate\nThe gate is closed at 6 pm. The porter locks the gate with two keys.",
  });
  const [, gate] = await homeSays(/`@(\d+)` {2}\*Gate rules\*\nReady/);
  await add({
    title: "Canteen rules",
    text: "# Canteen rules\n## Meals\nWarm meals are served from 11 am to 2 pm. Trays are returned to the rack.\n## Allergies\nAllergens are listed at every counter. Ask the cook when in doubt.",
  });
  const [, canteen] = await homeSays(/`@(\d+)` {2}\*Canteen rules\*\nReady/);
  const card = await courseCard(`Gate and canteen rules, 2 hours, using @${gate} @${canteen}`);
  const before = itemsOf(card);
  expect(before.some(({ text }) => text.includes("7 am"))).toBe(true);
  expect(before.some(({ text }) => text.includes("11 am"))).toBe(true);
  const row = driver.home("ada")?.blocks.find((block) => allText(block).includes(`\`@${gate}\``));
  const id = String(row?.block_id).replace("document:", "");
  await driver.act({
    user: "ada",
    in: { view: "home" },
    actionId: "document:menu",
    blockId: `document:${id}`,
    pick: `replace ${id}`,
  });
  await driver.waitFor(() => topModal("ada")?.submit, { what: "the form", timeoutMs: 60_000 });
  const text =
    "# Gate rules\n## Opening the gate\nThe gate is opened at 5 am by the night watch. The night watch checks every badge at the gate.\n## Closing the gate\nThe gate is closed at 9 pm. The night watch locks the gate with one card.";
  expect(await driver.submit({ user: "ada", answers: { text } })).toBeNull();
  await driver.waitFor(() => allText(topModal("ada")?.blocks).includes("rests on version 1"), {
    what: "the courses that cite it",
    timeoutMs: 60_000,
  });
  await driver.act({ user: "ada", in: { view: "top" }, actionId: "document:refresh-course" });
  await driver.waitFor(() => allText(topModal("ada")?.blocks).includes("Asked to refresh"), {
    what: "word of it",
    timeoutMs: 60_000,
  });
  const refreshed = await driver.waitFor(
    () => {
      const now = driver.message(card);
      return allText(now.blocks).includes("5 am") && now;
    },
    { what: "the course to follow", timeoutMs: 60_000 },
  );
  const after = itemsOf(refreshed);
  expect(allText(refreshed.blocks)).not.toContain("7 am");
  const untouched = before.filter(({ text: said }) => said.includes("11 am") && !said.includes("gate"));
  expect(untouched.length).toBeGreaterThan(0);
  for (const { title, text: said } of untouched) expect(after.find((each) => each.title === title)?.text).toBe(said);
}, 180_000);

/** The modules and assessments of a card: each title with what stands below it. */
function itemsOf(card: UiMessage): { title: string; text: string }[] {
  const [, modules = ""] = allText(card.blocks).split("\n*Modules*\n");
  const [listed = ""] = modules.split("\n*Documents*\n");
  // The numbers of the sources follow the order in which a reader meets them.
  const unnumbered = listed.replaceAll(/(?: · )?Sources [^\n]*/g, "");
  return unnumbered.split(/\n(?=\d+\. )/).map((text) => ({ title: text.split("\n")[0] ?? "", text }));
}
