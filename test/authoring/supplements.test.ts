/** What a course may have beside its four sections: written once, kept, shown and exported, and left alone by replies. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOfflineWriter } from "../../src/authoring/offline-writer.ts";
import type { SectionTask, Writer } from "../../src/authoring/writer.ts";
import { applyPatch } from "../../src/course/patch.ts";
import { type Course, courseSchema } from "../../src/course/schema.ts";
import { applyEvent, beginProgress, snapshot, viewOfCourse } from "../../src/course/state.ts";
import { itemsFromDraft, type Supplement } from "../../src/course/supplements.ts";
import { CoursewrightError } from "../../src/errors.ts";
import { exportFormats } from "../../src/export/index.ts";
import { renderCourse } from "../../src/slack/render/course.ts";
import type { Database } from "../../src/storage/database.ts";
import { inLanguage } from "../../src/texts/locale.ts";
import { openTestDatabase } from "../fixtures/databases.ts";
import { type ModelServer, startModelServer } from "../fixtures/model-server.ts";
import { acceptCourse, collect, createTestWriting, outline, type Waiting, workspaceId } from "../fixtures/writing.ts";

const glossary: Supplement = {
  name: "glossary",
  heading: { en: "Glossary", de: "Glossar" },
  demand: 'Now write the glossary: "items", each a term as its title with its explanation as its text.',
  draft: ({ modules = [] }) => modules.map(({ title, description }) => ({ title, text: description })),
};

let database: Database;
let close: () => Promise<void>;
let server: ModelServer;
beforeAll(async () => {
  ({ database, close } = await openTestDatabase("pglite"));
  server = await startModelServer();
});
afterAll(async () => {
  await server.stop();
  await close();
});

/** The offline writer, whose supplements come as `answers` say while there are any. */
function createWriter(answers: (string | Error)[] = []) {
  const tasks: SectionTask[] = [];
  const offline = createOfflineWriter({ tokensPerSecond: null, now: () => 0, sleep: async () => {} });
  const writer: Writer = {
    kind: "offline",
    async *writeSection(task, signal) {
      if (task.supplement !== undefined) tasks.push(task);
      const answer = task.supplement === undefined ? undefined : answers.shift();
      if (answer instanceof Error) throw answer;
      if (answer === undefined) return yield* offline.writeSection(task, signal);
      yield { type: "text", text: answer };
      yield { type: "done", usage: { input: 0, cachedInput: 0, output: 0 }, model: "offline" };
    },
  };
  return { writer, tasks };
}

async function write(waiting: Waiting, writer: Writer) {
  const { writeCourse } = createTestWriting(waiting.store, server, { writer, supplements: [glossary] });
  return collect(writeCourse({ ...waiting, signal: new AbortController().signal }));
}

async function saved({ store, course }: Waiting): Promise<Course> {
  return courseSchema.parse((await store.courses.version(workspaceId, course.id, 1))?.course);
}

describe("a supplement", () => {
  test("is written after the sections, shown, stored and exported", async () => {
    const waiting = await acceptCourse(database);
    const events = await write(waiting, createWriter().writer);
    expect(outline(events).slice(-3)).toEqual(["section-completed assessments", "supplement-completed", "completed"]);
    const course = await saved(waiting);
    const [first] = course.modules;
    expect(course.supplements).toEqual([
      {
        name: "glossary",
        heading: glossary.heading,
        items: course.modules.map(({ title, description }) => ({ title, text: description })),
      },
    ]);
    const { id, brief, requesterId } = waiting.course;
    const begun = beginProgress({ workspaceId, id, requesterId, brief, writer: "offline", startedAt: 0 });
    const view = snapshot(events.reduce(applyEvent, begun));
    for (const each of [view, viewOfCourse(begun.view, 1, course)]) {
      const shown = JSON.stringify(renderCourse(each));
      expect(shown).toContain("*Glossary*");
      expect(JSON.stringify(inLanguage("de", () => renderCourse(each)))).toContain("*Glossar*");
    }
    const context = { courseId: id, version: 1, requester: "Grace", prompt: "", at: new Date(0), conversation: [] };
    expect(exportFormats.markdown.write(course, context)).toContain(`## Glossary\n\n### ${first?.title}`);
    expect(JSON.parse(exportFormats.json.write(course, context))).toMatchObject({ supplements: course.supplements });
  });

  test("is asked for once more when its draft is no use", async () => {
    const waiting = await acceptCourse(database);
    const { writer, tasks } = createWriter(['{"items": []}']);
    await write(waiting, writer);
    expect(tasks.map(({ correction }) => correction?.draft)).toEqual([undefined, '{"items": []}']);
    expect((await saved(waiting)).supplements).toHaveLength(1);
  });

  test("that failed is written when the work goes on, and one that was kept is not written again", async () => {
    const waiting = await acceptCourse(database);
    const down = new CoursewrightError("model_down", "the model is away");
    expect((await write(waiting, createWriter([down]).writer)).at(-1)).toMatchObject({
      type: "failed",
      code: down.code,
    });
    const again = createWriter();
    await write({ ...waiting, ...(await waiting.reload()) }, again.writer);
    expect(again.tasks).toHaveLength(1);
    expect(await waiting.store.draftParts.list(workspaceId, waiting.course.id)).toHaveProperty("size", 1);
  });

  test("stays as it is when a reply changes the course", async () => {
    const waiting = await acceptCourse(database);
    await write(waiting, createWriter().writer);
    const course = await saved(waiting);
    const changed = applyPatch(course, [
      { op: "set-overview", overview: { ...course.overview, title: "Another title" } },
    ]);
    expect(changed).toMatchObject({ ok: true, course: { supplements: course.supplements } });
  });

  test("takes no empty item and no key of a model's own", () => {
    expect(itemsFromDraft({ items: [{ title: "", text: "a" }] }).ok).toBe(false);
    expect(itemsFromDraft({ items: [{ title: "a", text: "b", note: "c" }] }).ok).toBe(false);
  });
});
