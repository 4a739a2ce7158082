import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { PartTask, Writer } from "../../src/authoring/writer.ts";
import { CoursewrightError } from "../../src/errors.ts";
import type { Database } from "../../src/storage/database.ts";
import { answerForPart } from "../fixtures/model-answers.ts";
import type { ModelServer, ModelServerOptions } from "../fixtures/model-server.ts";
import { useDatabase, useModelServers } from "../fixtures/suites.ts";
import {
  acceptCourse,
  collect,
  createTestWriting,
  never,
  outline,
  savedCourse,
  workspaceId,
} from "../fixtures/writing.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});
const startServer = useModelServers();

async function begin(options: ModelServerOptions = {}) {
  const server = await startServer(options);
  const waiting = await acceptCourse(database);
  const { writeCourse } = createTestWriting(waiting.store, server, { generation: "overlapped" });
  return { server, waiting, writeCourse };
}
const kinds = ({ calls }: ModelServer) => calls.map(({ sections }) => sections.join("+"));

describe("calls that overlap", () => {
  it("write the same course in four calls, tell sections in their order, and save each", async () => {
    const { server, waiting, writeCourse } = await begin({ pace: { ttft: 5, tps: 2_000 } });
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(kinds(server).toSorted()).toEqual(["assessments", "modules", "modules", "overview+objectives"]);
    const told = outline(events);
    expect(told.slice(0, 7)).toEqual([
      "references-resolved",
      "stage-started overview",
      "section-completed overview",
      "stage-started objectives",
      "section-completed objectives",
      "stage-started modules",
      "stage-started modules",
    ]);
    expect(told.at(-1)).toBe("completed");
    const overlapped = await savedCourse(waiting);
    const plain = await startServer();
    const other = await acceptCourse(database);
    await collect(createTestWriting(other.store, plain).writeCourse({ ...other, signal: never() }));
    expect(overlapped).toEqual(await savedCourse(other));
  });

  it("begin alike, schema and name included, so that one beginning in a cache serves all", async () => {
    const { server, waiting, writeCourse } = await begin();
    await collect(writeCourse({ ...waiting, signal: never() }));
    const format = z.object({ text: z.object({ format: z.unknown() }), prompt_cache_key: z.string() });
    const [first, ...others] = server.calls.map(({ body }) => JSON.stringify(format.parse(body)));
    for (const other of others) expect(other).toBe(first);
    const shared = server.calls[0]?.prompt.split("Now write")[0] ?? "";
    expect(shared).toContain("Fires need heat");
    for (const { prompt } of server.calls) expect(prompt.startsWith(shared)).toBe(true);
    const [one, two, three] = server.calls.slice(1).map(({ prompt }) => prompt.split("Now write")[0]);
    expect(two).toBe(one);
    expect(three).toBe(one);
  });

  it("show modules with their titles first, then growing in place, and never fewer of them", async () => {
    const { waiting, writeCourse } = await begin();
    let before: string[] = [];
    for await (const event of writeCourse({ ...waiting, signal: never() })) {
      if (event.type !== "section-growing" || event.stage !== "modules") continue;
      const modules = event.read();
      const now = modules.map(
        ({ title = "", description = "", topics = [] }) => `${title}${description}${topics.join("")}`,
      );
      expect(now.length).toBeGreaterThanOrEqual(before.length);
      for (const [index, text] of before.entries()) expect(now[index]?.startsWith(text)).toBe(true);
      expect(modules.map(({ order }) => order)).toEqual(modules.map((_, index) => index + 1));
      before = now;
    }
    expect(before).toHaveLength(4);
  });

  it.each([
    ["429 once", [{ fault: "429", stage: "overview" }]],
    ["a plan that drops", [{ fault: "drop", stage: "objectives" }]],
    ["a plan that breaks the schema", [{ fault: "bad-schema", stage: "overview" }]],
    ["modules that drop", [{ fault: "drop", stage: "modules" }]],
    ["modules that are not JSON", [{ fault: "not-json", stage: "modules" }]],
    ["assessments that stall", [{ fault: "stall", stage: "assessments" }]],
    ["an answer that ends early", [{ fault: "early-end", stage: "assessments" }]],
  ] as const satisfies readonly (readonly [string, ModelServerOptions["script"]])[])(
    "are complete and right with %s",
    async (_, script) => {
      const { server, waiting, writeCourse } = await begin({ script });
      const events = await collect(writeCourse({ ...waiting, signal: never() }));
      expect(events.at(-1)?.type).toBe("completed");
      expect(server.calls.length).toBe(5);
      const saved = await savedCourse(waiting);
      expect([saved.objectives.length, saved.modules.length, saved.assessments.length]).toEqual([4, 4, 2]);
    },
  );

  it("keep a finished overview when the plan breaks off after it, and ask for the rest alone", async () => {
    const waiting = await acceptCourse(database);
    const asked: PartTask[] = [];
    const writer: Writer = {
      kind: "model",
      writeSection: () => {
        throw new Error("parts are asked for");
      },
      async *writePart(task) {
        asked.push(task);
        const answer = answerForPart(task.part, "request: fire safety");
        if (asked.length === 1) {
          yield { type: "text", text: answer.slice(0, answer.indexOf('"outline"') - 40) };
          yield { type: "restart" };
          throw new Error("nobody should wait for this");
        }
        yield { type: "text", text: answer };
        yield { type: "done", usage: { input: 1, cachedInput: 0, output: 1 }, model: "m" };
      },
    };
    const server = await startServer();
    const { writeCourse } = createTestWriting(waiting.store, server, { writer, generation: "overlapped" });
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(asked.slice(0, 2).map(({ part }) => part)).toEqual([
      { kind: "plan", missing: ["overview", "objectives"] },
      { kind: "plan", missing: ["objectives"] },
    ]);
    expect(asked[1]?.finished.overview?.title).toBe("fire safety at work");
    expect(outline(events).filter((line) => line === "section-completed overview")).toHaveLength(1);
    expect(events.at(-1)?.type).toBe("completed");
  });
});

