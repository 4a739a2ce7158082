import { expect, test } from "vitest";
import { extractMarkdown } from "../../src/knowledge/markdown.ts";

const shape = (source: string) => extractMarkdown(source).blocks.map(({ type, text }) => [type, text]);

test("headings carry their level and the path above them", () => {
  const { blocks, title } = extractMarkdown("# Handbook\n\n## Rules *now*\n\nText.\n\nOther\n-----\n\nMore.");
  expect(title).toBe("Handbook");
  expect(blocks.map(({ type, text, level, headingPath }) => ({ type, text, level, headingPath }))).toEqual([
    { type: "heading", text: "Handbook", level: 1, headingPath: [] },
    { type: "heading", text: "Rules now", level: 2, headingPath: ["Handbook"] },
    { type: "paragraph", text: "Text.", level: undefined, headingPath: ["Handbook", "Rules now"] },
    { type: "heading", text: "Other", level: 2, headingPath: ["Handbook"] },
    { type: "paragraph", text: "More.", level: undefined, headingPath: ["Handbook", "Other"] },
  ]);
});

test("lists, nested and numbered, keep their shape", () => {
  expect(shape("- one\n  still one\n  1. first\n  2. second\n- two\n\n  `code` in it")).toEqual([
    ["list", "- one still one\n  1. first\n  2. second\n- two\n  code in it"],
  ]);
  expect(shape("3. three\n4. four")).toEqual([["list", "3. three\n4. four"]]);
});

test("tables, code and quotes", () => {
  expect(
    shape(
      "| Name | Age |\n|---|---|\n| Ann \\| Co | **4** |\n\n```js\nlet a;\n  b();\n```\n\n> said [once](http://x.org)",
    ),
  ).toEqual([
    ["table", "Name | Age\nAnn / Co | 4"],
    ["code", "let a;\n  b();"],
    ["paragraph", "said once"],
  ]);
});

test("raw HTML counts as its text, without scripts, styles and comments", () => {
  expect(
    shape(
      "<div><p>Hello <b>you</b></p><script>alert(1)</script><style>p{}</style><!-- no --></div>\n\nA<br>B <i>c</i>",
    ),
  ).toEqual([
    ["paragraph", "Hello you"],
    ["paragraph", "A\nB c"],
  ]);
});

test("front matter gives the title and is no text; a rule at the top is none", () => {
  const { title, blocks } = extractMarkdown('---\ntitle: "The guide"\ntags: [a]\n---\n\n# Start\n\nText');
  expect(title).toBe("The guide");
  expect(blocks.map(({ text }) => text)).toEqual(["Start", "Text"]);
  expect(shape("---\n\nText\n\n---")).toEqual([["paragraph", "Text"]]);
});

test("hostile Markdown is read in no time", () => {
  const started = performance.now();
  for (const source of [
    "> ".repeat(20_000),
    "[".repeat(50_000),
    "*a ".repeat(50_000),
    "- ".repeat(20_000),
    "`".repeat(50_000),
    "<".repeat(50_000),
    `---\n${"a: b\n".repeat(10_000)}`,
    "![](".repeat(20_000),
    "|a".repeat(20_000),
  ]) {
    extractMarkdown(source);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
