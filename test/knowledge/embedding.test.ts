/** How passages come by their vectors, and what happens when they cannot. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import { createEmbeddingUsage } from "../../src/storage/embedding-usage.ts";
import { unbearable } from "../fixtures/embeddings-server.ts";
import { soon } from "../fixtures/soon.ts";
import { type MeaningBase, openMeaningBase } from "./meaning-base.ts";

let base: MeaningBase;
/** Each test has a workspace of its own, whose name stands in its documents. */
let workspaceId: string;
let tests = 0;
beforeAll(async () => {
  base = await openMeaningBase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tests += 1;
  workspaceId = `T0TEST${tests}`;
  base.server.behave("answer");
  base.later(60_000);
  await base.meaning.run();
});

const holiday = () => `Each employee is entitled to thirty days of annual holiday at ${workspaceId}.`;
/** Each chapter is a passage of its own. */
const filler = "Everyone keeps the hall tidy and closes the windows in the evening. ".repeat(14);
const manual = () =>
  Array.from({ length: 150 }, (_, index) => `# Chapter ${index}\n\nRule of ${workspaceId}. ${filler}`).join("\n\n");
const add = (text: string) => base.add({ title: "Sheet", text, workspaceId });
const search = (query: string) => base.knowledge.search({ workspaceId, query, documentIds: null, limit: 5 });
const near = (meaning = base.meaning) =>
  meaning.near({ workspaceId, query: "vacation allowance", documentIds: null, limit: 5 });
const ways = async (query: string) => (await search(query)).searches.map(({ way }) => way);
/** What the workspace's documents sent to the service, refused calls among it. */
const embedded = () =>
  base.server.calls.flatMap(({ inputs }) => inputs).filter((input) => new RegExp(`${workspaceId}\\b`).test(input));
/** How many vectors the workspace has of each model and length. */
async function vectors(): Promise<Record<string, number>> {
  const rows = await base.database.query(
    z.object({ space: z.string(), count: z.number() }),
    `select model || ' ' || dimensions as space, count(*)::int as count from passage_vectors
     where workspace_id = $1 group by 1`,
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ space, count }) => [space, count]));
}

describe("passages", () => {
  test("are embedded behind a document that is ready, with their headings, once", async () => {
    await add(`# Leave\n\n${holiday()}`);
    await base.meaning.run();
    await base.meaning.run();
    expect(embedded()).toEqual([`Leave\n${holiday()}`]);
    expect(await vectors()).toEqual({ "stand-in 96": 1 });
    expect(base.server.calls[0]).toMatchObject({ authorization: "Bearer key", dimensions: undefined });
  });

  test("that a stopped run left are all that the next one embeds", async () => {
    base.server.behave(500);
    const { passageCount } = await add(manual());
    await base.meaning.run();
    expect(await vectors()).toEqual({});
    expect(passageCount).toBeGreaterThan(130);
    // The scale, the first batch and the second one; then it fails.
    base.server.behave(500, 3);
    await base.another().run();
    expect(await vectors()).toEqual({ "stand-in 96": 128 });
    base.server.behave("answer");
    const before = embedded().length;
    await base.another().run();
    expect(await vectors()).toEqual({ "stand-in 96": passageCount });
    expect(embedded().length - before).toBe(passageCount - 128);
  });

  test("are not embedded twice by two workers at once", async () => {
    base.server.behave(500);
    const { passageCount } = await add(manual());
    await base.meaning.run();
    base.server.behave("answer");
    const before = embedded().length;
    await Promise.all([base.another({ owner: "one" }).run(), base.another({ owner: "two" }).run()]);
    expect(embedded().length - before).toBe(passageCount);
    expect(await vectors()).toEqual({ "stand-in 96": passageCount });
  });

  test("too long for the model are cut, and hold up nobody", async () => {
    const word = "abcdefghij".repeat(700);
    await add(word);
    await add(holiday());
    await base.meaning.run();
    expect((await near())?.isClaimed).toBe(true);
    const lengths = base.server.calls.flatMap(({ inputs }) => inputs.filter((input) => word.startsWith(input)));
    expect(Math.min(...lengths.map(({ length }) => length))).toBeLessThan(4_000);
  });

  test("that the service cannot bear keep no other workspace from its own", async () => {
    const { id } = await add(`An ${unbearable} text.`);
    const first = workspaceId;
    workspaceId = `${first}-other`;
    await add(holiday());
    await base.meaning.run();
    expect(await vectors()).toEqual({ "stand-in 96": 1 });
    await base.store.documents.delete(first, id);
  });

  test("of a deleted document are found no more at once, and their vectors go with them", async () => {
    const { id } = await add(holiday());
    await base.meaning.run();
    expect((await search("vacation allowance")).passages).toHaveLength(1);
    await base.store.documents.delete(workspaceId, id);
    expect((await search("vacation allowance")).passages).toEqual([]);
    while (await base.store.passages.tidy(workspaceId));
    expect(await vectors()).toEqual({});
  });

  test("are counted by tokens, and so are queries", async () => {
    await add(holiday());
    await base.meaning.run();
    const usage = createEmbeddingUsage({ database: base.database });
    const month = () => usage.month(workspaceId, new Date());
    await expect.poll(month, soon).toEqual({ calls: 1, tokens: Math.ceil(holiday().length / 4) });
    // The same query is asked of the service once.
    await search(`vacation at ${workspaceId}`);
    await search(`vacation at ${workspaceId}`);
    await expect.poll(async () => (await month()).calls, soon).toBe(2);
    expect(await usage.month("T0OTHER", new Date())).toEqual({ calls: 0, tokens: 0 });
  });
});

