/** Courses to render: ready ones, growing ones, and any that fast-check can think of. */

import { assessmentTypes, bloomLevels, type Course, difficultyLevels } from "../../../src/course/schema.ts";
import type { CourseView, ReferenceView } from "../../../src/course/view.ts";
import { errorCodes } from "../../../src/errors.ts";
import { brief } from "../../fixtures/courses.ts";
import { fc } from "../../fixtures/properties.ts";

/** A view of a course that has just begun; `change` replaces what a test is about. */
export function view(change: Partial<CourseView> = {}): CourseView {
  return {
    workspaceId: "T1",
    courseId: "c1",
    requesterId: "U1",
    brief,
    state: "writing",
    version: 0,
    sections: {},
    growing: {},
    stage: "overview",
    startedAt: Date.UTC(2026, 10, 22, 10, 54),
    references: [],
    unknownReferences: [],
    nothingRelevant: false,
    waitingFor: [],
    writer: "model",
    failure: null,
    qualityNotes: 0,
    ...change,
  };
}

/** Words that a test can find again: each is different. */
export function wording(name: string, length: number): string {
  let text = "";
  for (let index = 1; text.length < length; index += 1) text += `${name}${index} `;
  return text.slice(0, length).trim().padEnd(length, "x");
}

export const references: ReferenceView[] = [
  {
    document_id: "d1",
    number: 1,
    title: "Security handbook",
    document_version: 1,
    passages: [
      { id: "p1", place: { heading_path: ["Passwords", "Length"], page: 3, slide: null, sheet: null } },
      { id: "p2", place: { heading_path: ["Devices"], page: null, slide: null, sheet: null } },
    ],
    named: true,
    unused: false,
  },
  { document_id: "d3", number: 3, title: "Onboarding", document_version: 1, passages: [], named: true, unused: true },
];

/** As large as the schema lets a course be in the case that the product must bear: 7 objectives, 12 modules, 8 assessments. */
export function largeCourse(): Course {
  const objectives = Array.from({ length: 7 }, (_, index) => ({
    id: `o${index + 1}`,
    text: wording(`objective${index + 1}word`, 500),
    bloom_level: bloomLevels[index % 6] ?? "Apply",
  }));
  return {
    overview: {
      title: wording("title", 150),
      description: wording("overview", 2_000),
      duration_estimate: "12 hours",
      difficulty_level: "Advanced",
    },
    objectives,
    modules: Array.from({ length: 12 }, (_, index) => ({
      id: `m${index + 1}`,
      order: index + 1,
      title: wording(`module${index + 1}title`, 150),
      description: wording(`module${index + 1}text`, 3_000),
      duration: "1 hour",
      topics: Array.from({ length: 6 }, (_each, topic) => wording(`module${index + 1}topic${topic + 1}`, 300)),
      objective_ids: ["o1", "o3"],
      citations: ["p1", "p2"],
    })),
    assessments: Array.from({ length: 8 }, (_, index) => ({
      id: `a${index + 1}`,
      type: assessmentTypes[index % 3] ?? "quiz",
      title: wording(`assessment${index + 1}title`, 150),
      description: wording(`assessment${index + 1}text`, 3_000),
      objective_ids: ["o2"],
      citations: ["p2"],
    })),
    references: references.map(({ unused: _unused, ...reference }) => reference),
  };
}

/** Text that tries to be more than text. */
export const hostile = [
  "<!channel>",
  "<!here|here> <!everyone>",
  "<@U999>",
  "<#C999|general>",
  "<!subteam^S1|all>",
  "<!date^1392734382^{date}|now>",
  "<http://evil.example|click me>",
  "&lt;!channel&gt; &amp;lt;",
  "*bold* _italic_ ~strike~ `code` ```block```",
  "> quote\n&gt; quote",
  ":skull: :+1: ::skull::",
  "https://evil.example/a?b=c mail@evil.example",
  "\u202egnp.exe\u202c \u2066x\u2069",
  "zero\u200bwidth\ufeff\u2060",
  "<\u200b!channel>",
  "\u0000\u0007\u001b[31mred",
  "\ud800 lone \udc00",
  "\u{e0041}\u{e0042}hidden",
  "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿é",
  "a".repeat(10_000),
  "&".repeat(3_000),
  "   ",
  "\n\n\n",
  "",
  "|".repeat(50),
] as const;

