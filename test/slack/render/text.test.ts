import { describe, expect, test } from "vitest";
import { cutAt, split, truncate, truncateEscaped } from "../../../src/slack/render/split.ts";
import { clean, line, literal, mrkdwn } from "../../../src/slack/render/text.ts";
import { fc } from "../../fixtures/properties.ts";

const family = "👩‍👩‍👧‍👦";

describe("text for mrkdwn", () => {
  test.each([
    ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    ["&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"],
    ["*bold* and _italic_", "∗bold∗ and ＿italic＿"],
    ["~no~ `code`", "∼no∼ ˋcodeˋ"],
    ["snake_case 2*3", "snake_case 2*3"],
    [":skull:", ":\u2060skull:"],
    ["https://x.example", "https:\u2060//x.example"],
    ["ada@x.example", "ada@\u2060x.example"],
    ["> quote", "\u2060&gt; quote"],
  ])("%j becomes %j", (text, expected) => {
    expect(mrkdwn(text)).toBe(expected);
  });

  test("nothing in it is markup, whatever it was and wherever it is joined", () => {
    const parts = fc.constantFrom(
      "<",
      "!",
      "channel",
      ">",
      "@U1",
      "&",
      "lt;",
      "|",
      ":",
      "skull",
      "*",
      "_",
      "`",
      "~",
      "\u200b",
      " ",
      "a",
    );
    const any = fc.oneof(
      fc.array(parts, { maxLength: 14 }).map((each) => each.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(any, any, (first, second) => {
        const joined = mrkdwn(first) + mrkdwn(second);
        expect(joined).not.toMatch(/[<>]/);
        expect(joined.replaceAll(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
        expect(mrkdwn(first)).not.toMatch(/:[a-z0-9_+-]+:/);
        expect(mrkdwn(first)).not.toMatch(/(?<![\p{L}\p{N}])[*_~`]\S[^\n]*[*_~`](?![\p{L}\p{N}])/u);
      }),
    );
  });
});

describe("literal text", () => {
  test("keeps everything visible and loses what cannot be seen", () => {
    expect(clean(`a\u202eb\u200bc\r\nd\te${family}\u0000\ufeff`)).toBe(`abc\nd e${family}`);
    expect(clean("🏴󠁧󠁢󠁥󠁮󠁧󠁿\u{e0041}x")).toBe("🏴󠁧󠁢󠁥󠁮󠁧󠁿x");
    expect(clean("\ud800")).toBe("\ufffd");
    expect(line("  a\n b  ")).toBe("a b");
  });

  test("parts sequences that would live where it is copied to, and nothing else", () => {
    expect(literal("<!channel> <@U1> <https://x|y>")).toBe("<\u2060!channel> <\u2060@U1> <\u2060https://x|y>");
    expect(literal("<T> a<b <!DOCTYPE html> <!-- x -->")).toBe("<T> a<b <!DOCTYPE html> <!-- x -->");
  });
});

describe("cutting", () => {
  test("never tears what a reader sees as one character", () => {
    expect(cutAt(`ab${family}c`, 5)).toBe(2);
    expect(truncate(`ab${family}c`, 6)).toBe("ab…");
    expect(cutAt("e\u0301e\u0301", 3)).toBe(2);
  });

  test("never tears an entity", () => {
    for (let limit = 3; limit < 14; limit += 1) {
      expect(truncateEscaped("ab&amp;&lt;cdefgh", limit)).not.toMatch(/&(?!amp;|lt;)/);
    }
  });

  test("pieces are within the limit, join to the text, and stay when it grows", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.lorem({ maxCount: 60 }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 120 }), fc.nat(), (whole, limit, at) => {
        const pieces = split(whole, limit);
        expect(pieces.join("")).toBe(whole);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit);
        for (const piece of pieces) expect(piece).not.toBe("");
        const grown = split(whole.slice(0, at % (whole.length + 1)), limit);
        expect(grown.length).toBeLessThanOrEqual(pieces.length);
      }),
    );
  });
});
