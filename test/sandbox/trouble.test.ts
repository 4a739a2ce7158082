/** The demo's switches before a writer and a reviser: what comes out is the same text, later or not at all. */
import { expect, test } from "vitest";
import type { Reviser, ReviseTask } from "../../src/authoring/reviser.ts";
import type { PartTask, SectionTask, Writer, WriterEvent } from "../../src/authoring/writer.ts";
import { type Trouble, troubleReviser, troubleWriter } from "../../src/sandbox/demo/trouble.ts";
import { course } from "../fixtures/courses.ts";
import { brief } from "../fixtures/writing.ts";

const sectionTask: SectionTask = {
  workspaceId: "T1",
  courseId: "c1",
  stage: "overview",
  brief,
  finished: {},
  passages: [],
  correction: null,
};
const partTask: PartTask = { ...sectionTask, part: { kind: "assessments" }, outline: null };
const reviseTask: ReviseTask = {
  workspaceId: "T1",
  courseId: "c1",
  brief,
  course,
  seen: course,
  takenIds: new Set(),
  reply: "make it two hours",
  target: null,
  conversation: [],
  passages: [],
  documents: [],
  guest: false,
  correction: null,
};
const text = "A course on taking minutes, with a beginning and an end.";
const usage = { input: 1, cachedInput: 0, output: 2 };
const signal = new AbortController().signal;

async function* written(): AsyncGenerator<WriterEvent, void, undefined> {
  yield { type: "text", text };
  yield { type: "done", usage, model: "m-1" };
}

const writer: Writer = { kind: "model", writeSection: written, writePart: written };

/** What comes of a section and of a part, and how often there was a pause. */
async function outcome(trouble: () => Trouble) {
  let pauses = 0;
  const sleep = async () => {
    pauses += 1;
  };
  const troubled = troubleWriter(writer, { trouble, sleep });
  const read = async (events: AsyncIterable<WriterEvent> | undefined) => {
    let said = "";
    let done = false;
    for await (const event of events ?? []) {
      if (event.type === "text") said += event.text;
      done ||= event.type === "done";
    }
    return { said, done };
  };
  const section = await read(troubled.writeSection(sectionTask, signal));
  const part = await read(troubled.writePart?.(partTask, signal));
  return { section, part, pauses };
}

test("without trouble nothing is added, nothing is lost", async () => {
  const whole = { said: text, done: true };
  expect(await outcome(() => ({ slow: false, failing: false }))).toEqual({ section: whole, part: whole, pauses: 0 });
});

test("a slow model says the same, in small pieces with pauses", async () => {
  const { section, part, pauses } = await outcome(() => ({ slow: true, failing: false }));
  expect([section, part]).toEqual([
    { said: text, done: true },
    { said: text, done: true },
  ]);
  expect(pauses).toBe(2 * (1 + Math.ceil(text.length / 12)));
});

test("a model that begins to fail in the middle breaks off with a code that people are told", async () => {
  let asked = 0;
  const later = () => {
    asked += 1;
    return { slow: true, failing: asked > 9 };
  };
  await expect(outcome(later)).rejects.toMatchObject({ code: "model_down" });
});

test("a writer without parts stays one, and a reply fails while the model does", async () => {
  const parts = { trouble: () => ({ slow: false, failing: true }), sleep: async () => undefined };
  expect(troubleWriter({ kind: "offline", writeSection: written }, parts).writePart).toBeUndefined();
  const reviser: Reviser = {
    kind: "offline",
    query: () => "minutes",
    revise: async () => ({ text: "", usage, model: "m-1", result: { ok: true, draft: { kind: "nothing" } } }),
  };
  await expect(troubleReviser(reviser, parts).revise(reviseTask, signal)).rejects.toMatchObject({ code: "model_down" });
  expect(troubleReviser(reviser, parts).query(reviseTask)).toBe("minutes");
  const well = { ...parts, trouble: () => ({ slow: false, failing: false }) };
  expect(await troubleReviser(reviser, well).revise(reviseTask, signal)).toMatchObject({ model: "m-1" });
});
