import { describe, expect, it } from "vitest";
import type { CourseEvent } from "../../src/course/events.ts";
import { CoursewrightError, codeOf } from "../../src/errors.ts";
import type { Database } from "../../src/storage/database.ts";
import { useDatabase, useModelServers } from "../fixtures/suites.ts";
import { acceptCourse, collect, createTestWriting, never, outline, workspaceId } from "../fixtures/writing.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});
const startServer = useModelServers();

describe("a failed stage", () => {
  it.each([
    ["bad-schema", 2, "model_nonsense"],
    ["429", 4, "model_busy"],
    ["500", 4, "model_down"],
    ["quota", 1, "model_quota"],
    ["refusal", 1, "model_refused"],
    ["truncated", 1, "model_too_long"],
    ["bad-key", 1, "model_key"],
  ] as const)("(%s) keeps what is finished, and is told and stored with its code", async (fault, calls, code) => {
    const server = await startServer({ script: [{ fault, stage: "modules", times: 9 }] });
    const waiting = await acceptCourse(database);
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(events.at(-1)).toMatchObject({ type: "failed", stage: "modules", code });
    expect(server.stages().filter((stage) => stage === "modules")).toHaveLength(calls);
    const { course } = await waiting.reload();
    expect(course).toMatchObject({ state: "failed", failure: { stage: "modules", code } });
    const draft = await waiting.store.courses.draft(workspaceId, course.id);
    expect(Object.keys(draft).sort()).toEqual(["objectives", "overview"]);
  });

  it("is all that a second try asks for", async () => {
    const server = await startServer({ script: [{ fault: "quota", stage: "modules" }] });
    const waiting = await acceptCourse(database);
    const { writeCourse, knowledge } = createTestWriting(waiting.store, server);
    await collect(writeCourse({ ...waiting, signal: never() }));
    const events = await collect(writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
    expect(server.stages()).toEqual(["overview", "objectives", "modules", "modules", "assessments"]);
    expect(knowledge.resolved).toBe(1);
    expect(outline(events)).toEqual([
      "references-resolved",
      "section-completed overview",
      "section-completed objectives",
      "stage-started modules",
      "section-completed modules",
      "stage-started assessments",
      "section-completed assessments",
      "completed",
    ]);
  });

  it("sees the first request's passages when a later request names it", async () => {
    const server = await startServer({ script: [{ fault: "quota", stage: "modules" }] });
    const waiting = await acceptCourse(database);
    const { writeCourse, knowledge } = createTestWriting(waiting.store, server);
    await collect(writeCourse({ ...waiting, signal: never() }));
    const { requestId } = await waiting.store.requests.accept({
      workspaceId,
      key: `retry-${waiting.course.id}`,
      lane: waiting.lease.lane,
      kind: "retry",
      payload: { resumes: waiting.request.id },
      authorId: "U1",
    });
    const request = await waiting.store.requests.find(workspaceId, requestId);
    if (request === null) throw new Error("the request should be there");
    const events = await collect(writeCourse({ ...waiting, request, signal: never() }));
    expect(events.at(-1)?.type).toBe("completed");
    expect(knowledge.resolved).toBe(1);
  });
});

describe("work that stops", () => {
  it("goes on after the last finished section, in whoever takes it up", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const first = createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() });
    for await (const event of first) if (event.type === "section-completed" && event.stage === "objectives") break;
    const second = createTestWriting(waiting.store, server);
    const events = await collect(second.writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
    expect(server.stages()).toEqual(["overview", "objectives", "modules", "assessments"]);
    expect(second.knowledge.searches).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "completed", version: 1 });
  });

  it("writes a stage again that it died in, and hangs up on the model", async () => {
    const server = await startServer({ script: [{ fault: "stall", stage: "modules" }] });
    const waiting = await acceptCourse(database);
    const writing = createTestWriting(waiting.store, server);
    for await (const event of writing.writeCourse({ ...waiting, signal: never() })) {
      if (event.type === "section-growing" && event.stage === "modules") break;
    }
    await expect((await server.call(2)).closed).resolves.toBe(true);
    const events = await collect(writing.writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
    expect(server.stages()).toEqual(["overview", "objectives", "modules", "modules", "assessments"]);
    expect(events.at(-1)?.type).toBe("completed");
  });

  it("after the version was saved, saves no second one and asks nothing", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const writing = createTestWriting(waiting.store, server);
    await collect(writing.writeCourse({ ...waiting, signal: never() }));
    const events = await collect(writing.writeCourse({ ...waiting, ...(await waiting.reload()), signal: never() }));
    expect(events.at(-1)).toMatchObject({ type: "completed", version: 1 });
    expect(server.calls).toHaveLength(4);
    expect(await waiting.store.courses.versions(workspaceId, waiting.course.id)).toHaveLength(1);
  });

  it("is cancelled by a person: the call ends, what is finished stays", async () => {
    const server = await startServer({ script: [{ fault: "stall", stage: "modules" }] });
    const waiting = await acceptCourse(database);
    const controller = new AbortController();
    const events: CourseEvent[] = [];
    const { writeCourse } = createTestWriting(waiting.store, server);
    for await (const event of writeCourse({ ...waiting, signal: controller.signal })) {
      events.push(event);
      if (event.type === "section-growing" && event.stage === "modules") {
        controller.abort(new CoursewrightError("cancelled", "by a person"));
      }
    }
    expect(events.at(-1)).toEqual({ type: "cancelled" });
    await expect((await server.call(2)).closed).resolves.toBe(true);
    expect((await waiting.reload()).course.state).toBe("cancelled");
    expect(Object.keys(await waiting.store.courses.draft(workspaceId, waiting.course.id))).toHaveLength(2);
  });

  it.each([
    ["lease_lost", new CoursewrightError("lease_lost", "test"), "lease_lost"],
    ["stopped", new CoursewrightError("stopped", "test"), "stopped"],
    ["no reason of ours", new Error("shutting down"), "stopped"],
  ])("for another reason (%s) throws it and changes no state", async (_, reason, code) => {
    const server = await startServer({ script: [{ fault: "silent", stage: "overview" }] });
    const waiting = await acceptCourse(database);
    const controller = new AbortController();
    const { writeCourse } = createTestWriting(waiting.store, server);
    const work = collect(writeCourse({ ...waiting, signal: controller.signal })).catch((error: unknown) => error);
    const call = await server.call(0);
    controller.abort(reason);
    expect(codeOf(await work)).toBe(code);
    await expect(call.closed).resolves.toBe(true);
    expect((await waiting.reload()).course.state).toBe("writing");
  });

  it("cannot save when another worker has taken over", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const stale = { ...waiting.lease, fence: waiting.lease.fence - 1 };
    const { writeCourse } = createTestWriting(waiting.store, server);
    const error = await collect(writeCourse({ ...waiting, lease: stale, signal: never() })).catch(
      (thrown: unknown) => thrown,
    );
    expect(codeOf(error)).toBe("lease_lost");
  });
});
