/** Courses as files: whole, readable, and harmless whatever stands in them. */

import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { type Course, courseSchema } from "../../src/course/schema.ts";
import type { ConversationEntry } from "../../src/export/conversation.ts";
import { type ExportContext, exportFileName, exportFormats } from "../../src/export/index.ts";
import { inline, paragraphs, quotation } from "../../src/export/markdown-text.ts";
import { course } from "../fixtures/courses.ts";
import { fc } from "../fixtures/properties.ts";
import { hostile, largeCourse } from "../slack/render/views.ts";

const conversation: ConversationEntry[] = [
  {
    at: new Date("2026-11-22T10:54:00Z"),
    author: "Grace Lindqvist",
    asked: "Asked for the course",
    text: null,
    outcome: "Version 1 was written.",
  },
  {
    at: new Date("2026-11-22T10:58:00Z"),
    author: "Mateo *Rivera*",
    asked: "Wrote",
    text: "drop the last assessment\nand <b>thanks</b>",
    outcome: {
      kind: "revised",
      action: "reply",
      before: 1,
      after: 2,
      of: null,
      changes: [{ kind: "removed", in: "assessments", id: "a2", title: "Project", place: 2 }],
      dependents: [],
      brief: { documents_added: [], documents_dropped: [], length_minutes: null, level: null, language: null },
      remarks: [{ code: "objective_without_assessment", place: 2, text: "Explain why" }],
      obstacles: [],
      qualityNotes: 1,
      answer: null,
      citations: [],
      broughtBack: null,
    },
  },
];
const context: ExportContext = {
  courseId: "course_1",
  version: 3,
  requester: "Grace Lindqvist",
  prompt: "Create security training using @1",
  at: new Date("2026-11-22T11:00:00Z"),
  conversation,
};
const html = (markdown: string) => new MarkdownIt({ html: true, linkify: true }).render(markdown);

describe("Markdown", () => {
  test("has every text of the course, in order, with what items serve and the sources at the end", () => {
    const cited: Course = {
      ...course,
      modules: course.modules.map((module) => ({ ...module, citations: ["p1"] })),
      references: [
        {
          document_id: "d1",
          number: 1,
          title: "Security handbook",
          document_version: 1,
          named: true,
          passages: [{ id: "p1", place: { heading_path: ["Passwords"], page: 3, slide: null, sheet: null } }],
        },
      ],
    };
    const text = exportFormats.markdown.write(cited, context);
    const places = [
      "# Security for everyone",
      "## Learning objectives",
      "1\\. List the signs".replace("\\", ""),
      "## Modules",
      "### 1. Mail (60 minutes)",
      "- Senders",
      "*Objective 1 · Sources \\[1\\]*",
      "## Assessments",
      "### 1. Check (quiz)",
      "**@1 Security handbook**",
      "- \\[1\\] page 3, Passwords",
      "Version 3, exported",
    ].map((each) => text.indexOf(each));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("of a large course leaves nothing out", () => {
    const large = largeCourse();
    const plain = html(exportFormats.markdown.write(large, context))
      .replace(/<[^>]+>/g, "")
      .replace(/\s/g, "");
    for (const { title, description, topics } of large.modules) {
      for (const each of [title, description, ...topics]) expect(plain).toContain(each.replace(/\s/g, ""));
    }
  });
});

describe("text of strangers in Markdown", () => {
  const dangerous = [
    ...hostile.filter((text) => text.length < 5_000),
    "# heading",
    "- item",
    "1. item",
    "---",
    "===",
    "[click](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;",
    "https://evil.example and www.evil.example and me@evil.example",
    "a | b | c",
    "    code",
    "```\ncode\n```",
  ];

  test.each(dangerous)("%j is shown and does nothing", (text) => {
    for (const markdown of [inline(text), paragraphs(text), quotation(text), `- ${inline(text)}`]) {
      const shown = html(markdown);
      expect(shown).not.toMatch(/<(?:a|img|script|h\d|hr|table|pre|code|strong|em|b)\b/);
    }
  });

  test("any text at all stays without markup", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...dangerous)), (text) => {
        const shown = html(`${inline(text)}\n\n${paragraphs(text)}`);
        expect(shown).not.toMatch(/<(?!\/?p>|br|\/?blockquote>)/);
      }),
    );
  });
});

describe("JSON", () => {
  test("names its format, and its content is a course again", () => {
    const file: unknown = JSON.parse(exportFormats.json.write(course, context));
    expect(file).toMatchObject({ format: "coursewright/1", version: 3, prompt: context.prompt });
    const { overview, objectives, modules, assessments, references } = Object(file);
    expect(courseSchema.parse({ overview, objectives, modules, assessments, references })).toEqual(course);
  });
});

describe("the conversation", () => {
  test("tells who asked what, when, and what came of it", () => {
    const text = exportFormats.conversation.write(course, context);
    expect(text).toContain("How “Security for everyone” came about");
    expect(text).toContain("## 2026-11-22 10:58 UTC · Mateo \\*Rivera\\*");
    expect(text).toContain("> drop the last assessment");
    expect(text).toContain("\\<b\\>thanks");
    expect(text).toContain("**Version 2**");
    expect(text).toContain("- Removed assessment 2: Project");
    expect(text).toContain("No assessment checks objective 2");
    expect(html(text)).not.toMatch(/<b>/);
  });
});

test("names of files are made of the title, whatever it is", () => {
  const titled = (title: string) => ({ ...course, overview: { ...course.overview, title } });
  const named = (title: string) => exportFileName(titled(title), "markdown");
  expect(named("Security for everyone")).toBe("security-for-everyone.md");
  expect(named("Über/uns: \\ 100 %")).toBe("über-uns-100.md");
  expect(named("../../etc/passwd")).toBe("etc-passwd.md");
  expect(named("🎉🎉")).toBe("course.md");
  expect(Buffer.byteLength(named("漢".repeat(150)))).toBeLessThan(255);
  expect(Buffer.byteLength(exportFileName(titled("𠀀".repeat(75)), "conversation"))).toBeLessThanOrEqual(255);
});
