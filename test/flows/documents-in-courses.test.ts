/** The knowledge base as everyone meets it: who may not, what courses make of documents, and the ways from Slack into it. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { forge } from "../fixtures/forge.ts";
import { type HomeDriver, handbook, useHome } from "../fixtures/home-driver.ts";
import type { InProcess } from "../fixtures/in-process.ts";
import { addDocument, allText } from "../fixtures/journeys.ts";
import { answersIn, draftCourse } from "../fixtures/threads.ts";

let running: InProcess;
let driver: Driver;
let home: HomeDriver;
useHome((opened) => {
  ({ running, driver, home } = opened);
});
beforeAll(async () => {
  await addDocument(driver, "Safety rules", handbook);
  await addDocument(driver, "Copy of travel", "# Travel\nBook trains first.");
  await addDocument(driver, "Third copy", "# Travel\nBook trains and buses first.");
});

describe("who may not", () => {
  test("a forged admin click or form is refused, and changes nothing", async () => {
    await home.openHome("ada");
    await home.openHome("mateo");
    const mateo = { id: driver.user("mateo").id };
    const team = { id: driver.workspace.id };
    const id = home.documentId(1);
    const rows = () =>
      driver
        .home("ada")
        ?.blocks.map(allText)
        .filter((text) => /`@[123]` {2}\*/.test(text));
    const before = rows();
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
      await home.modalSays("mateo", "Only this workspace's admins");
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
    // Home has been drawn anew when it shows this one.
    await addDocument(driver, "Afterwards", "# Afterwards\nWhat came after the forged clicks.");
    expect(before).toHaveLength(3);
    expect(rows()).toEqual(before);
  });

  test("a guest names documents in vain, reads no list, and gets no suggestions", async () => {
    const answer = await driver.command({ user: "gil", channel: "partners", command: "/course", text: "docs" });
    expect(JSON.stringify(answer)).toContain("not shown to guests");
    expect(JSON.stringify(answer)).not.toContain("Safety rules");
    const asked = { user: "gil", channel: "partners", text: "Password rules with @1" };
    const { card } = await draftCourse(driver, asked);
    const text = allText(card.blocks);
    expect(text).toContain("not open to guests");
    expect(text).not.toContain("password manager");
    await driver.command({ user: "gil", channel: "partners", command: "/course", text: "" });
    await driver.waitFor(() => home.topModal("gil")?.submit);
    const { options } = await driver.options({ user: "gil", in: { view: "top" }, actionId: "compose:documents" });
    expect(options).toEqual([]);
  });

  test("in a channel with a guest nobody's course uses documents, until the settings allow it", async () => {
    const ask = async () => {
      const { card } = await draftCourse(driver, { channel: "partners", text: "Password rules with @1" });
      return allText(card.blocks);
    };
    const refused = await ask();
    expect(refused).toContain("has guests or people from other workspaces");
    expect(refused).not.toContain("Read the source");
    await home.openHome("ada");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
    await driver.waitFor(() => home.topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada", answers: { guests: ["allowed"] } })).toBeNull();
    const allowed = await ask();
    expect(allowed).toContain("Read the source");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
    await driver.waitFor(() => home.topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada", answers: { guests: [] } })).toBeNull();
  });
});

