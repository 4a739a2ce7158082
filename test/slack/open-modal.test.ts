import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { createBackground } from "../../src/slack/background.ts";
import { createModalOpener } from "../../src/slack/open-modal.ts";
import { noticeModal } from "../../src/slack/render/modals.ts";
import type { Workspaces } from "../../src/slack/workspaces.ts";
import { startSlackAlone } from "../fixtures/beside-slack.ts";
import { createGate } from "../fixtures/gate.ts";
import { allText } from "../fixtures/journeys.ts";
import { createTestLog } from "../fixtures/logs.ts";

const { log } = createTestLog();
let sandbox: Sandbox;
let workspaces: Workspaces;
beforeAll(async () => {
  ({ sandbox, workspaces } = await startSlackAlone(log));
});
afterAll(() => sandbox.close());

function opener(graceMs: number) {
  const background = createBackground({ log });
  return { background, open: createModalOpener({ workspaces, background, log, graceMs }) };
}

const click = (person: string) => {
  const { workspace, user } = sandbox.driver;
  return { workspaceId: workspace.id, triggerId: workspace.triggers.issue(user(person).id) };
};
const shown = (person: string) => allText(sandbox.driver.modals(person).at(-1)?.blocks);

test("what is there in time opens as it is", async () => {
  await opener(5_000).open({ ...click("ada"), build: async () => noticeModal("Here", "at once") });
  expect(shown("ada")).toContain("at once");
});

test("what takes longer opens as Loading… and is filled in", async () => {
  const { open, background } = opener(0);
  const gate = createGate();
  await open({
    ...click("grace"),
    build: async () => {
      await gate.opened;
      return noticeModal("Here", "after a while");
    },
  });
  expect(shown("grace")).toContain("Loading…");
  gate.open();
  await background.settled();
  expect(shown("grace")).toContain("after a while");
});

test("what fails says so, in words for people", async () => {
  await opener(5_000).open({
    ...click("mateo"),
    build: async () => {
      throw new TypeError("secret detail");
    },
  });
  expect(shown("mateo")).toContain("Something went wrong on our side");
  expect(sandbox.driver.modals("mateo").at(-1)?.title).toBe("Coursewright");
  expect(shown("mateo")).not.toContain("secret");
});
