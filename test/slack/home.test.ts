/** Home beside a real store and a sandbox Slack: many documents, two processes, a Slack that throttles. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { createHomePublisher, type HomePublisher } from "../../src/slack/home.ts";
import { documentOptions } from "../../src/slack/options/documents.ts";
import { createPermissions, type Permissions } from "../../src/slack/people/permissions.ts";
import { createPermalinks } from "../../src/slack/permalinks.ts";
import type { Workspaces } from "../../src/slack/workspaces.ts";
import type { FullStore } from "../../src/storage/create-store.ts";
import { startSlackAlone } from "../fixtures/beside-slack.ts";
import { newCourse, newWrite } from "../fixtures/courses.ts";
import { allText } from "../fixtures/journeys.ts";
import { createTestLog } from "../fixtures/logs.ts";
import { useDatabase } from "../fixtures/suites.ts";

let sandbox: Sandbox;
let store: FullStore;
let workspaces: Workspaces;
let permissions: Permissions;
let workspaceId: string;
const { log, lines } = createTestLog();
const homes: HomePublisher[] = [];
const prices = { input: 2, cachedInput: 1, output: 10, embedding: 0.5, currency: "EUR" };

function newHome(): HomePublisher {
  const permalinks = createPermalinks({ workspaces, log });
  const home = createHomePublisher({ store, permissions, permalinks, workspaces, prices, log });
  homes.push(home);
  return home;
}

useDatabase("pglite", (opened) => {
  ({ store } = opened);
});
beforeAll(async () => {
  ({ sandbox, workspaces } = await startSlackAlone(log, { rates: "off" }));
  permissions = createPermissions({ store, workspaces, clock: Date.now, log });
  workspaceId = sandbox.driver.workspace.id;
  for (let number = 1; number <= 500; number += 1) {
    await store.documents.accept(
      {
        workspaceId,
        title: number % 50 === 0 ? `Safety rules ${number}` : `Guide ${number}`,
        kind: "markdown",
        bytes: 10,
        contentHash: null,
        addedBy: "U1",
        source: { kind: "text", text: "words" },
      },
      `key-${number}`,
    );
  }
}, 180_000);
afterAll(async () => {
  for (const home of homes) await home.stop();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.faults.clear();
  for (const person of ["ada", "grace", "mateo"]) {
    await store.homes.saveState(workspaceId, sandbox.driver.user(person).id, {});
  }
});

const id = (person: string) => sandbox.driver.user(person).id;
const shown = (person: string) => allText(sandbox.driver.home(person)?.blocks);
const publishings = () => sandbox.traffic().filter(({ name }) => name === "views.publish").length;

describe("five hundred documents", () => {
  test("come in pages of twenty, forwards and back, within Slack's hundred blocks", async () => {
    const home = newHome();
    await home.open(workspaceId, id("ada"));
    expect(shown("ada")).toContain("1–20 of 500");
    expect(sandbox.driver.home("ada")?.blocks.length).toBeLessThanOrEqual(100);
    const turnTo = (starts: number[]) =>
      home.turn(workspaceId, id("ada"), async (state) => ({ ...state, documents: { search: "", starts } }));
    expect(shown("ada")).toContain("`@500`");
    await turnTo([481, 461]);
    expect(shown("ada")).toContain("41–60 of 500");
    expect(shown("ada")).toContain("`@460`");
    await turnTo(Array.from({ length: 24 }, (_, page) => 481 - page * 20));
    expect(shown("ada")).toContain("481–500 of 500");
    expect(JSON.stringify(sandbox.driver.home("ada")?.blocks)).not.toContain("home:next-documents");
  });

  test("are searched by words and by number; what is not found is said so", async () => {
    const home = newHome();
    const search = (words: string) =>
      home.turn(workspaceId, id("ada"), async (state) => ({ ...state, documents: { search: words, starts: [] } }));
    await search("safety RULES");
    expect(shown("ada")).toContain("10 matches for “safety RULES”");
    await search("@250");
    expect(shown("ada")).toContain("`@250`");
    expect(shown("ada")).toContain("1 match for");
    await search("<!channel> *nothing*");
    expect(shown("ada")).toContain("Nothing matches “&lt;!channel&gt;");
  });

  test("type-ahead answers in well under 300 ms", async () => {
    const suggest = documentOptions({ store, permissions });
    const ask = async (value: string) => {
      let options: unknown[] = [];
      const began = performance.now();
      await suggest({
        body: { team: { id: workspaceId }, user: { id: id("grace") }, value },
        ack: async (answer) => {
          options = answer.options;
        },
      });
      return { options, milliseconds: performance.now() - began };
    };
    await ask("");
    const asked = [];
    for (const value of ["", "s", "safety", "@250", "rules 4", "zzz"]) asked.push(await ask(value));
    const times = asked.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(300);
    expect(asked.map(({ options }) => options.length)).toEqual([30, 10, 10, 1, 2, 0]);
  });
});

describe("two processes", () => {
  test("that publish for one person do not overwrite each other's: the newest state stands", async () => {
    const [one, other] = [newHome(), newHome()];
    await one.open(workspaceId, id("grace"));
    const before = publishings();
    const change = (home: HomePublisher, title: string) =>
      store.documents
        .findByNumber(workspaceId, 500)
        .then((document) => store.documents.rename(workspaceId, document?.id ?? "", title))
        .then(() => home.publish(workspaceId, id("grace")));
    await Promise.all([change(one, "First title"), change(other, "Second title"), change(one, "Third title")]);
    const [document] = await store.documents.newest(workspaceId, { limit: 1 });
    expect(shown("grace")).toContain(`*${document?.title}*`);
    expect(publishings()).toBeGreaterThan(before);
  });

  test("a hash that somebody else has made old is a conflict, and the Home is rendered again", async () => {
    const home = newHome();
    await home.open(workspaceId, id("mateo"));
    // Slack's view has moved on without us: published by a process whose note of it was lost.
    await store.homes.saveHash(workspaceId, id("mateo"), "1.stale");
    const [document] = await store.documents.newest(workspaceId, { limit: 1 });
    await store.documents.rename(workspaceId, document?.id ?? "", "After the conflict");
    await home.publish(workspaceId, id("mateo"));
    expect(shown("mateo")).toContain("After the conflict");
    expect(lines.some(({ msg }) => msg === "could not publish Home")).toBe(false);
  });
});

test("changes are shown to everyone who has Home open, many of them in a few rounds", async () => {
  const home = newHome();
  await home.open(workspaceId, id("ada"));
  await home.open(workspaceId, id("mateo"));
  const before = publishings();
  const [document] = await store.documents.newest(workspaceId, { limit: 1 });
  for (let change = 1; change <= 50; change += 1) {
    await store.documents.rename(workspaceId, document?.id ?? "", `Change ${change}`);
    home.changed(workspaceId);
  }
  await sandbox.driver.waitFor(() => shown("ada").includes("Change 50") && shown("mateo").includes("Change 50"), {
    timeoutMs: 60_000,
    what: "the last change in both Homes",
  });
  expect(publishings() - before).toBeLessThan(50);
});

test("a Home that Slack throttles is published when it may", async () => {
  const home = newHome();
  await home.open(workspaceId, id("ada"));
  sandbox.faults.script("views.publish", [{ kind: "rate-limited", retryAfter: 1 }]);
  const [document] = await store.documents.newest(workspaceId, { limit: 1 });
  await store.documents.rename(workspaceId, document?.id ?? "", "After the pause");
  await home.publish(workspaceId, id("ada"));
  expect(shown("ada")).toContain("After the pause");
});

test("what courses have used is shown to admins with its cost, and to nobody else", async () => {
  const home = newHome();
  await home.open(workspaceId, id("ada"));
  expect(shown("ada")).not.toContain("Tokens in");
  await store.workspaces.saveSettings(workspaceId, { limits: { tokensPerMonth: 3_000_000 } });
  const of = { workspaceId, courseId: "c1", requestId: "r1" };
  const spent = { modelCalls: 4, inputTokens: 1_000_000, cachedInputTokens: 500_000, outputTokens: 200_000 };
  await store.usage.add(of, { ...spent, milliseconds: 41_000, slackEdits: 12 });
  await home.publish(workspaceId, id("ada"));
  expect(shown("ada")).toContain("*1,200,000* of 3,000,000 tokens this month (40%)");
  // Half of a million at 2, the other half at 1, and a fifth of one at 10.
  expect(shown("ada")).toMatch(/ 1 +4 +1,000,000 +200,000 +€3\.50 +41\.0 +12\.0/u);
  await home.open(workspaceId, id("mateo"));
  expect(shown("mateo")).not.toContain("1,200,000");

  const { lane } = await store.courses.accept(newCourse(workspaceId), newWrite(workspaceId, "usage"));
  await store.usage.add({ workspaceId, courseId: lane.id, requestId: "r2" }, { inputTokens: 1_000, modelCalls: 3 });
  await store.embeddingUsage.add({ workspaceId, model: "vectors" }, 40_000);
  await home.publish(workspaceId, id("ada"));
  expect(shown("ada")).toMatch(
    /took most\*\n• a course that was deleted: 1,200,000 tokens.*\n• <@U1>, <!date.*>: 1,000 tokens \(€0\.0020\), 3 calls/u,
  );
  expect(shown("ada")).toContain("40,000 tokens (€0.0200) this month made documents");
});
