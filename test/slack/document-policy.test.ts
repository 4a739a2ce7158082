import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { createDocumentPolicy } from "../../src/slack/documents/document-policy.ts";
import { createPermissions } from "../../src/slack/people/permissions.ts";
import type { Workspaces } from "../../src/slack/workspaces.ts";
import type { FullStore } from "../../src/storage/create-store.ts";
import { startSlackAlone } from "../fixtures/beside-slack.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { useDatabase } from "../fixtures/suites.ts";

const { log } = createTestLog();
let sandbox: Sandbox;
let workspaces: Workspaces;
let store: FullStore;
useDatabase("pglite", (opened) => {
  ({ store } = opened);
});
beforeAll(async () => {
  ({ sandbox, workspaces } = await startSlackAlone(log, { rates: "off" }));
  sandbox.driver.addUser({ name: "olga", homeTeam: "T0OTHER" });
  sandbox.driver.addChannel({ name: "shared", bot: true, shared: true, members: ["ada", "grace"] });
  sandbox.driver.addChannel({ name: "hidden", private: true, bot: true, members: ["ada", "gil"] });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.clear());

function policy() {
  const permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  return createDocumentPolicy({ store, permissions, workspaces, clock: Date.now, log });
}

const ask = (person: string, channel: string, each = policy()) =>
  each.refusal({
    workspaceId: sandbox.driver.workspace.id,
    userId: sandbox.driver.user(person).id,
    channelId: sandbox.driver.channel(channel, person).id,
  });

describe("documents are", () => {
  test.each([
    ["open to members among themselves", "grace", "general", null],
    ["open in a direct message", "grace", "dm", null],
    ["closed to a guest", "gil", "partners", "guest"],
    ["closed to a guest, alone with the bot", "gil", "dm", "guest"],
    ["closed to people from another workspace", "olga", "shared", "guest"],
    ["closed in a channel with a guest", "grace", "partners", "channel"],
    ["closed in a private channel with a guest", "ada", "hidden", "channel"],
    ["closed in a channel that is shared", "grace", "shared", "channel"],
  ] as const)("%s", async (_, person, channel, refusal) => {
    expect(await ask(person, channel)).toBe(refusal);
  });

  test("open with guests once the settings say so, and still closed to the guests themselves", async () => {
    const { id } = sandbox.driver.workspace;
    await store.workspaces.saveSettings(id, { documentsWithGuests: true });
    expect([await ask("grace", "partners"), await ask("gil", "partners")]).toEqual([null, "guest"]);
    await store.workspaces.saveSettings(id, { documentsWithGuests: false });
  });

  test("closed where Slack does not let the bot see who is there", async () => {
    expect(await ask("grace", "random")).toBeNull();
    sandbox.driver.addChannel({ name: "foreign", private: true, members: ["grace"] });
    expect(await ask("grace", "foreign")).toBe("unknown");
  });

  test("neither open nor closed while Slack is away: the work is tried again", async () => {
    const asked = policy();
    expect(await ask("grace", "general", asked)).toBeNull();
    sandbox.faults.script("conversations.info", [{ kind: "http-error", status: 500 }]);
    await expect(ask("grace", "general", asked)).rejects.toMatchObject({ code: "slack_unreachable" });
    expect(await ask("grace", "general", asked)).toBeNull();
  });

  test.each([
    ["does not answer", { kind: "http-error", status: 503 }],
    ["throttles", { kind: "rate-limited", retryAfter: 1 }],
    ["hangs up", { kind: "drop-before" }],
  ] as const)("neither open nor closed to a member while Slack %s", async (_, fault) => {
    const asked = policy();
    sandbox.faults.script("users.info", [fault]);
    await expect(ask("grace", "general", asked)).rejects.toMatchObject({ code: "slack_unreachable" });
    expect(await ask("grace", "general", asked)).toBeNull();
  });

  test("closed to whom Slack refuses to tell of", async () => {
    sandbox.faults.script("users.info", [{ kind: "refused", error: "user_not_found" }]);
    expect(await ask("grace", "general")).toBe("guest");
  });
});
