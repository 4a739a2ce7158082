/** Among five hundred documents the right one is found, and of prompts far from all of them none claims a source. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBrief } from "../../src/course/brief.ts";
import { makeDocuments } from "./many-documents.ts";
import {
  farGermanPrompts,
  farPrompts,
  laterFarPrompts,
  laterNearPrompts,
  nearGermanPrompts,
  nearPrompts,
} from "./prompts.ts";
import { openTestBase, type TestBase, workspaceId } from "./test-base.ts";

const germanWorkspace = "T0GERMAN";
const fewWorkspace = "T0FEW";
let base: TestBase;
beforeAll(async () => {
  base = await openTestBase();
  const documents = await makeDocuments();
  for (const { title, text } of documents) await base.add({ title, text });
  for (const { title, text } of documents.slice(0, 50)) await base.add({ title, text, workspaceId: fewWorkspace });
  const german = await readFile(new URL("german-documents.md", import.meta.url), "utf8");
  for (const document of german.split(/^(?=# )/mu)) {
    const title = /^# (.+)$/mu.exec(document)?.[1] ?? "";
    await base.add({ title, text: document, workspaceId: germanWorkspace });
  }
}, 300_000);
afterAll(() => base.close());

async function found(prompt: string, workspace: string) {
  const parsed = parseBrief(prompt, { unescape: true });
  if (!parsed.ok) throw new Error(parsed.reason);
  const { topic } = parsed.brief;
  const query = topic === "" ? prompt : topic;
  return base.knowledge.search({ workspaceId: workspace, query, documentIds: null, limit: 10 });
}

/** The prompts that claim nothing, and those whose sources do not have the wanted document. */
async function missed(prompts: readonly (readonly [prompt: string, title: string])[], workspace: string) {
  const unclaimed: string[] = [];
  const elsewhere: string[] = [];
  for (const [prompt, title] of prompts) {
    const { passages, nothingRelevant } = await found(prompt, workspace);
    if (nothingRelevant) unclaimed.push(prompt);
    else if (!passages.some(({ documentTitle }) => documentTitle.startsWith(title))) elsewhere.push(prompt);
  }
  return { unclaimed, elsewhere };
}

async function claimed(prompts: readonly string[], workspace: string) {
  const wrong: string[] = [];
  for (const prompt of prompts) if (!(await found(prompt, workspace)).nothingRelevant) wrong.push(prompt);
  return wrong;
}

describe("the prompts that the rules were set with", () => {
  test("near ones find their document among five hundred", async () => {
    expect(await missed(nearPrompts, workspaceId)).toEqual({ unclaimed: [], elsewhere: [] });
  }, 120_000);

  test.each([
    ["five hundred", workspaceId],
    ["fifty", fewWorkspace],
  ])(
    "far ones claim nothing of %s",
    async (_count, workspace) => {
      expect(await claimed(farPrompts, workspace)).toEqual([]);
    },
    120_000,
  );

  test("in German", async () => {
    expect(await missed(nearGermanPrompts, germanWorkspace)).toEqual({ unclaimed: [], elsewhere: [] });
    expect(await claimed(farGermanPrompts, germanWorkspace)).toEqual([]);
  }, 120_000);
});

describe("prompts that came later", () => {
  test("near ones find their document, but for one", async () => {
    const { unclaimed, elsewhere } = await missed(laterNearPrompts, workspaceId);
    expect(unclaimed.length).toBeLessThanOrEqual(1);
    expect(elsewhere).toEqual([]);
  }, 120_000);

  test("far ones claim nothing", async () => {
    expect(await claimed(laterFarPrompts, workspaceId)).toEqual([]);
    expect(await claimed(laterFarPrompts, fewWorkspace)).toEqual([]);
  }, 120_000);
});
