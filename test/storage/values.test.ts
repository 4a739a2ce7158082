import { describe, expect, it } from "vitest";
import { slugOf } from "../../src/storage/slug.ts";
import { bindable, toJson } from "../../src/storage/values.ts";
import { fc } from "../fixtures/properties.ts";

/** Text with everything in it that PostgreSQL refuses, and what looks like it. */
const hostile = fc.string({
  unit: fc.constantFrom("\0", "\ud83d", "\ude00", "\ud83d\ude00", "\\", "u0000", "\\u0000", '"', "\n", "a", "é"),
});
const mended = (text: string) => text.toWellFormed().replaceAll("\0", "");

describe("toJson", () => {
  it("changes nothing but what PostgreSQL refuses", () => {
    fc.assert(
      fc.property(hostile, hostile, (key, text) => {
        const json = toJson({ [key]: [text, { text }] });
        expect(json).not.toMatch(/(?<!\\)(?:\\\\)*\\u0000/);
        expect(JSON.parse(json)).toEqual({ [mended(key)]: [mended(text), { text: mended(text) }] });
      }),
    );
  });

  it("is the identity on plain values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value).replaceAll("\\u0000", ""));
        expect(JSON.parse(toJson(plain))).toEqual(plain);
      }),
    );
    expect(toJson(undefined)).toBe("null");
  });
});

describe("bindable", () => {
  it("takes NUL characters out of texts, also in lists, and makes undefined null", () => {
    const date = new Date(0);
    expect(bindable(["a\0b", ["c\0", 1], undefined, null, 2, true, date])).toEqual([
      "ab",
      ["c", 1],
      null,
      null,
      2,
      true,
      date,
    ]);
  });
});

describe("slugOf", () => {
  it.each([
    ["Security Handbook", "security-handbook"],
    ["  «Über» uns: A/B – 100% ", "über-uns-a-b-100"],
    ["日本語 ガイド", "日本語-ガイド"],
    ["2024", "document-2024"],
    ["!!!", "document"],
    ["_private_", "private"],
    [`${"long ".repeat(40)}`, "long-".repeat(16).slice(0, -1)],
  ])("%s: %s", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it("is never empty, never a number, and the same when made of itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        const slug = slugOf(title);
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}_-]*$/u);
        expect(slug).not.toMatch(/^\d+$/);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});
