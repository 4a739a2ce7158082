import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../../src/storage/database.ts";
import type { ModelServerOptions } from "../fixtures/model-server.ts";
import { useDatabase, useModelServers } from "../fixtures/suites.ts";
import {
  acceptCourse,
  brief,
  collect,
  createTestWriting,
  never,
  outline,
  savedCourse,
  wholeOutline,
} from "../fixtures/writing.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});
const startServer = useModelServers();

describe("the journey", () => {
  it("tells every section in order, saves each, and ends with version 1", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const { writeCourse } = createTestWriting(waiting.store, server);
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(outline(events)).toEqual(wholeOutline);
    const { course } = await waiting.reload();
    expect(course).toMatchObject({ state: "ready", version: 1, failure: null, startedAt: expect.any(Date) });
    const saved = await savedCourse(waiting);
    expect(saved.overview.title).toBe("fire safety at work");
    expect(saved.modules.map(({ id, order }) => `${id} ${order}`)).toEqual(["m1 1", "m2 2", "m3 3", "m4 4"]);
    expect(saved.modules[0]?.citations).toEqual(["doc-1:1:0"]);
    expect(saved.references).toEqual([
      {
        document_id: "doc-1",
        number: 1,
        title: "Fire handbook",
        document_version: 1,
        named: true,
        passages: [0, 1, 2].map((ordinal) => ({
          id: `doc-1:1:${ordinal}`,
          place: { heading_path: [`Part ${ordinal + 1}`], page: null, slide: null, sheet: null },
        })),
      },
    ]);
    expect(events.at(-1)).toEqual({ type: "completed", version: 1, references: saved.references, qualityNotes: 0 });
  });

  it("keeps the tokens that each section cost", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    const rows = await database.query(
      z.object({ stage: z.string(), usage: z.looseObject({ input: z.number(), output: z.number() }) }),
      "select stage, usage from draft_sections where course_id = $1",
      [waiting.course.id],
    );
    expect(rows).toHaveLength(4);
    for (const { usage } of rows) {
      expect(usage).toMatchObject({ drafts: 1, model: "test-model", cachedInput: 0 });
      expect(Math.min(usage.input, usage.output)).toBeGreaterThan(10);
    }
  });

  it("shows sections while they grow, parsed when asked and never twice", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const descriptions = new Set<string>();
    let counts: number[] = [];
    for await (const event of createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() })) {
      if (event.type === "section-growing" && event.stage === "overview")
        descriptions.add(event.read().description ?? "");
      if (event.type === "section-growing" && event.stage === "modules") {
        expect(event.read()).toBe(event.read());
        counts = [...counts, event.read().length];
      }
    }
    expect(descriptions.size).toBeGreaterThan(5);
    expect(counts).toEqual(counts.toSorted());
    expect([...new Set(counts)].filter((count) => count > 0)).toEqual([1, 2, 3, 4]);
  });

  it("gives every stage the same beginning, and the finished sections after it", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    const [overview, objectives, modules] = server.calls;
    const shared = overview?.prompt.split("Now write")[0] ?? "";
    expect(shared).toContain("Fires need heat");
    for (const call of server.calls) {
      expect(call.prompt.startsWith(shared)).toBe(true);
      expect(call.instructions).toBe(overview?.instructions);
    }
    expect(modules?.prompt.startsWith(objectives?.prompt.split("Now write")[0] ?? "-")).toBe(true);
  });

  it("counts what its quality leaves to be wished for", async () => {
    const server = await startServer({ adjust: (_, right) => right.replace("45 minutes", "3 hours") });
    const waiting = await acceptCourse(database);
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(events.at(-1)).toMatchObject({ type: "completed", qualityNotes: 1 });
  });

  it("differs with the request", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database, { ...brief, prompt: "Teach first aid", references: [] });
    await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect((await savedCourse(waiting)).overview.title).toBe("Teach first aid at work");
  });
});

describe("with faults of the model's service the course is complete and right", () => {
  it.each([
    ["429 once", { script: [{ fault: "429", stage: "objectives" }] }, 5],
    ["a stream that drops once", { script: [{ fault: "drop", stage: "modules" }] }, 5],
    ["a stream that ends early once", { script: [{ fault: "early-end", stage: "overview" }] }, 5],
    ["a stream that stalls once", { script: [{ fault: "stall", stage: "assessments" }] }, 5],
    ["a failure inside the stream", { script: [{ fault: "failed", stage: "overview" }] }, 5],
    ["500 three times", { script: [{ fault: "500", times: 3 }] }, 7],
    ["JSON that breaks the schema once", { script: [{ fault: "bad-schema", stage: "modules" }] }, 5],
    ["something that is not JSON once", { script: [{ fault: "not-json", stage: "overview" }] }, 5],
    ["slow tokens", { pace: { ttft: 20, tps: 2_000 } }, 4],
    ["no Responses API", { responsesMissing: "404" }, 4],
    [
      "one fault after another",
      {
        script: [
          { fault: "429", stage: "overview" },
          { fault: "drop", stage: "objectives" },
          { fault: "bad-schema", stage: "modules" },
          { fault: "drop", stage: "modules" },
          { fault: "503", stage: "assessments" },
        ],
      },
      9,
    ],
  ] as const satisfies readonly (readonly [string, ModelServerOptions, number])[])("%s", async (_, options, calls) => {
    const server = await startServer(options);
    const waiting = await acceptCourse(database);
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(outline(events)).toEqual(wholeOutline);
    expect(server.calls).toHaveLength(calls);
    const saved = await savedCourse(waiting);
    expect(saved.overview.title).toBe("fire safety at work");
    expect([saved.objectives.length, saved.modules.length, saved.assessments.length]).toEqual([4, 4, 2]);
  });

  it("tells the model what was wrong with its draft", async () => {
    const server = await startServer({ script: [{ fault: "bad-schema", stage: "objectives" }] });
    const waiting = await acceptCourse(database);
    await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    const again = server.calls.filter(({ stage }) => stage === "objectives")[1];
    expect(again?.prompt).toContain("not what was asked for");
    expect(again?.prompt).toContain("Unrecognized key");
  });
});
