/** Installations in the database, and the tokens that come out of them: renewed once, however many processes want to. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CoursewrightError, codeOf } from "../../src/errors.ts";
import { createSlackClient } from "../../src/slack/connection/slack-client.ts";
import { createInstalledWorkspaces } from "../../src/slack/install/installed-workspaces.ts";
import type { RefreshTokens } from "../../src/slack/install/refresh-tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { createVault } from "../../src/storage/encryption.ts";
import {
  createInstallations,
  type InstallationRepository,
  type NewInstallation,
} from "../../src/storage/installations.ts";
import { databaseKinds, openTestDatabase } from "../fixtures/databases.ts";
import { createTestLog } from "../fixtures/logs.ts";

const hour = 60 * 60_000;
const newInstallation = (change: Partial<NewInstallation> = {}): NewInstallation => ({
  enterpriseId: null,
  teamId: "T1",
  appId: "A1",
  botId: "B1",
  botUserId: "U1",
  scopes: ["chat:write"],
  installedBy: "U9",
  token: "xoxb-one",
  refresh: null,
  ...change,
});
const failure = (promise: Promise<unknown>) => promise.then(() => "none", codeOf);

describe.each(databaseKinds)("installations on %s", (kind) => {
  let database: Database;
  let installations: InstallationRepository;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await openTestDatabase(kind));
    installations = createInstallations({ database, vault: createVault([{ id: "k1", key: randomBytes(32) }]) });
  }, 120_000);
  afterAll(() => close?.());

  function process(refreshTokens: RefreshTokens, clock = Date.now) {
    const { log } = createTestLog();
    const createClient = (token: string) => createSlackClient({ token, apiUrl: "http://127.0.0.1:9/api/", log });
    const owner = randomBytes(4).toString("hex");
    return createInstalledWorkspaces({ installations, refreshTokens, createClient, owner, clock, log });
  }
  const never: RefreshTokens = () => Promise.reject(new Error("not asked for"));

  test("a token is kept sealed, with its key's id, and comes back", async () => {
    await installations.save(newInstallation({ refresh: { token: "xoxe-one", expiresAt: new Date(5) } }));
    const rows = await database.query(
      z.object({ row: z.string() }),
      "select installations::text as row from installations",
    );
    expect(JSON.stringify(rows)).not.toMatch(/xox/);
    expect(await installations.ofWorkspace("T1")).toMatchObject({
      token: "xoxb-one",
      refresh: { token: "xoxe-one", expiresAt: new Date(5) },
      keyId: "k1",
    });
  });

  test("installed again it is one installation, also when the workspace has joined an organisation", async () => {
    await installations.save(newInstallation({ token: "xoxb-two" }));
    await installations.save(newInstallation({ token: "xoxb-three", enterpriseId: "E1" }));
    expect(await installations.ofWorkspace("T1")).toMatchObject({ token: "xoxb-three", enterpriseId: "E1" });
    expect(await installations.find({ enterpriseId: null, teamId: "T1" })).toBeNull();
  });

  test("an organisation's token serves its workspaces, and no others; their own goes first", async () => {
    await installations.save(newInstallation({ teamId: null, enterpriseId: "E2", token: "xoxb-org" }));
    await installations.noteEnterprise("T21", "E2");
    await installations.noteEnterprise("T1", "E2");
    const workspaces = process(never);
    expect(await workspaces.token("T21")).toBe("xoxb-org");
    expect(await workspaces.identity("T21")).toEqual({ workspaceId: "T21", botUserId: "U1", botId: "B1" });
    expect(await workspaces.token("T1")).toBe("xoxb-three");
    expect(await failure(workspaces.token("T99"))).toBe("slack_refused");
    expect(await installations.workspacesOf("E2")).toEqual(["T1", "T21"]);
  });

  test("a token near its end is renewed once, though four processes want it at the same time", async () => {
    const expiresAt = new Date(Date.now() + 10_000);
    await installations.save(
      newInstallation({ teamId: "T4", token: "xoxb-old", refresh: { token: "xoxe-1", expiresAt } }),
    );
    const spent: string[] = [];
    const refreshTokens: RefreshTokens = async (refreshToken) => {
      spent.push(refreshToken);
      await new Promise((resolve) => setImmediate(resolve));
      return { token: "xoxb-new", refresh: { token: "xoxe-2", expiresAt: new Date(Date.now() + 12 * hour) } };
    };
    const processes = Array.from({ length: 4 }, () => process(refreshTokens));
    const tokens = await Promise.all(processes.flatMap((each) => [each.token("T4"), each.token("T4")]));
    expect(new Set(tokens)).toEqual(new Set(["xoxb-new"]));
    expect(spent).toEqual(["xoxe-1"]);
  });

  test("while Slack cannot renew it, a token is used as long as it works, and no longer", async () => {
    const refreshTokens: RefreshTokens = () => Promise.reject(new CoursewrightError("slack_unreachable", "away"));
    const save = (left: number) =>
      installations.save(
        newInstallation({
          teamId: "T5",
          token: "xoxb-5",
          refresh: { token: "xoxe-5", expiresAt: new Date(Date.now() + left) },
        }),
      );
    await save(10 * 60_000);
    expect(await process(refreshTokens).token("T5")).toBe("xoxb-5");
    await save(-1);
    const revoked: RefreshTokens = () => Promise.reject(new CoursewrightError("slack_refused", "revoked"));
    expect(await failure(process(revoked).token("T5"))).toBe("slack_refused");
  });

  test("a token that was deleted is not used beyond what was read of it", async () => {
    await installations.save(newInstallation({ teamId: "T6", token: "xoxb-6" }));
    let now = Date.now();
    const workspaces = process(never, () => now);
    const client = await workspaces.client("T6");
    expect(await workspaces.client("T6")).toBe(client);
    expect(await installations.delete({ enterpriseId: null, teamId: "T6" })).toBe(true);
    now += 31_000;
    expect(await failure(workspaces.client("T6"))).toBe("slack_refused");
  });
});
