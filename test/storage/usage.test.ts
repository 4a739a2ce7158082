import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { newCourse, newWrite } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { useDatabase } from "../fixtures/suites.ts";

describe.each(databaseKinds)("what courses cost, on %s", (kind) => {
  let database: Database;
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ database, store } = opened);
  });

  it("adds up by course and month, and stays within a workspace", async () => {
    const { lane, requestId } = await store.courses.accept(newCourse("T1"), newWrite("T1", "key-1"));
    await store.courses.accept(newCourse("T2"), newWrite("T2", "key-1"));
    const of = { workspaceId: "T1", courseId: lane.id };
    await store.usage.add({ ...of, requestId, model: "m" }, { modelCalls: 1, inputTokens: 100, outputTokens: 20 });
    await store.usage.add({ ...of, requestId }, { inputTokens: 50, milliseconds: 1_234.6 });
    await store.usage.add({ ...of, requestId: null }, { slackEdits: 7 });
    await store.usage.add({ ...of, courseId: "gone", requestId: null, model: "m" }, { inputTokens: 10 });
    await store.usage.add({ ...of, requestId: null }, {});
    const now = new Date();
    expect(await store.usage.month("T1", now)).toMatchObject({
      courses: 2,
      modelCalls: 1,
      inputTokens: 160,
      outputTokens: 20,
      slackEdits: 7,
    });
    expect(await store.usage.month("T2", now)).toMatchObject({ courses: 0, inputTokens: 0 });
    expect(await store.usage.month("T1", new Date(0))).toMatchObject({ courses: 0, inputTokens: 0 });
    const courses = await store.usage.courses("T1", now, 10);
    expect(
      courses.map(({ courseId, inputTokens, milliseconds, model }) => [courseId, inputTokens, milliseconds, model]),
    ).toEqual([
      [lane.id, 150, 1_235, "m"],
      ["gone", 10, 0, "m"],
    ]);
    expect(await store.usage.months("T1", 12)).toHaveLength(1);
  });

  it("tells the last months of one workspace, the newest first", async () => {
    for (const [workspaceId, key] of [
      ["T3", "key-3"],
      ["T4", "key-4"],
    ] as const) {
      const { lane } = await store.courses.accept(newCourse(workspaceId), newWrite(workspaceId, key));
      for (const [month, tokens] of [
        ["2025-12", 10],
        ["2026-01", 20],
        ["2026-03", 40],
      ] as const) {
        await store.usage.add({ workspaceId, courseId: lane.id, requestId: month }, { inputTokens: tokens });
        await store.usage.add({ workspaceId, courseId: "gone", requestId: month }, { slackEdits: 3 });
        await database.execute("update course_usage set month = $3::date where workspace_id = $1 and request_id = $2", [
          workspaceId,
          month,
          `${month}-01`,
        ]);
      }
    }
    expect(await store.usage.months("T3", 2)).toMatchObject([
      { month: "2026-03", courses: 2, inputTokens: 40, slackEdits: 3 },
      { month: "2026-01", courses: 2, inputTokens: 20, slackEdits: 3 },
    ]);
    expect(await store.usage.months("T3", 6)).toHaveLength(3);
    expect(await store.usage.months("T5", 6)).toEqual([]);
  });

  it("is nothing for a workspace that is gone", async () => {
    await store.usage.add({ workspaceId: "T9", courseId: "c", requestId: null }, { inputTokens: 5 });
    expect(await store.usage.month("T9", new Date())).toMatchObject({ courses: 0 });
  });
});