describe("a course and its documents", () => {
  test("a citation opens its passage; guests are refused; deleting says which courses cite it", async () => {
    const { card } = await draftCourse(driver, { channel: "learning", text: "Password rules with @1" });
    const button = JSON.stringify(card.blocks).match(/"action_id":"(passage:open:\d+)"/)?.[1] ?? "";
    await driver.act({ user: "mateo", in: card, actionId: button });
    await home.modalSays("mateo", "14 characters");
    expect(allText(home.topModal("mateo")?.blocks)).toContain("`@1` · ");
    driver.join({ user: "ada", channel: "learning", invite: "gil" });
    await driver.act({ user: "gil", in: card, actionId: button });
    await home.modalSays("gil", "not shown to guests");
    driver.workspace.leave(driver.channel("learning"), driver.user("gil").id);
    await home.openHome("ada");
    await home.choose("ada", 1, "delete");
    await home.modalSays("ada", "as written, but");
    expect(allText(home.topModal("ada")?.blocks)).toMatch(/<http[^|]+\|[^>]+>/);
    await driver.closeView({ user: "ada" });
  });

  test("replacing lists the courses that rest on the old version; one click asks for just what cites it", async () => {
    const rules =
      "# Badge rules\n## Visitors\nEvery visitor wears a yellow badge. It is handed back at the front desk.";
    await addDocument(driver, "Badge rules", rules);
    const number = Number(/`@(\d+)` {2}\*Badge rules\*/.exec(home.homeText("ada"))?.[1]);
    const { root } = await draftCourse(driver, { text: `Badges of visitors with @${number}` });
    await home.choose("ada", number, "replace");
    await home.modalSays("ada", "becomes version 2");
    const file = driver.upload({
      user: "ada",
      name: "badges-2.md",
      bytes: `${rules}\n## Employees\nEmployees wear a blue badge at all times.`,
    });
    expect(await driver.submit({ user: "ada", answers: { files: [file.id] } })).toBeNull();
    await home.modalSays("ada", "rests on version 1");
    await driver.act({ user: "ada", in: { view: "top" }, actionId: "document:refresh-course" });
    await home.modalSays("ada", "Asked to refresh");
    await driver.closeView({ user: "ada" });
    await driver.waitFor(() => answersIn(driver, root).length > 0, {
      what: "the answer in the thread",
      timeoutMs: 60_000,
    });
    await home.homeSays("ada", new RegExp(`\`@${number}\` {2}\\*Badge rules\\*\\nReady · [^\\n]*version 2`));
  });

  test("my courses link to their threads; a document is used from Home with a channel to pick", async () => {
    await draftCourse(driver, { text: "Travelling by train with @2" });
    await home.openHome("grace");
    await home.homeSays("grace", /\*<http[^|]+\|[^>]+>\*\nready · /);
    expect(home.homeText("grace")).toContain("My courses");
    await home.openHome("mateo");
    await driver.act({ user: "mateo", in: { view: "home" }, actionId: "document:use" });
    await driver.waitFor(() => home.topModal("mateo")?.submit);
    const form = JSON.stringify(home.topModal("mateo")?.blocks);
    expect(form).toContain("conversations_select");
    expect(form).toContain("initial_options");
    await driver.closeView({ user: "mateo" });
  });

  test("a near match is a button that becomes a reply, an ambiguous name a menu", async () => {
    const text = 'Rules for new people with @"Safty ruls" and @copy';
    const { card } = await draftCourse(driver, { text });
    expect(allText(card.blocks)).toContain("Use @1 Safety rules");
    await driver.act({ user: "grace", in: card, actionId: "reference:use:1" });
    await driver.waitFor(() => driver.ephemerals("grace").some(({ text }) => text.includes("will use @1")), {
      what: "the answer to the click",
      timeoutMs: 60_000,
    });
    await driver.waitFor(() => allText(driver.message(card).blocks).includes("\n@1 Safety rules"), {
      what: "the document in the course",
      timeoutMs: 60_000,
    });
  });
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
    await home.openHome("ada");
    await home.homeSays("ada", "*Onboarding*\nReady");
    const other = driver.upload({ user: "mateo", name: "mine.md", bytes: "# Mine\nWords." });
    const mine = driver.post({ user: "mateo", channel: "dm", text: "", files: [other.id] });
    await driver.waitFor(() => driver.thread(mine).some(({ text }) => text.includes("Only this workspace's admins")));
  });

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
      { timeoutMs: 60_000, what: "the course" },
    );
    expect(messages.map(({ blocks }) => allText(blocks)).join("\n")).toContain("Forklift rules");
  });

  test("a thread from a private channel is added only after saying who will read it", async () => {
    driver.addChannel({ name: "leads", private: true, bot: true, members: ["ada", "grace"] });
    const root = driver.post({ user: "ada", channel: "leads", text: "How do we handle refunds & chargebacks?" });
    driver.post({ user: "grace", channel: "leads", text: "Refunds go out within 5 days.", threadTs: root.ts });
    await driver.shortcut({ user: "ada", callbackId: "add_to_knowledge_base", message: root });
    await driver.waitFor(() => home.topModal("ada")?.submit, { what: "the form" });
    expect(allText(home.topModal("ada")?.blocks)).toContain("private conversation");
    expect(home.topModal("ada")?.submit).toBe("Add and share");
    expect(await driver.submit({ user: "ada", answers: { title: "Refunds" } })).toBeNull();
    await home.modalSays("ada", "Refunds");
    await driver.closeView({ user: "ada" });
    await home.homeSays("ada", "*Refunds*\nReady · From Slack");
    await driver.shortcut({ user: "grace", callbackId: "add_to_knowledge_base", message: root });
    await driver.waitFor(() => home.topModal("grace"));
    await driver.shortcut({
      user: "mateo",
      callbackId: "add_to_knowledge_base",
      message: driver.post({ user: "mateo", channel: "general", text: "hello" }),
    });
    await home.modalSays("mateo", "Only this workspace's admins");
  });
});
