import { describe, expect, it } from "vitest";
import { draftSection } from "../../src/authoring/offline/draft.ts";
import { createOfflineWriter, tokensOf } from "../../src/authoring/offline-writer.ts";
import type { WriterEvent } from "../../src/authoring/writer.ts";
import { CoursewrightError } from "../../src/errors.ts";
import { briefOf, taskOf } from "./offline/course.ts";

const task = taskOf(briefOf("Security training"), [], {});

/** Time that passes only while someone sleeps. */
function pacedWriter(tokensPerSecond: number | null) {
  let time = 0;
  let sleeps = 0;
  const writer = createOfflineWriter({
    tokensPerSecond,
    now: () => time,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      sleeps += 1;
      time += milliseconds;
    },
  });
  return { writer, elapsed: () => time, sleeps: () => sleeps };
}

async function collect(events: AsyncIterable<WriterEvent>): Promise<WriterEvent[]> {
  const all: WriterEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function textOf(events: readonly WriterEvent[]): string {
  return events.map((event) => (event.type === "text" ? event.text : "")).join("");
}

describe("the offline writer", () => {
  it("streams the draft as JSON in many pieces and ends with done", async () => {
    const { writer } = pacedWriter(120);
    const events = await collect(writer.writeSection(task, new AbortController().signal));
    expect(writer.kind).toBe("offline");
    expect(JSON.parse(textOf(events))).toEqual(draftSection(task));
    expect(events.length).toBeGreaterThan(20);
    expect(events.at(-1)).toEqual({ type: "done", usage: { input: 0, cachedInput: 0, output: 0 }, model: "offline" });
  });

  it("keeps the pace that it was given", async () => {
    const tokens = tokensOf(JSON.stringify(draftSection(task))).length;
    for (const pace of [40, 120]) {
      const { writer, elapsed } = pacedWriter(pace);
      await collect(writer.writeSection(task, new AbortController().signal));
      expect(elapsed() / 1_000).toBeGreaterThan((tokens / pace) * 0.9);
      expect(elapsed() / 1_000).toBeLessThan((tokens / pace) * 1.1 + 0.05);
    }
  });

  it("does not wait at all without a pace", async () => {
    const { writer, sleeps } = pacedWriter(null);
    const events = await collect(writer.writeSection(task, new AbortController().signal));
    expect(sleeps()).toBe(0);
    expect(JSON.parse(textOf(events))).toEqual(draftSection(task));
  });

  it("stops with the signal's own error", async () => {
    const reason = new CoursewrightError("lease_lost", "someone else has the course");
    const controller = new AbortController();
    const { writer } = pacedWriter(120);
    let pieces = 0;
    const reading = (async () => {
      for await (const _ of writer.writeSection(task, controller.signal)) {
        pieces += 1;
        if (pieces === 3) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(pieces).toBe(3);
  });

  it("counts any other reason as cancelled, also when it was aborted before or sleeps through it", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    const early = collect(pacedWriter(null).writer.writeSection(task, controller.signal));
    await expect(early).rejects.toMatchObject({ code: "cancelled" });

    const later = new AbortController();
    const writer = createOfflineWriter({
      tokensPerSecond: 1,
      now: () => 0,
      sleep: async (_, signal) => {
        later.abort();
        signal.throwIfAborted();
      },
    });
    await expect(collect(writer.writeSection(task, later.signal))).rejects.toMatchObject({ code: "cancelled" });
  });

  it("cuts text into tokens that add up to it", () => {
    const text = '{"title":"Größe – 安全 🚀 of\\nthings","minutes":[1,2]}';
    expect(tokensOf(text).join("")).toBe(text);
    expect(tokensOf(text).length).toBeGreaterThan(10);
  });
});
