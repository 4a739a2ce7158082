import type { ViewResponseAction } from "@slack/bolt";
import { expect, test } from "vitest";
import { createManualClock } from "../../src/sandbox/clock.ts";
import { refusal, startBot, startSandbox } from "./bot.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const nameInput = {
  type: "input" as const,
  block_id: "name",
  label: plain("Name"),
  element: { type: "plain_text_input" as const, action_id: "name", max_length: 10 },
};
const modal = (title: string, more: object = {}) => ({
  type: "modal" as const,
  title: plain(title),
  submit: plain("Save"),
  callback_id: "form",
  blocks: [nameInput],
  ...more,
});

/** A bot that opens a modal for /try and answers submissions as told. */
async function withModal(answer: (name: string) => ViewResponseAction | undefined) {
  const running = await startSandbox();
  const bot = await startBot(running.sandbox, (app) => {
    app.command("/try", async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: modal("First", { notify_on_close: true }) });
    });
    app.view("form", async ({ ack, view }) => {
      const said = answer(view.state.values.name?.name?.value ?? "");
      await (said === undefined ? ack() : ack(said));
    });
    app.view({ type: "view_closed", callback_id: "form" }, async ({ ack }) => {
      await ack();
      await app.client.chat.postMessage({ channel: "#general", text: "closed" });
    });
  });
  const { driver } = running;
  await driver.command({ user: "ada", channel: "general", command: "/try" });
  await driver.waitFor(() => driver.modals("ada").length === 1);
  return {
    ...running,
    async [Symbol.asyncDispose]() {
      await bot[Symbol.asyncDispose]();
      await running.sandbox.close();
    },
  };
}

test("a trigger opens one modal, within three seconds", async () => {
  const clock = createManualClock();
  await using running = await startSandbox({ clock });
  const { client, driver } = running;
  const ada = driver.user("ada").id;
  const open = (trigger_id: string) => refusal(client.views.open({ trigger_id, view: modal("T") }));
  const trigger = driver.workspace.triggers.issue(ada);
  clock.advance(3_000);
  expect(await open(trigger)).toBeNull();
  expect(await open(trigger)).toMatchObject({ error: "exchanged_trigger_id" });
  const late = driver.workspace.triggers.issue(ada);
  clock.advance(3_001);
  expect(await open(late)).toMatchObject({ error: "expired_trigger_id" });
  expect(await open("1.2.x")).toMatchObject({ error: "invalid_trigger_id" });
  expect(driver.modals("ada").map(({ title }) => title)).toEqual(["T"]);
  expect(driver.modals("grace")).toEqual([]);
});

test("views have limits of their own", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const open = (view: ReturnType<typeof modal>) =>
    refusal(client.views.open({ trigger_id: driver.workspace.triggers.issue(driver.user("ada").id), view }));
  expect(await open(modal("A title of twenty-five c!"))).toEqual({
    error: "invalid_arguments",
    messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"],
  });
  expect(await open(modal("T", { private_metadata: "x".repeat(3_001) }))).toMatchObject({ error: "invalid_arguments" });
  expect(await open(modal("T", { submit: null }))).toMatchObject({
    messages: ["[ERROR] missing required field: submit [json-pointer:/view]"],
  });
  const long = { type: "section", text: plain("x".repeat(2_990)) };
  expect(await open(modal("T", { blocks: Array.from({ length: 90 }, () => long) }))).toMatchObject({
    error: "view_too_large",
  });
  expect(await open(modal("T", { colour: "red" }))).toMatchObject({ error: "invalid_arguments" });
});

test("an empty answer closes the modal; errors keep it open; required inputs are asked for", async () => {
  await using running = await withModal((name) =>
    name === "bad" ? { response_action: "errors", errors: { name: "No." } } : undefined,
  );
  const { driver } = running;
  expect(await driver.submit({ user: "ada" })).toEqual({ name: "Please complete this required field." });
  expect(await driver.submit({ user: "ada", answers: { name: "much too long" } })).toEqual({
    name: "Please enter at most 10 characters.",
  });
  expect(await driver.submit({ user: "ada", answers: { name: "bad" } })).toEqual({ name: "No." });
  expect(driver.modals("ada")).toHaveLength(1);
  expect(await driver.submit({ user: "ada", answers: { name: "good" } })).toBeNull();
  expect(driver.modals("ada")).toEqual([]);
});

test("update keeps the modal's place, push lays one on top, clear takes all away", async () => {
  await using running = await withModal((name) => {
    if (name === "clear") return { response_action: "clear" };
    return { response_action: name === "push" ? "push" : "update", view: modal(name) };
  });
  const { driver } = running;
  const first = driver.modals("ada")[0];
  await driver.submit({ user: "ada", answers: { name: "update" } });
  expect(driver.modals("ada").map(({ id, title }) => ({ id, title }))).toEqual([{ id: first?.id, title: "update" }]);
  await driver.submit({ user: "ada", answers: { name: "push" } });
  await driver.submit({ user: "ada", answers: { name: "push" } });
  expect(driver.modals("ada").map(({ title, depth }) => ({ title, depth }))).toEqual([
    { title: "update", depth: 0 },
    { title: "push", depth: 1 },
    { title: "push", depth: 2 },
  ]);
  // Three is as deep as it goes.
  await driver.submit({ user: "ada", answers: { name: "push" } });
  expect(driver.modals("ada")).toHaveLength(3);
  expect(driver.notices("ada").at(-1)).toContain("push_limit_reached");
  await driver.submit({ user: "ada", answers: { name: "clear" } });
  expect(driver.modals("ada")).toEqual([]);
});

