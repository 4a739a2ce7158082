import { describe, expect, it } from "vitest";
import { draftSection } from "../../../src/authoring/offline/draft.ts";
import type { NumberedPassage } from "../../../src/authoring/writer.ts";
import { type Brief, briefSchema } from "../../../src/course/brief.ts";
import { difficultyLevels } from "../../../src/course/schema.ts";
import { fc } from "../../fixtures/properties.ts";
import { qualityErrors, taskOf, textsOf, writeCourse } from "./course.ts";

const markdownish = fc.constantFrom(
  "## Passwords and sign-in\n\nPasswords must have at least 14 characters. They expire after 90 days.\n\n- Use a manager\n- Never share a password, not even with IT",
  "| Level | Response |\n| --- | --- |\n| SEV1 | 5 minutes |\n| SEV2 | 15 minutes |\n| SEV3 | 4 hours |",
  "1. Stop\n2. Tell us: call extension 4400\n3. Wait",
  "**Bold** _it_ `code` <@U123> <!channel> [link](https://example.com/x) @everyone :tada: 🚀 &lt;b&gt; a|b",
  "```\ncode only\n```",
  "Die Datenpanne muss innerhalb von 72 Stunden gemeldet werden. Daten sind zu löschen.",
  "a\n\nB\n\nC\n\nSome text under a lonely heading, e.g. this one. No. 5 follows.",
  "",
);
const anyText = fc.oneof(
  markdownish,
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.array(fc.lorem({ mode: "sentences", maxCount: 6 }), { maxLength: 4 }).map((parts) => parts.join("\n\n")),
);
const heading = fc.oneof(
  fc.constantFrom(
    "Passwords",
    "Reporting an incident",
    "How to call?",
    "1.2 Scope",
    "Introduction",
    "Datenschutz",
    "…",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.lorem({ maxCount: 8 }),
);
const passages: fc.Arbitrary<NumberedPassage[]> = fc
  .array(
    fc.record({
      document: fc.integer({ min: 1, max: 4 }),
      title: heading,
      path: fc.array(heading, { maxLength: 3 }),
      text: anyText,
    }),
    { maxLength: 40 },
  )
  .map((items) =>
    items.map(({ document, title, path, text }, index) => ({
      number: index + 1,
      id: `p${index + 1}`,
      documentId: `d${document}`,
      documentNumber: document,
      documentTitle: title,
      place: { heading_path: path, page: null, slide: null, sheet: null },
      text,
    })),
  );
const prompt = fc.oneof(
  fc.constantFrom(
    "excel",
    "?",
    "🚀",
    "@1",
    "Create security training using @1 and @3",
    "Erstelle eine zweistündige Schulung zum Datenschutz",
    "Crée une formation sur la sécurité",
    "a course:\n- one\n- one\n- one\n- @2\n- ***",
    "Teach <@U123> how to <!channel> in 90 minutes",
    "a, b, c, d, e, f, g, h, i, j, k, l, m, n",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
  fc.lorem({ mode: "sentences", maxCount: 20 }).map((text) => text.slice(0, 3_000)),
);
const briefs: fc.Arbitrary<Brief> = fc
  .record({
    prompt,
    topic: fc.option(fc.string({ unit: "binary", maxLength: 60 }), { nil: null }),
    audience: fc.option(fc.string({ unit: "binary", maxLength: 300 }), { nil: null }),
    level: fc.option(fc.constantFrom(...difficultyLevels), { nil: null }),
    length_minutes: fc.option(fc.integer({ min: 5, max: 30_000 }), { nil: null }),
    language: fc.option(fc.constantFrom("de", "en", "fr", "pt-BR", "ja"), { nil: null }),
  })
  .map((brief) => briefSchema.parse({ ...brief, topic: brief.topic ?? brief.prompt }));

describe("any brief and any passages", () => {
  it("give four drafts that become sections, and a course without a quality error", () => {
    fc.assert(
      fc.property(briefs, passages, (brief, given) => {
        expect(qualityErrors(writeCourse(brief, given), given)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it("give text without markup, mentions, links or torn characters", () => {
    fc.assert(
      fc.property(briefs, passages, (brief, given) => {
        for (const text of textsOf(writeCourse(brief, given))) {
          expect(text).not.toMatch(/[<>*`|]|https?:\/\/|(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}]/u);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it("give the same draft again", () => {
    fc.assert(
      fc.property(briefs, passages, (brief, given) => {
        expect(writeCourse(brief, given)).toEqual(writeCourse(brief, given));
      }),
      { numRuns: 50 },
    );
  });
});

it("drafts from forty full passages within 50 ms a stage", () => {
  const sentence = "Every request must be answered within 24 hours by the team that owns the system. ";
  const full: NumberedPassage[] = Array.from({ length: 40 }, (_, index) => ({
    number: index + 1,
    id: `p${index}`,
    documentId: `d${index % 3}`,
    documentNumber: (index % 3) + 1,
    documentTitle: `Handbook ${index % 3}`,
    place: { heading_path: [`Chapter ${index}`], page: null, slide: null, sheet: null },
    text: sentence.repeat(20),
  }));
  const brief = briefSchema.parse({ prompt: "operations", topic: "operations" });
  const task = { ...taskOf(brief, full, {}), stage: "overview" as const };
  for (let warm = 0; warm < 15; warm += 1) draftSection(task);
  const times = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    draftSection(task);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  expect(times.toSorted((one, other) => one - other)[4]).toBeLessThan(50);
});
