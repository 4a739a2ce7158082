/** What was searched is kept with what was found. */
import { expect, test } from "vitest";
import type { KnowledgePort } from "../../src/authoring/knowledge-port.ts";
import { emptyRetrieval, retrievalSchema, retrieve } from "../../src/authoring/retrieval.ts";
import { retrieveForReply } from "../../src/authoring/revise/reply-retrieval.ts";
import type { SearchRun } from "../../src/knowledge/hybrid.ts";
import { brief, course } from "../fixtures/courses.ts";
import { createTestKnowledge } from "../fixtures/writing.ts";

const searches: SearchRun[] = [
  { way: "words", found: 0, isClaimed: false },
  { way: "meaning", found: 3, isClaimed: true },
];
const knowledge: KnowledgePort = {
  ...createTestKnowledge(),
  resolveReferences: async () => ({ documents: [], unreadable: [], unknown: [], ambiguous: [] }),
  search: async () => ({ passages: [], nothingRelevant: true, searches }),
};
const common = { knowledge, workspaceId: "T1", wait: async () => undefined, signal: new AbortController().signal };

test("a course's request keeps each query, where it looked, and what each search came to", async () => {
  const events = retrieve({ ...common, brief: { ...brief, topic: "Vacation", references: [], document_ids: [] } });
  let step = await events.next();
  while (step.done !== true) step = await events.next();
  expect(step.value.searches).toEqual([{ query: "Vacation", documentIds: null, runs: searches }]);
  expect(retrievalSchema.parse(JSON.parse(JSON.stringify(step.value)))).toEqual(step.value);
});

test("a reply's request keeps them too, the one within the course's own documents first", async () => {
  const asked = { ...common, course, brief, tokens: [], onWaiting: () => undefined };
  const retrieval = await retrieveForReply({ ...asked, query: "days off" });
  expect(retrieval.searches?.map(({ query }) => query)).toContain("days off");
  expect(retrieval.searches?.at(-1)).toEqual({ query: "days off", documentIds: null, runs: searches });
  expect(await retrieveForReply({ ...asked, query: null })).toEqual(emptyRetrieval);
});

test("what was kept by an earlier version is still read", () => {
  expect(retrievalSchema.safeParse(emptyRetrieval).success).toBe(true);
});