test("closing is told to those who asked for it", async () => {
  await using running = await withModal(() => undefined);
  const { driver } = running;
  await driver.closeView({ user: "ada" });
  expect(driver.modals("ada")).toEqual([]);
  await driver.waitFor(() => driver.botMessages().some(({ text }) => text === "closed"));
});

test("an update with an old hash is a conflict, with the present one it is not", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const opened = await client.views.open({
    trigger_id: driver.workspace.triggers.issue(driver.user("ada").id),
    view: modal("One"),
  });
  const { id: view_id = "", hash = "" } = opened.view ?? {};
  await client.views.update({ view_id, hash, view: modal("Two") });
  expect(await refusal(client.views.update({ view_id, hash, view: modal("Three") }))).toMatchObject({
    error: "hash_conflict",
  });
  expect(driver.modals("ada").map(({ title }) => title)).toEqual(["Two"]);
  expect(await refusal(client.views.update({ view_id: "V0GONE", view: modal("Four") }))).toMatchObject({
    error: "not_found",
  });
});

test("Home is published for one person and drawn from then on", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const user_id = driver.user("ada").id;
  const home = (text: string) => ({ type: "home" as const, blocks: [{ type: "section" as const, text: plain(text) }] });
  const { view } = await client.views.publish({ user_id, view: home("one") });
  await client.views.publish({ user_id, view: home("two"), hash: view?.hash ?? "" });
  const stale = client.views.publish({ user_id, view: home("three"), hash: view?.hash ?? "" });
  expect(await refusal(stale)).toMatchObject({ error: "hash_conflict" });
  expect(driver.home("ada")?.blocks[0]).toMatchObject({ text: plain("two") });
  expect(driver.home("grace")).toBeNull();
  expect(await refusal(client.views.publish({ user_id, view: modal("M") }))).toMatchObject({
    error: "invalid_arguments",
  });
});

test("buttons, menus and external menus reach the app with all they need", async () => {
  await using running = await startSandbox();
  const { sandbox, driver, client } = running;
  const seen: object[] = [];
  await using _bot = await startBot(sandbox, (app) => {
    app.action(/.*/, async ({ ack, action, body, respond }) => {
      await ack();
      seen.push({ ...action, user: body.user.id, trigger: "trigger_id" in body });
      await respond({ replace_original: true, text: "pressed" });
    });
    app.options("docs", async ({ ack, options }) => {
      await ack({ options: [{ text: plain(`Found ${options.value}`), value: "d1" }] });
    });
  });
  const { channel = "", ts = "" } = await client.chat.postMessage({
    channel: "#general",
    text: "card",
    blocks: [
      {
        type: "actions",
        block_id: "row",
        elements: [
          { type: "button", action_id: "go", text: plain("Go"), value: "7" },
          { type: "external_select", action_id: "docs", min_query_length: 0 },
          { type: "static_select", action_id: "menu", options: [{ text: plain("A"), value: "a" }] },
        ],
      },
    ],
  });
  const place = { channel, ts };
  expect((await driver.options({ user: "grace", in: place, actionId: "docs", query: "sec" })).options).toEqual([
    { text: plain("Found sec"), value: "d1" },
  ]);
  await driver.act({ user: "grace", in: place, actionId: "menu", pick: "a" });
  await driver.waitFor(() => driver.message(place).text === "pressed");
  expect(seen[0]).toMatchObject({
    type: "static_select",
    action_id: "menu",
    block_id: "row",
    selected_option: { value: "a" },
    user: driver.user("grace").id,
    trigger: true,
  });
});

test("a file chosen in a modal is described to the app, which may then read it", async () => {
  await using running = await startSandbox();
  const { sandbox, driver, client } = running;
  const got: { id?: string }[] = [];
  await using _bot = await startBot(sandbox, (app) => {
    app.view("form", async ({ ack, view }) => {
      got.push(...(view.state.values.file?.file?.files ?? []));
      await ack();
    });
  });
  const blocks = [
    {
      type: "input" as const,
      block_id: "file",
      label: plain("File"),
      element: { type: "file_input" as const, action_id: "file", max_files: 1 },
    },
  ];
  await client.views.open({
    trigger_id: driver.workspace.triggers.issue(driver.user("ada").id),
    view: modal("Add", { blocks }),
  });
  const file = driver.upload({ user: "ada", name: "handbook.md", bytes: "# Handbook" });
  expect(await refusal(client.files.info({ file: file.id }))).toMatchObject({ error: "file_not_found" });
  expect(await driver.submit({ user: "ada", answers: { file: file.id } })).toBeNull();
  expect(got).toMatchObject([{ id: file.id, name: "handbook.md", filetype: "md" }]);
  expect((await client.files.info({ file: file.id })).file).toMatchObject({ size: 10 });
});

test("a message shortcut brings the message along", async () => {
  await using running = await startSandbox();
  const { sandbox, driver } = running;
  const seen: object[] = [];
  await using _bot = await startBot(sandbox, (app) => {
    app.shortcut("make_it_so", async ({ ack, shortcut }) => {
      await ack();
      seen.push(shortcut);
    });
  });
  const message = driver.post({ user: "grace", channel: "learning", text: "We need training" });
  await driver.shortcut({ user: "ada", callbackId: "make_it_so", message });
  expect(seen).toMatchObject([
    {
      type: "message_action",
      callback_id: "make_it_so",
      message_ts: message.ts,
      message: { text: "We need training" },
      channel: { name: "learning" },
    },
  ]);
});