describe("a call that fails", () => {
  it("fails its stage, keeps what the others wrote, and is all that a second try asks for", async () => {
    const { server, waiting, writeCourse } = await begin({ script: [{ fault: "quota", stage: "modules" }] });
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(events.at(-1)).toMatchObject({ type: "failed", stage: "modules", code: "model_quota" });
    const draft = await waiting.store.courses.draft(workspaceId, waiting.course.id);
    expect(Object.keys(draft).toSorted()).toEqual(["assessments", "objectives", "overview"]);
    const calls = server.calls.length;
    const again = await collect(writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
    expect(again.at(-1)?.type).toBe("completed");
    expect(kinds(server).slice(calls)).toEqual(["modules"]);
    expect((await savedCourse(waiting)).modules).toHaveLength(4);
  });
});

describe("work that stops", () => {
  it.each(["section-completed overview", "section-completed objectives", "section-completed assessments"])(
    "after %s goes on without asking for anything finished again",
    async (stop) => {
      const { server, waiting, writeCourse } = await begin({ pace: { ttft: 5, tps: 1_000 } });
      for await (const event of writeCourse({ ...waiting, signal: never() })) {
        if (outline([event])[0] === stop) break;
      }
      const draft = Object.keys(await waiting.store.courses.draft(workspaceId, waiting.course.id));
      const parts = await waiting.store.draftParts.list(workspaceId, waiting.course.id);
      const before = server.calls.length;
      const events = await collect(writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
      expect(events.at(-1)).toMatchObject({ type: "completed", version: 1 });
      const later = server.calls.slice(before).flatMap(({ sections }) => sections);
      for (const name of draft) expect(later).not.toContain(name);
      const finished = [...parts.keys()].filter((name) => name.startsWith("modules")).length;
      expect(later.filter((name) => name === "modules")).toHaveLength(draft.includes("modules") ? 0 : 2 - finished);
    },
  );

  it("when cancelled, hangs up on every call", async () => {
    const { server, waiting, writeCourse } = await begin({ pace: { ttft: 5, tps: 20 } });
    const cancel = new AbortController();
    void server.call(3).then(() => cancel.abort(new CoursewrightError("cancelled", "asked for")));
    const events = await collect(writeCourse({ ...waiting, signal: cancel.signal }));
    expect(events.at(-1)).toEqual({ type: "cancelled" });
    expect(await Promise.all(server.calls.slice(1).map(({ closed }) => closed))).toEqual([true, true, true]);
  });
});

it("counts the tokens of every call, of broken ones too", async () => {
  const { waiting, writeCourse } = await begin({ script: [{ fault: "drop", stage: "assessments" }] });
  await collect(writeCourse({ ...waiting, signal: never() }));
  const usage = await waiting.store.usage.courses(workspaceId, new Date(), 100);
  const own = usage.find(({ courseId }) => courseId === waiting.course.id);
  expect(own).toMatchObject({ modelCalls: 4, model: "test-model" });
  const { waiting: other, writeCourse: writeOther } = await begin();
  await collect(writeOther({ ...other, signal: never() }));
  const plain = (await other.store.usage.courses(workspaceId, new Date(), 100)).find(
    ({ courseId }) => courseId === other.course.id,
  );
  expect(own?.inputTokens).toBeGreaterThan(plain?.inputTokens ?? Number.POSITIVE_INFINITY);
  expect(own?.outputTokens).toBeGreaterThan(plain?.outputTokens ?? Number.POSITIVE_INFINITY);
});
