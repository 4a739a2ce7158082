import { describe, expect, it } from "vitest";
import { noteKey } from "../../src/course/quality/note-items.ts";
import { ownFacts } from "../../src/course/quality/own-facts.ts";
import { checkQuality } from "../../src/course/quality.ts";
import { CoursewrightError } from "../../src/errors.ts";
import type { Database } from "../../src/storage/database.ts";
import { evalCourse } from "../eval/course.ts";
import { addition, blank, operation, rename } from "../fixtures/model-replies.ts";
import type { ModelServer } from "../fixtures/model-server.ts";
import { createTestRevising, type Ready, readyCourse, type Tools } from "../fixtures/revising.ts";
import { useDatabase, useModelServers } from "../fixtures/suites.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});
const startServer = useModelServers();

/** Answers calls in turn; the last answer holds for the rest. */
async function scripted(
  ...answers: unknown[]
): Promise<{ ready: Ready; server: ModelServer; tools: Tools; prompts: string[] }> {
  const prompts: string[] = [];
  const server = await startServer({
    answer: (name, prompt) => {
      if (name !== "course_revision") return undefined;
      prompts.push(prompt);
      const answer = answers[Math.min(prompts.length, answers.length) - 1];
      return typeof answer === "string" ? answer : JSON.stringify(answer);
    },
  });
  const ready = await readyCourse(database);
  return { ready, server, tools: createTestRevising(ready.store, { server }), prompts };
}

describe("a model's patch", () => {
  it("changes what it names and nothing else", async () => {
    const { ready, tools, prompts } = await scripted({
      ...blank,
      operations: [addition, { ...operation, op: "remove", section: "assessments", id: "a4" }],
    });
    const outcome = await tools.say(ready, "add something on phone calls and drop the project");
    expect(outcome).toMatchObject({ kind: "revised", before: 1, after: 2, obstacles: [] });
    const course = await ready.latest();
    expect(course.modules.map(({ id }) => id)).toEqual(["m1", "m2", "m5", "m4", "m3"]);
    expect(course.assessments).toEqual(evalCourse.assessments.slice(0, 3));
    expect(course.overview.duration_estimate).toBe("3.5 hours");
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toContain("add something on phone calls");
  });

  it("changes the length by one number", async () => {
    const { ready, tools } = await scripted({ ...blank, length_minutes: 120, level: "Advanced" });
    await tools.say(ready, "two hours will do, but make it harder");
    const { overview, modules } = await ready.latest();
    expect(overview).toMatchObject({ duration_estimate: "2 hours", difficulty_level: "Advanced" });
    expect(modules.map(({ duration }) => duration)).toEqual(["20 minutes", "40 minutes", "30 minutes", "30 minutes"]);
  });

  it.each<[string, unknown, RegExp]>([
    ["names what is not there", rename("X", "m9"), /m9.*there is no such item; there are m1, m2/s],
    ["breaks the form", { ...blank, operations: [{ op: "delete" }] }, /op/],
    ["is no JSON", "Sure! Here is the patch:", /not a complete JSON object/],
    ["is empty", blank, /nothing is changed/],
    ["is too much", { ...blank, operations: Array.from({ length: 61 }, () => addition) }, /61 operations are too many/],
    [
      "cites what was not given",
      { ...blank, operations: [{ ...addition, passages: [77] }] },
      /passage 77 was not given/,
    ],
    ["leaves out what is needed", { ...blank, operations: [{ ...addition, topics: null }] }, /topics must not be null/],
    [
      "removes too much",
      { ...blank, operations: ["o1", "o2"].map((id) => ({ ...operation, op: "remove", section: "objectives", id })) },
      /objectives/,
    ],
    [
      "breaks a rule of quality",
      { ...blank, operations: [{ ...operation, section: "objectives", id: "o2", text: "Understand passwords." }] },
      /verb_vague/,
    ],
  ])("that %s is asked for once more, with the problem", async (_, bad, problem) => {
    const { ready, tools, prompts } = await scripted(bad, rename("Welcome"));
    const outcome = await tools.say(ready, "rename module 1 to Welcome");
    expect(outcome).toMatchObject({ kind: "revised", after: 2 });
    expect((await ready.latest()).modules[0]?.title).toBe("Welcome");
    expect(prompts).toHaveLength(2);
    expect(prompts[1]).toMatch(problem);
  });

  it("that cannot be used twice is explained, and nothing is saved", async () => {
    const { ready, tools, prompts } = await scripted(rename("X", "m9"));
    expect(await tools.say(ready, "rename something")).toEqual({
      kind: "failed",
      version: 1,
      code: "model_nonsense",
      facts: { drafts: 2 },
    });
    expect(prompts).toHaveLength(2);
    expect((await ready.course()).version).toBe(1);
  });

  it("that breaks a rule twice is mended by rule", async () => {
    const vague = {
      ...blank,
      operations: [{ ...operation, section: "objectives", id: "o2", text: "Understand how passwords are kept." }],
    };
    const { ready, tools } = await scripted(vague);
    await tools.say(ready, "objective 2 is about keeping passwords");
    expect((await ready.latest()).objectives[1]?.text).toBe("Explain how passwords are kept.");
  });

  it("is made anew when the course has changed meanwhile", async () => {
    const { ready, server, prompts } = await scripted(rename("Welcome"));
    const request = await ready.ask({ action: "reply", text: "call the first one Welcome" });
    const courses: typeof ready.store.courses = {
      ...ready.store.courses,
      saveVersion: async (lease, version) => {
        if (prompts.length === 1) {
          await ready.store.courses.saveVersion(lease, {
            base: 1,
            course: { ...evalCourse, assessments: evalCourse.assessments.slice(0, 1) },
            cause: "reply",
            authorId: "U9",
            requestId: "another",
          });
        }
        return ready.store.courses.saveVersion(lease, version);
      },
    };
    const racing = createTestRevising({ ...ready.store, courses }, { server });
    const task = { course: await ready.course(), request, lease: ready.lease, signal: new AbortController().signal };
    expect(await racing.revise(task)).toMatchObject({ kind: "revised", before: 2, after: 3 });
    expect(prompts).toHaveLength(2);
    const course = await ready.latest();
    expect(course.modules[0]?.title).toBe("Welcome");
    expect(course.assessments).toHaveLength(1);
  });
});

