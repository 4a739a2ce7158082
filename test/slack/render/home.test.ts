import { describe, expect, test } from "vitest";
import { documentKinds } from "../../../src/course/document-kinds.ts";
import { courseStates } from "../../../src/course/view.ts";
import { errorCodes } from "../../../src/errors.ts";
import { blockProblems } from "../../../src/sandbox/blocks/check.ts";
import type { ListedCourse } from "../../../src/slack/render/course-row.ts";
import { coursesPerPage, documentsPerPage, type HomeContent, renderHome } from "../../../src/slack/render/home.ts";
import { documentRow } from "../../../src/slack/render/home-documents.ts";
import type { HomeUsage } from "../../../src/slack/render/home-usage.ts";
import { detailsModal } from "../../../src/slack/render/modals/document-details.ts";
import { deleteModal, renameModal, replaceModal } from "../../../src/slack/render/modals/document-forms.ts";
import { passageModal } from "../../../src/slack/render/modals/passage.ts";
import { settingsModal } from "../../../src/slack/render/modals/settings.ts";
import { type DocumentRecord, documentStates } from "../../../src/storage/documents-port.ts";
import { leastCharacters, mostOf } from "../../../src/storage/workspaces.ts";
import { newCourse } from "../../fixtures/courses.ts";
import { citingCourse, document, everyRemark } from "../../fixtures/documents.ts";
import { settings } from "../../fixtures/modals.ts";
import { fc } from "../../fixtures/properties.ts";
import { live, said } from "./inspect.ts";

const hostile = fc.oneof(
  fc.string({ minLength: 1, maxLength: 150 }),
  fc.constantFrom("<!channel> now", "<@U1> *bold* `code`", "<https://evil.example|click>", "&lt;!here&gt;", "a\u202eb"),
);
const count = fc.integer({ min: 0, max: 5_000 });
const anyDocument: fc.Arbitrary<DocumentRecord> = fc
  .record({
    id: fc.uuid().map((id) => `document_${id}`),
    number: fc.integer({ min: 1, max: 99_999 }),
    title: hostile,
    kind: fc.constantFrom(...documentKinds),
    state: fc.constantFrom(...documentStates),
    version: fc.integer({ min: 1, max: 50 }),
    passageCount: count,
    pageCount: fc.option(count),
    remarks: fc.subarray(everyRemark),
    progress: fc.option(fc.record({ done: count, total: count, unit: fc.constantFrom("page", "passage") })),
    failure: fc.option(
      fc.record({
        code: fc.constantFrom(...errorCodes),
        facts: fc.record({ title: hostile, number: count, reason: hostile, limit: hostile, allowed: count }),
      }),
    ),
  })
  .map((change) => ({ ...document, ...change }));
const anyCourse: fc.Arbitrary<ListedCourse> = fc
  .record({ title: fc.option(hostile), state: fc.constantFrom(...courseStates), id: fc.uuid() })
  .map((change) => ({
    course: {
      ...newCourse("T1"),
      version: 1,
      botLanguage: null,
      failure: null,
      cancelRequestedAt: null,
      startedAt: null,
      createdAt: document.createdAt,
      updatedAt: document.updatedAt,
      ...change,
    },
    link: null,
  }));
const empty = { search: "", all: 0, found: 0, from: 1, hasPrevious: false, hasNext: false };
const large = fc.integer({ min: 0, max: 2_000_000_000_000 });
const anyMonth = fc.record({
  month: fc.constantFrom("2025-12", "2026-01", "2026-09", "2026-11"),
  courses: count,
  modelCalls: count,
  inputTokens: large,
  outputTokens: large,
  cost: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
  milliseconds: large,
  slackEdits: count,
});
const anyUsage: fc.Arbitrary<HomeUsage> = fc.record({
  current: anyMonth,
  earlier: fc.array(anyMonth, { maxLength: 5 }),
  dearest: fc.array(
    fc.record({
      modelCalls: count,
      inputTokens: large,
      outputTokens: large,
      cost: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
      milliseconds: large,
      slackEdits: count,
      requesterId: fc.option(fc.constant("UASKED")),
      askedAt: fc.option(fc.constant(new Date("2026-11-22T12:00:00Z"))),
    }),
    { maxLength: 5 },
  ),
  embedding: fc.record({
    tokens: large,
    cost: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
  }),
  tokensPerMonth: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
  currency: fc.option(fc.constantFrom("USD", "EUR", "JPY")),
});
const anyContent: fc.Arbitrary<HomeContent> = fc.record({
  who: fc.constantFrom("admin", "member", "outsider"),
  documents: fc.record({
    rows: fc.uniqueArray(anyDocument, { maxLength: documentsPerPage, selector: ({ id }) => id }),
    search: fc.oneof(
      fc.constant(""),
      hostile.map((words) => words.slice(0, 80)),
    ),
    all: count,
    found: count,
    from: fc.constant(1),
    hasPrevious: fc.boolean(),
    hasNext: fc.boolean(),
  }),
  courses: fc.record({
    rows: fc.uniqueArray(anyCourse, { maxLength: coursesPerPage, selector: ({ course }) => course.id }),
    search: fc.constant(""),
    all: fc.constant(null),
    found: fc.constant(null),
    from: fc.constant(1),
    hasPrevious: fc.boolean(),
    hasNext: fc.boolean(),
  }),
  usage: fc.option(anyUsage),
});

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** Live sequences other than our own dates. */
const markup = (blocks: unknown) =>
  said(blocks)
    .filter(({ kind }) => kind === "mrkdwn")
    .flatMap(({ text }) => live(text.replaceAll(/<!date\^\d+\^[^|>]+\|[^>]*>/g, "")))
    // An admin reads who asked for the dearest courses; nobody is notified by a Home.
    .filter((each) => each !== "<@UASKED>");

