import { expect, test } from "vitest";
import { extractText } from "../../src/knowledge/text.ts";

const shape = (source: string) =>
  extractText(source).blocks.map(({ type, text, level }) => (level === undefined ? [type, text] : [type, text, level]));

test("underlined, numbered and shouted lines are headings", () => {
  expect(
    shape(
      "Guide\n=====\n\nText.\n\nRules\n-----\n\nMore.\n\n1.2 Passwords\n\nLong ones.\n\nDATA PROTECTION\nKeep it safe.\n\nChapter 3: The end\n\nBye.",
    ),
  ).toEqual([
    ["heading", "Guide", 1],
    ["paragraph", "Text."],
    ["heading", "Rules", 2],
    ["paragraph", "More."],
    ["heading", "1.2 Passwords", 3],
    ["paragraph", "Long ones."],
    ["heading", "DATA PROTECTION", 2],
    ["paragraph", "Keep it safe."],
    ["heading", "Chapter 3: The end", 1],
    ["paragraph", "Bye."],
  ]);
});

test("a first short line is the title; sentences, items and abbreviations are no headings", () => {
  expect(extractText("Security handbook\n\nAll of it.").title).toBe("Security handbook");
  expect(extractText("This is a sentence.\n\nAnother one.").title).toBeNull();
  expect(shape("First words here.\n\nUSA\n\n1. One\n\n2. Two\n\nEnd.").filter(([type]) => type === "heading")).toEqual(
    [],
  );
});

test("wrapped lines are joined, items and tables kept", () => {
  expect(shape("This was\nwrapped by hand.\n\nDo this:\n- one\n  and more\n* two\n\nA\tB\n1\t2")).toEqual([
    ["paragraph", "This was wrapped by hand."],
    ["paragraph", "Do this:"],
    ["list", "- one and more\n- two"],
    ["table", "A | B\n1 | 2"],
  ]);
  expect(shape("所有员工必须\n使用强密码。\n\n好。")[0]).toEqual(["paragraph", "所有员工必须使用强密码。"]);
});

test("form feeds part pages", () => {
  const { pageCount, blocks } = extractText("One thing.\fTwo things.");
  expect(pageCount).toBe(2);
  expect(blocks.map(({ locator }) => locator.page)).toEqual([1, 2]);
});

test("a line of megabytes, and a million lines, are read in no time", () => {
  const started = performance.now();
  extractText("word ".repeat(1_000_000));
  extractText("- item\n".repeat(300_000));
  extractText("  \n".repeat(300_000));
  extractText(`- a\n${"more\n".repeat(300_000)}`);
  expect(performance.now() - started).toBeLessThan(15_000);
});