describe("another model", () => {
  test.each([
    ["name", { model: "newer" }, "newer 96"],
    ["length", { dimensions: 64 }, "stand-in 64"],
  ])(
    "by its %s: everything is embedded anew, and vectors of the old one are searched no more",
    async (_, settings, space) => {
      await add(holiday());
      await base.meaning.run();
      const changed = base.another(settings);
      const before = await near(changed);
      expect(before?.hits ?? []).toEqual([]);
      await changed.run();
      expect(await vectors()).toEqual({ "stand-in 96": 1, [space]: 1 });
      expect((await near(changed))?.hits).toHaveLength(1);
      expect((await near())?.hits).toHaveLength(1);
    },
  );

  test("the old one's vectors are deleted after a day", async () => {
    await add(holiday());
    await base.another({ model: "elder" }).run();
    const changed = base.another({ model: "younger" });
    await changed.run();
    expect(await vectors()).toMatchObject({ "elder 96": 1, "younger 96": 1 });
    await base.database.execute(
      "update embedded_sets set updated_at = updated_at - interval '25 hours' where workspace_id = $1 and model = 'elder'",
      [workspaceId],
    );
    await changed.run();
    expect(Object.keys(await vectors())).not.toContain("elder 96");
    expect(await vectors()).toMatchObject({ "younger 96": 1 });
  });
});

describe("a service that is away", () => {
  test.each([500, 503, 401, "nonsense"] as const)("(%s) fails no search, and is told once", async (mode) => {
    await add(holiday());
    await base.meaning.run();
    const before = base.said().length;
    base.server.behave(mode);
    // Not one that was asked before: that is remembered.
    expect(await ways(`days off, said ${mode}`)).toEqual(["words"]);
    const calls = base.server.calls.length;
    expect(await ways(`vacation, said ${mode}`)).toEqual(["words"]);
    // Not asked at every search while it is away.
    expect(base.server.calls).toHaveLength(calls);
    const told = base.said().slice(before);
    expect(told.filter((line) => line.includes("no vectors from the embeddings service"))).toHaveLength(1);
    base.server.behave("answer");
    base.later(60_000);
    expect(await ways(`vacation, said ${mode}`)).toEqual(["words", "meaning"]);
    expect(base.said().at(-1)).toContain("again");
  });

  test("that does not answer is waited for no longer than one has patience", async () => {
    await add(holiday());
    await base.meaning.run();
    base.server.behave("hang");
    const meaning = base.another({ patienceMs: 200 });
    const { search: impatient } = createKnowledge({ database: base.database, store: base.store, meaning });
    const asked = { workspaceId, query: "annual holiday of employees", documentIds: null, limit: 5 };
    const found = await impatient(asked);
    expect(found.passages).toHaveLength(1);
    expect(found.searches.map(({ way }) => way)).toEqual(["words"]);
  });

  test("fails no document: it is found by its words, and by its meaning once the service is back", async () => {
    base.server.behave(500);
    await add("Plasters and bandages lie in the white box.");
    expect((await search("plasters and bandages")).passages).toHaveLength(1);
    await base.meaning.run();
    base.server.behave("answer");
    base.later(60_000);
    await base.meaning.run();
    expect((await search("somebody got hurt")).passages).toHaveLength(1);
  });

  test("a workspace without vectors asks it nothing", async () => {
    const calls = base.server.calls.length;
    expect((await search("something else")).searches).toEqual([{ way: "words", found: 0, isClaimed: false }]);
    expect(base.server.calls).toHaveLength(calls);
  });

  test("embedding starts by itself, and ends when it is stopped, even while nobody answers", async () => {
    await add(holiday());
    const stop = base.another({ model: "started" }).start();
    await expect.poll(async () => (await vectors())["started 96"], soon).toBe(1);
    await stop();
    base.server.behave("hang");
    const hanging = base.another({ model: "hanging" }).start();
    await expect.poll(() => base.server.calls.at(-1)?.model, soon).toBe("hanging");
    await hanging();
  });
});