describe("any Home", () => {
  test("is within Slack's limits, and what people wrote stays dead", () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const { blocks } = renderHome(content);
        expect(blockProblems(json(blocks), "home", "/blocks")).toEqual([]);
        expect(markup(blocks)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThan(250_000);
      }),
      { numRuns: 60 },
    );
  });

  test("shows nothing of admins to anybody else, and no documents to outsiders", () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const shown = JSON.stringify(renderHome({ ...content, who: "member" }).blocks);
        for (const action of [
          "home:add-document",
          "home:settings",
          "document:menu",
          "document:delete",
          "document:read-again",
        ]) {
          expect(shown).not.toContain(action);
        }
        const outside = JSON.stringify(renderHome({ ...content, who: "outsider" }).blocks);
        expect(outside).not.toContain('"document:');
        for (const view of [shown, outside]) expect(view).not.toContain('"Usage"');
      }),
      { numRuns: 30 },
    );
  });
});

describe("a document's row", () => {
  const text = (change: Partial<DocumentRecord>) => JSON.stringify(documentRow({ ...document, ...change }, "admin"));

  test("says what it is", () => {
    expect(text({})).toContain("Ready · PDF · 117 pages · 230 passages");
    expect(text({ version: 4 })).toContain("version 4");
  });

  test("shows progress in pages, or in parts of a hundred where there are no pages", () => {
    expect(text({ state: "indexing", progress: { done: 12, total: 117, unit: "page" } })).toContain("page 12 of 117");
    expect(text({ state: "indexing", progress: { done: 20, total: 40, unit: "passage" } })).toContain("50%");
    expect(text({ state: "indexing" })).toContain("Being read");
  });

  test("says why it failed and offers what mends it; an old version in use is said so", () => {
    const failure = { code: "document_password", facts: {} } as const;
    const failed = text({ state: "failed", failure, passageCount: 0 });
    expect(failed).toContain("locked with a password");
    expect(failed).toContain("document:replace");
    // Read again it is locked all the same; what stands behind a link may have changed.
    expect(failed).not.toContain("document:read-again");
    expect(text({ state: "failed", failure, kind: "link" })).toContain("document:read-again");
    expect(text({ state: "failed", failure, version: 2 })).toContain("stays in use");
    const twin = text({
      state: "failed",
      failure: { code: "document_duplicate", facts: { number: 1, title: "<!here>" } },
    });
    expect(twin).toContain("same file as @1 &lt;!here&gt;");
    expect(twin).toContain("document:add-duplicate");
  });

  test("each way a link or a size can fail has a sentence of its own", () => {
    const said = (reason: string) =>
      text({ state: "failed", failure: { code: "document_unavailable", facts: { reason, status: 404 } } });
    const all = ["address", "status", "redirects", "network", "external", "signed-out", "other"].map(said);
    expect(new Set(all).size).toBe(7);
    expect(
      text({ state: "failed", failure: { code: "document_too_large", facts: { limit: "size", allowed: 52_428_800 } } }),
    ).toContain("50 MB");
  });
});

test("any modal about a document is within Slack's limits", () => {
  const use = (title: string) => ({
    total: 30,
    courses: Array.from({ length: 20 }, (_, index) => ({ ...citingCourse, courseId: `course_${index}`, title })),
  });
  const place = (title: string) => ({ heading_path: [title, title], page: 3, slide: null, sheet: null });
  fc.assert(
    fc.property(anyDocument, fc.string({ maxLength: 9_000 }), (each, long) => {
      const modals = [
        renameModal(each),
        replaceModal(each),
        deleteModal(each, use(each.title)),
        detailsModal({
          document: each,
          link: "https://example.org",
          use: use(each.title),
          asked: new Set(["course_1"]),
          note: null,
        }),
        passageModal({
          number: each.number,
          title: each.title,
          place: place(each.title),
          version: each.version,
          currentVersion: each.version + 1,
          text: `x${long}`,
        }),
      ];
      for (const { blocks, title } of modals) {
        expect(blockProblems(json(blocks), "modal", "/blocks")).toEqual([]);
        expect(markup(blocks).filter((sequence) => sequence !== `<@${each.addedBy}>`)).toEqual([]);
        expect(title.text.length).toBeLessThanOrEqual(24);
      }
    }),
    { numRuns: 40 },
  );
  const unlimited = { ...settings, limits: { ...settings.limits, tokensPerMonth: null }, retentionDays: null };
  const modal = settingsModal({ ...unlimited, adminIds: [...settings.adminIds] }, { most: mostOf, leastCharacters });
  expect(blockProblems(json(modal.blocks), "modal", "/blocks")).toEqual([]);
});

test("the page without anything is calm", () => {
  const { blocks } = renderHome({
    who: "admin",
    documents: { ...empty, rows: [] },
    courses: { ...empty, rows: [] },
    usage: null,
  });
  expect(blocks.length).toBeLessThan(12);
  expect(JSON.stringify(blocks)).toContain("No documents yet");
});