describe("a model's understanding", () => {
  it("answers with the passages it names", async () => {
    const { ready, tools } = await scripted({
      ...blank,
      kind: "answer",
      answer: "With your back to the exit.",
      answer_passages: [1],
    });
    const outcome = await tools.say(ready, "how do I hold the extinguisher?");
    expect(outcome).toMatchObject({
      kind: "answered",
      text: "With your back to the exit.",
      citations: [{ number: 1, title: "Fire handbook" }],
    });
  });

  it.each([
    [{ ...blank, kind: "nothing" }, { kind: "nothing" }],
    [
      { ...blank, kind: "undo" },
      { kind: "explained", obstacles: [{ code: "nothing_to_undo" }] },
    ],
    [
      { ...blank, kind: "unclear", answer: "Which one?" },
      { kind: "explained", obstacles: [{ code: "unclear", question: "Which one?" }] },
    ],
    [
      { ...rename("Welcome"), not_done: ["sing a song"] },
      { kind: "revised", obstacles: [{ code: "unclear", wish: "sing a song" }] },
    ],
    [{ ...rename("Why security is everyone's job") }, { kind: "explained", obstacles: [{ code: "already_so" }] }],
  ])("%#", async (answer, expected) => {
    const { ready, tools } = await scripted(answer);
    expect(await tools.say(ready, "the one with the thing")).toMatchObject(expected);
  });

  it("sees what was said before", async () => {
    const { ready, tools, prompts } = await scripted(
      { ...blank, kind: "unclear", answer: "Which quiz?" },
      rename("Welcome"),
    );
    await tools.say(ready, "drop the quiz");
    await tools.say(ready, "no, the other one");
    expect(prompts[1]).toContain("drop the quiz");
    expect(prompts[1]).toContain("Which quiz?");
  });

  it("takes a yes for the answer to what it asked, and for chatter otherwise", async () => {
    const { ready, tools, prompts } = await scripted(
      { ...blank, kind: "unclear", answer: "The project?" },
      rename("Welcome"),
    );
    expect(await tools.say(ready, "yes")).toEqual({ kind: "nothing" });
    await tools.say(ready, "drop the big thing");
    expect(await tools.say(ready, "yes")).toMatchObject({ kind: "revised" });
    expect(prompts).toHaveLength(2);
  });

  it("takes no undo, stop or thanks: those need no model", async () => {
    const { ready, tools, prompts } = await scripted(blank);
    for (const text of ["undo", "stop", "thanks!"]) await tools.say(ready, text);
    expect(prompts).toEqual([]);
  });

  it("fails with a code that people are told", async () => {
    const server = await startServer({ script: [{ fault: "quota" }] });
    const ready = await readyCourse(database);
    const outcome = await createTestRevising(ready.store, { server }).say(ready, "add a module on phishing");
    expect(outcome).toMatchObject({ kind: "failed", version: 1, code: "model_quota" });
  });

  it("is aborted when somebody cancels, and hands the work back when the process stops", async () => {
    const server = await startServer({ script: [{ fault: "silent", times: 2 }] });
    const ready = await readyCourse(database);
    const tools = createTestRevising(ready.store, { server });
    for (const [index, code] of (["cancelled", "stopped"] as const).entries()) {
      const request = await ready.ask({ action: "reply", text: "add a module on phishing" });
      const abort = new AbortController();
      const task = { course: await ready.course(), request, lease: ready.lease, signal: abort.signal };
      const outcome = tools.revise(task);
      const seen = outcome.then(
        (value) => value.kind,
        (error: unknown) => (error instanceof CoursewrightError ? error.code : "?"),
      );
      await server.call(index);
      abort.abort(new CoursewrightError(code, "enough"));
      expect(await seen).toBe(code);
    }
  });
});

