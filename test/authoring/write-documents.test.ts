import { describe, expect, it } from "vitest";
import type { Database } from "../../src/storage/database.ts";
import { useDatabase, useModelServers } from "../fixtures/suites.ts";
import {
  acceptCourse,
  brief,
  collect,
  createTestKnowledge,
  createTestWriting,
  never,
  outline,
  wholeOutline,
} from "../fixtures/writing.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});
const startServer = useModelServers();

describe("documents", () => {
  it("that are still indexed are waited for, and named", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const knowledge = createTestKnowledge();
    const [handbook] = knowledge.documents;
    if (handbook === undefined) throw new Error("@1 should be there");
    handbook.state = "indexing";
    let polls = 0;
    const onPoll = () => {
      polls += 1;
      if (polls === 3) handbook.state = "ready";
    };
    const { writeCourse } = createTestWriting(waiting.store, server, { knowledge, onPoll });
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(events.slice(0, 1)).toEqual([{ type: "waiting-for-documents", titles: ["Fire handbook"] }]);
    expect(outline(events).slice(1)).toEqual(wholeOutline);
    expect(polls).toBe(3);
  });

  it("that never become ready fail the course", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database);
    const knowledge = createTestKnowledge();
    for (const document of knowledge.documents) document.state = "queued";
    const { writeCourse } = createTestWriting(waiting.store, server, { knowledge });
    const events = await collect(writeCourse({ ...waiting, signal: never() }));
    expect(events.at(-1)).toEqual({
      type: "failed",
      stage: "overview",
      code: "document_timeout",
      facts: { title: "Fire handbook" },
    });
    expect(server.calls).toEqual([]);
  });

  it("that were named are read even when the topic shares no word with them, and listed when nothing cites them", async () => {
    const answer = (_: string, right: string) => right.replaceAll(/"passages":\[\d+\]/g, '"passages":[]');
    const server = await startServer({ adjust: answer });
    const references = [{ kind: "number", number: 2, source: "@2" } as const];
    const waiting = await acceptCourse(database, { ...brief, topic: "first aid", references });
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(server.calls[0]?.prompt).toContain("Soup on Mondays.");
    expect(events.at(-1)).toMatchObject({ references: [{ number: 2, named: true, passages: [] }] });
  });

  it("that nobody named are searched, and listed only when cited", async () => {
    const server = await startServer();
    const waiting = await acceptCourse(database, { ...brief, topic: "fire on mondays", references: [] });
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(events[0]).toMatchObject({
      references: [
        { number: 1, named: false },
        { number: 2, named: false },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      references: [
        { number: 1, named: false },
        { number: 2, named: false },
      ],
    });
    const bare = await startServer({ adjust: (_, right) => right.replaceAll(/"passages":\[\d+\]/g, '"passages":[]') });
    const other = await acceptCourse(database, { ...brief, topic: "fire on mondays", references: [] });
    const uncited = await collect(createTestWriting(other.store, bare).writeCourse({ ...other, signal: never() }));
    expect(uncited.at(-1)).toMatchObject({ type: "completed", references: [] });
  });

  it("that are unknown are told, and that nothing relevant was found", async () => {
    const server = await startServer();
    const token = { kind: "number", number: 9, source: "@9" } as const;
    const waiting = await acceptCourse(database, { ...brief, topic: "knitting", references: [token] });
    const events = await collect(createTestWriting(waiting.store, server).writeCourse({ ...waiting, signal: never() }));
    expect(events[0]).toEqual({
      type: "references-resolved",
      references: [],
      unknown: [{ token, nearest: [{ number: 1, title: "Fire handbook" }] }],
      nothingRelevant: true,
    });
    expect(server.calls[0]?.prompt).toContain("No passages");
    expect(events.at(-1)?.type).toBe("completed");
  });
});
