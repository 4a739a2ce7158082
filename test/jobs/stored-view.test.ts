/** What a card shows when it is rendered again from what is stored. */
import { expect, test } from "vitest";
import { storedView } from "../../src/jobs/stored-view.ts";
import type { Database } from "../../src/storage/database.ts";
import { useDatabase } from "../fixtures/suites.ts";
import { acceptCourse } from "../fixtures/writing.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});

const retrieval = {
  documents: [],
  passages: [],
  unknown: [{ token: { kind: "number", number: 9, source: "@9" }, nearest: [{ number: 1, title: "Fire handbook" }] }],
  nothingRelevant: true,
};

test("a retry goes on with what the first try found, and the card goes on saying so", async () => {
  const { store, lease, request, reload } = await acceptCourse(database);
  await store.requests.keepRetrieval(lease, request.id, retrieval);
  const before = await storedView(store, (await reload()).course);
  expect(before).toMatchObject({ nothingRelevant: true, unknownReferences: retrieval.unknown });
  await store.requests.finish(lease, request.id, { result: "failed", stage: "overview", code: "model_down" });
  await store.requests.accept({
    workspaceId: lease.lane.workspaceId,
    key: "retry",
    lane: lease.lane,
    kind: "retry",
    payload: { resumes: request.id },
    authorId: "U1",
  });
  const after = await storedView(store, (await reload()).course);
  expect(after.nothingRelevant).toBe(true);
  expect(after.unknownReferences).toEqual(before.unknownReferences);
});