describe("a rewrite by button", () => {
  it("names its target and hint to the model", async () => {
    const { ready, tools, prompts } = await scripted({
      ...blank,
      operations: [{ ...operation, id: "m2", description: "Shorter." }],
    });
    const outcome = await tools.say(ready, {
      action: "rewrite",
      target: { kind: "items", ids: ["m2"] },
      hint: "shorter sentences",
    });
    expect(outcome).toMatchObject({ kind: "revised", action: "rewrite" });
    expect(prompts[0]).toContain("write anew: m2");
    expect(prompts[0]).toContain("shorter sentences");
    expect((await ready.latest()).modules[1]).toEqual({ ...evalCourse.modules[1], description: "Shorter." });
  });

  it("mends what the quality notes complain of", async () => {
    const { ready, tools, prompts } = await scripted({ ...blank, documents_dropped: [2] });
    const outcome = await tools.say(ready, { action: "fix" });
    expect(outcome).toMatchObject({ kind: "revised", action: "fix" });
    expect(prompts[0]).toContain("document_unused");
  });

  it("mends one note alone, by rule where there is one and without asking", async () => {
    const { ready, tools, prompts } = await scripted({ ...blank, documents_dropped: [2] });
    const course = await ready.latest();
    const [unused] = checkQuality(course, ownFacts(course)).filter(({ kind }) => kind === "document_unused");
    if (unused === undefined) throw new Error("every document is used");
    const outcome = await tools.say(ready, { action: "fix", note: noteKey(unused) });
    expect(outcome).toMatchObject({ kind: "revised", action: "fix" });
    expect(prompts[0]?.match(/"kind":"[a-z_]+"/g)).toEqual(['"kind":"document_unused"']);
    expect(await tools.say(ready, { action: "fix", note: noteKey(unused) })).toMatchObject({
      kind: "explained",
      obstacles: [{ code: "nothing_to_fix" }],
    });
  });
});
