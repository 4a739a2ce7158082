import { describe, expect, test } from "vitest";
import { parseBrief } from "../../src/course/brief.ts";
import { asksForNothing } from "../../src/course/brief-small-talk.ts";
import { fc } from "../fixtures/properties.ts";

const promptOf = (text: string) => {
  const parsed = parseBrief(text, { unescape: true });
  return parsed.ok ? parsed.brief.prompt : null;
};

describe("what Slack makes of typed text is undone", () => {
  test.each([
    ["Use <http://handbook.md|handbook.md> for this", "Use handbook.md for this"],
    ["see <https://example.org/a?b=1&amp;c=2>", "see https://example.org/a?b=1&c=2"],
    ["write to <mailto:jane@acme.org|jane@acme.org>", "write to jane@acme.org"],
    ["call <tel:+491234|+491234>", "call +491234"],
    ["read <https://example.org/|the guide> first", "read the guide (https://example.org/) first"],
    ["for <#C0123|general> people", "for #general people"],
    ["a &lt;http://not.a.link|link&gt; that was typed", "a <http://not.a.link|link> that was typed"],
    ["with <@U123> and @3", "with <@U123> and @3"],
  ])("%s", (text, prompt) => {
    expect(promptOf(text)).toBe(prompt);
  });

  test("a link does not hide the references beside it, and names none itself", () => {
    const parsed = parseBrief("@3 and <https://medium.com/@someone|medium.com/@someone> and @security-handbook", {
      unescape: true,
    });
    expect(parsed.ok && parsed.brief.references.map(({ source }) => source)).toEqual(["@3", "@security-handbook"]);
  });

  test("whatever was typed without a link comes back as it was", () => {
    const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (typed) => {
        const expected = typed.replaceAll("\0", "").trim();
        fc.pre(!asksForNothing(expected));
        expect(promptOf(escaped(typed)) ?? "").toBe(expected);
      }),
    );
  });
});