const text = (max: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostile) },
    { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 200 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...hostile), { maxLength: 6 }).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: fc.nat({ max }).map((length) => wording("word", length)) },
  );
const ids = (letter: string) =>
  fc.array(
    fc.nat({ max: 9 }).map((number) => `${letter}${number}`),
    { maxLength: 6 },
  );
const some = { requiredKeys: [] };

const overview = fc.record(
  {
    title: text(150),
    description: text(2_000),
    duration_estimate: text(40),
    difficulty_level: fc.constantFrom(...difficultyLevels),
  },
  some,
);
const objective = fc.record({ id: text(5), text: text(500), bloom_level: fc.constantFrom(...bloomLevels) }, some);
const module = fc.record(
  {
    id: text(5),
    order: fc.integer({ min: 1, max: 30 }),
    title: text(150),
    description: text(3_000),
    duration: text(40),
    topics: fc.array(text(300), { maxLength: 20 }),
    objective_ids: ids("o"),
    citations: ids("p"),
  },
  some,
);
const assessment = fc.record(
  {
    id: text(5),
    type: fc.constantFrom(...assessmentTypes),
    title: text(150),
    description: text(3_000),
    objective_ids: ids("o"),
    citations: ids("p"),
  },
  some,
);
const place = fc.record({
  heading_path: fc.array(text(300), { maxLength: 4 }),
  page: fc.option(fc.integer({ min: 1, max: 900 })),
  slide: fc.option(fc.integer({ min: 1, max: 90 })),
  sheet: fc.option(text(60)),
});
const reference = fc.record({
  document_id: fc.uuid(),
  number: fc.integer({ min: 1, max: 9_999 }),
  title: text(400),
  document_version: fc.constant(1),
  passages: fc.array(fc.record({ id: fc.nat({ max: 9 }).map((number) => `p${number}`), place }), { maxLength: 8 }),
  named: fc.boolean(),
  unused: fc.boolean(),
});
const unknown = fc.record({
  token: fc.record({ kind: fc.constant("slug" as const), slug: text(40), source: text(200) }),
  nearest: fc.array(fc.record({ number: fc.integer({ min: 1, max: 99 }), title: text(300) }), { maxLength: 4 }),
});

/** Any view, whole or in the middle, with texts from nice to hostile. All sections grow, since partial texts bear anything. */
export const anyView: fc.Arbitrary<CourseView> = fc
  .record({
    requesterId: fc.constant("U1"),
    brief: fc.record({
      ...Object.fromEntries(Object.entries(brief).map(([key, value]) => [key, fc.constant(value)])),
      prompt: text(3_000).map((prompt) => prompt.slice(0, 3_000)),
      audience: fc.option(text(300).map((audience) => audience.slice(0, 300))),
      language: fc.option(text(35).map((language) => language.slice(0, 35))),
    }),
    state: fc.constantFrom("queued", "writing", "ready", "failed", "cancelled", "deleted"),
    version: fc.nat({ max: 20 }),
    growing: fc.record(
      {
        overview,
        objectives: fc.array(objective, { maxLength: 9 }),
        modules: fc.array(module, { maxLength: 14 }),
        assessments: fc.array(assessment, { maxLength: 8 }),
      },
      some,
    ),
    stage: fc.constantFrom("overview", "objectives", "modules", "assessments", "reading", "waiting", null),
    references: fc.array(reference, { maxLength: 12 }),
    unknownReferences: fc.array(unknown, { maxLength: 9 }),
    nothingRelevant: fc.boolean(),
    waitingFor: fc.array(text(300), { maxLength: 9 }),
    writer: fc.constantFrom("model", "offline"),
    failure: fc.option(
      fc.record({
        stage: fc.constantFrom("overview", "objectives", "modules", "assessments"),
        code: fc.constantFrom(...errorCodes),
        facts: fc.dictionary(fc.constantFrom("limit", "title"), text(100)),
      }),
    ),
  })
  .map((change) => view({ ...change, brief: { ...brief, ...change.brief } }));
