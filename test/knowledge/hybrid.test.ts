/** Search by words and by meaning together. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import type { Search } from "../../src/knowledge/search.ts";
import { type DocumentName, documents, queries, strangers } from "./hybrid-set.ts";
import { type MeaningBase, openMeaningBase } from "./meaning-base.ts";
import { workspaceId } from "./test-base.ts";

let base: MeaningBase;
const titles = new Map<string, string>();
const ids = new Map<string, string>();

beforeAll(async () => {
  base = await openMeaningBase();
  for (const [name, text] of Object.entries(documents)) {
    // The title says nothing of what is in it.
    const { id } = await base.add({ title: `Sheet ${ids.size + 1}`, text });
    ids.set(name, id);
    titles.set(id, name);
  }
  await base.meaning.run();
});
afterAll(() => base.close());

const search = (query: string, documentIds: string[] | null = null) =>
  base.knowledge.search({ workspaceId, query, documentIds, limit: 10 });

describe("the ranking", () => {
  type Ranking = (query: string) => Promise<string[]>;
  const across = async (run: Search, query: string) => {
    const { passages } = await run({ workspaceId, query, documentIds: null, limit: 10 });
    return passages.map(({ documentId }) => titles.get(documentId) ?? "");
  };
  const byBoth: Ranking = (query) => across(base.knowledge.search, query);
  const byWords: Ranking = (query) =>
    across(createKnowledge({ database: base.database, store: base.store }).search, query);
  const byMeaning: Ranking = async (query) => {
    const nearness = await base.meaning.near({ workspaceId, query, documentIds: null, limit: 10 });
    const rows = await base.database.query(
      z.object({ setId: z.string(), documentId: z.string() }),
      `select id::text as "setId", document_id as "documentId" from passage_sets where workspace_id = $1`,
      [workspaceId],
    );
    const documentOf = new Map(rows.map(({ setId, documentId }) => [setId, documentId]));
    return (nearness?.hits ?? []).map(({ setId }) => titles.get(documentOf.get(setId) ?? "") ?? "");
  };

  /** Mean nDCG@10, with one right document for each query. */
  async function quality(ranking: Ranking, asked: readonly { query: string; wanted: DocumentName }[]) {
    let sum = 0;
    for (const { query, wanted } of asked) {
      const rank = (await ranking(query)).indexOf(wanted);
      if (rank >= 0 && rank < 10) sum += 1 / Math.log2(rank + 2);
    }
    return Math.round((sum / asked.length) * 1_000) / 1_000;
  }

  test.each(["words", "meaning", "both", "all"] as const)(
    "is at least as good as the better of the two where queries meet by %s",
    async (kind) => {
      const asked = queries.filter(({ by }) => kind === "all" || by === kind);
      const words = await quality(byWords, asked);
      const meaning = await quality(byMeaning, asked);
      const both = await quality(byBoth, asked);
      expect(both, JSON.stringify({ words, meaning, both })).toBeGreaterThanOrEqual(Math.max(words, meaning));
      if (kind !== "all") return;
      // The set tells them apart: neither alone finds everything.
      expect(words).toBeLessThan(0.6);
      expect(meaning).toBeLessThan(0.9);
      expect(both).toBeGreaterThan(0.95);
    },
  );
});

describe("what is claimed", () => {
  test("a passage that is near, though it shares no word with what is asked", async () => {
    const { passages, nothingRelevant, searches } = await search("vacation allowance");
    expect(nothingRelevant).toBe(false);
    expect(passages.map(({ documentId }) => titles.get(documentId))).toEqual(["holiday"]);
    expect(searches).toEqual([
      { way: "words", found: 0, isClaimed: false },
      { way: "meaning", found: 1, isClaimed: true },
    ]);
  });

  test.each(strangers)("nothing for %j", async (query) => {
    expect(await search(query)).toMatchObject({
      passages: [],
      nothingRelevant: true,
      searches: [
        { way: "words", isClaimed: false },
        { way: "meaning", isClaimed: false },
      ],
    });
  });

  test("a name that means nothing to the model, by its words alone", async () => {
    const { passages, searches } = await search("Odalys Brankov");
    expect(titles.get(passages[0]?.documentId ?? "")).toBe("zephyrine");
    expect(searches).toMatchObject([
      { way: "words", found: 1, isClaimed: true },
      { way: "meaning", isClaimed: false },
    ]);
  });
});

describe("within named documents", () => {
  const filler = "Everyone keeps the hall tidy and closes the windows in the evening. ".repeat(8);
  let handbook: string;
  beforeAll(async () => {
    const chapters = Array.from({ length: 30 }, (_, index) => {
      const about = index === 17 ? "Plasters and bandages lie in the white box." : `Rule ${index} is kept by all.`;
      return `## Chapter ${index}\n\n${about} ${filler}`;
    });
    handbook = (await base.add({ title: "Handbook", text: `# Handbook\n\n${chapters.join("\n\n")}` })).id;
    await base.meaning.run();
  });

  test("the section that is near comes first, and nothing of others is found", async () => {
    const { passages, searches } = await search("somebody got hurt", [handbook]);
    expect(passages[0]?.place.heading_path.at(-1)).toBe("Chapter 17");
    expect(new Set(passages.map(({ documentId }) => documentId))).toEqual(new Set([handbook]));
    expect(passages).toHaveLength(10);
    expect(searches).toContainEqual({ way: "meaning", found: 1, isClaimed: true });
  });

  test("across the workspace it takes its turn with others", async () => {
    const { passages } = await search("somebody got hurt");
    expect(passages.map(({ documentId }) => documentId).toSorted()).toEqual([handbook, ids.get("injuries")].toSorted());
  });
});

test("passages of one document do not crowd out another that is a little less near", async () => {
  const chapters = Array.from({ length: 12 }, (_, index) => `## Bay ${index}\n\nVehicles stand in bay ${index}.`);
  const { id } = await base.add({ title: "Bays", text: `# Bays\n\n${chapters.join("\n\n")}` });
  await base.meaning.run();
  const { passages } = await base.knowledge.search({ workspaceId, query: "parking cars", documentIds: null, limit: 6 });
  expect(passages.map(({ documentId }) => documentId)).toContain(ids.get("parking"));
  expect(passages.map(({ documentId }) => documentId)).toContain(id);
});

test("a document without vectors yet is not held back for being new", async () => {
  base.server.behave(503);
  const { id } = await base.add({ title: "New", text: "Pump P-1195 is primed with the valve a little open." });
  await base.meaning.run();
  base.server.behave("answer");
  base.later(60_000);
  const { passages } = await search("pump P-1195");
  expect(passages[0]?.documentId).toBe(id);
  expect(passages.map(({ documentId }) => titles.get(documentId))).toContain("pump 1180");
});
