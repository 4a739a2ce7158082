import { describe, expect, test } from "vitest";
import { readRichText } from "../../src/sandbox/page/blocks/rich-text-inline.ts";
import { parseMarkdown } from "../../src/sandbox/page/text/markdown.ts";
import { parseMarkdownInline } from "../../src/sandbox/page/text/markdown-inline.ts";
import type { Inline } from "../../src/sandbox/page/text/nodes.ts";
import { fc } from "../fixtures/properties.ts";

const text = (value: string): Inline => ({ type: "text", text: value });

describe("the markdown block", () => {
  test("headings, lists with depth, tasks, quotes, code, rules and tables", () => {
    const source =
      "# A\n\ntext\nmore\n\n1. one\n   - [x] two\n\n> q\n\n```js\n*x*\n```\n---\n| a | b |\n|---|:-:|\n| 1 | 2 |";
    expect(parseMarkdown(source)).toEqual([
      { type: "heading", level: 1, children: [text("A")] },
      { type: "paragraph", children: [text("text\nmore")] },
      { type: "item", ordered: true, number: 1, indent: 0, checked: null, children: [text("one")] },
      { type: "item", ordered: false, number: 0, indent: 1, checked: true, children: [text("two")] },
      { type: "quote", blocks: [{ type: "paragraph", children: [text("q")] }] },
      { type: "pre", text: "*x*" },
      { type: "rule" },
      { type: "table", head: [[text("a")], [text("b")]], rows: [[[text("1")], [text("2")]]] },
    ]);
  });

  test("inline: two stars are bold, one is italic, labels link, pictures are links", () => {
    expect(parseMarkdownInline("**b** *i* ~~s~~ `c` [l](https://a.example) ![p](https://b.example)")).toEqual([
      { type: "bold", children: [text("b")] },
      text(" "),
      { type: "italic", children: [text("i")] },
      text(" "),
      { type: "strike", children: [text("s")] },
      text(" "),
      { type: "code", text: "c" },
      text(" "),
      { type: "link", url: "https://a.example", children: [text("l")] },
      text(" "),
      { type: "link", url: "https://b.example", children: [text("p")] },
    ]);
  });

  test("a link to a script is text", () => {
    expect(parseMarkdownInline("[x](javascript:alert`1`)")).toEqual([text("x")]);
  });

  test("a backslash takes a mark's meaning away", () => {
    expect(parseMarkdownInline("\\*a\\*").every((node) => node.type === "text")).toBe(true);
  });

  test("any text is read without failing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("*", "_", "`", "[", "]", "(", ")", "|", "\n", "> ", "- ", "#", "a", " ", "~~~", "\\"),
          { maxLength: 40 },
        ),
        (pieces) => {
          expect(Array.isArray(parseMarkdown(pieces.join("")))).toBe(true);
        },
      ),
    );
  });
});

describe("rich_text", () => {
  test("styles nest, code is literal, links are judged", () => {
    expect(
      readRichText([
        { type: "text", text: "a &amp; *b*", style: { bold: true, italic: true } },
        { type: "text", text: "c", style: { code: true } },
        { type: "link", url: "javascript:x", text: "no" },
        { type: "link", url: "https://a.example" },
        { type: "user", user_id: "U1" },
        { type: "emoji", name: "tada" },
        { type: "broadcast", range: "here" },
      ]),
    ).toEqual([
      { type: "bold", children: [{ type: "italic", children: [text("a &amp; *b*")] }] },
      { type: "code", text: "c" },
      text("no"),
      { type: "link", url: "https://a.example", children: [text("https://a.example")] },
      { type: "user", id: "U1", label: null },
      { type: "emoji", name: "tada", character: "🎉" },
      { type: "broadcast", range: "here" },
    ]);
  });
});
