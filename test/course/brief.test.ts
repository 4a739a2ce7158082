import { describe, expect, test } from "vitest";
import { type Brief, parseBrief, promptLimit } from "../../src/course/brief.ts";
import { fc } from "../fixtures/properties.ts";

function brief(text: string, options = { unescape: true }): Brief {
  const parsed = parseBrief(text, options);
  if (!parsed.ok) throw new Error(`not a brief: ${parsed.reason}`);
  return parsed.brief;
}
const named = (text: string) => brief(text).references.map(({ source }) => source);

describe("references", () => {
  test("by number, title and slug, each once", () => {
    expect(brief('Create training using @1, @"Security handbook", @incident-guide and @1.').references).toEqual([
      { kind: "number", number: 1, source: "@1" },
      { kind: "title", title: "Security handbook", source: '@"Security handbook"' },
      { kind: "slug", slug: "incident-guide", source: "@incident-guide" },
    ]);
  });

  test.each([
    "@“Security handbook”",
    "@„Security handbook“",
    "@«Security handbook»",
    "@« Security handbook »",
    "@”Security handbook”",
  ])("%s is a title", (source) => {
    expect(brief(`use ${source} please`).references).toEqual([{ kind: "title", title: "Security handbook", source }]);
  });

  test.each([
    ["@1/@2 together", ["@1", "@2"]],
    ["(@3)", ["@3"]],
    ["see:@3!", ["@3"]],
    ["@security-handbook's rules", ["@security-handbook"]],
    ["_@handbook_ and *@2*", ["@handbook", "@2"]],
    ["使用@3的内容和@12创建课程", ["@3", "@12"]],
    ["@größen-tabelle", ["@größen-tabelle"]],
    ["@0 is no number", ["@0"]],
  ])("%s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    "ask <@U123ABC> or <@U123ABC|joe>",
    "in <#C123|general>",
    "<!here> @here @channel @everyone",
    "<https://medium.com/@joe/post|a post>",
    "<mailto:joe@example.com|joe@example.com>",
    "mail joe.doe+x@example.com",
    "https://x.org/@4 and medium.com/@joe",
    "`@3` and ``@4``",
    "```\n@Override\nvoid run() {} // @5\n```",
    "```unclosed @3",
    "@Component({}) and @angular/core, @example.org",
    "a @ b, @, @@, @-",
    '@"" and @"no end',
  ])("nothing in %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  test("a mention, an address and code never name a document, and never hide one", () => {
    // A backtick in an address would open code that the next one closes.
    const address = fc.emailAddress().filter((text) => !text.includes("`"));
    const noise = fc.oneof(
      fc.stringMatching(/^[UW][A-Z0-9]{6,10}$/).map((id) => `<@${id}>`),
      fc
        .tuple(fc.stringMatching(/^[UW][A-Z0-9]{6,10}$/), fc.stringMatching(/^[a-z0-9.]{1,9}$/))
        .map(([id, name]) => `<@${id}|${name}>`),
      address,
      address.map((text) => `<mailto:${text}|${text}>`),
      fc.stringMatching(/^[A-Za-z@0-9 ().]{1,20}$/).map((code) => `\`${code.trim() || "x"}\``),
      fc.stringMatching(/^[A-Za-z@0-9 ().\n]{0,30}$/).map((code) => `\`\`\`\n${code}\n\`\`\``),
      fc.stringMatching(/^[a-z]{1,12}$/).map((name) => `<https://example.com/@${name}|@${name}>`),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 6 }), fc.integer({ min: 1, max: 9_999 }), (things, number) => {
        expect(named(things.join(" ") || "x")).toEqual([]);
        expect(named(`${things.join(" ")} @${number} ${things.join(" ")}`)).toEqual([`@${number}`]);
      }),
    );
  });

  test("references of any text are read back from their own source", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), (text) => {
        const parsed = parseBrief(text, { unescape: false });
        for (const token of parsed.ok ? parsed.brief.references : []) {
          expect(text).toContain(token.source);
          expect(brief(token.source, { unescape: false }).references).toEqual([token]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the text", () => {
  test("is unescaped once", () => {
    expect(brief("R&amp;D &lt;b&gt; &amp;lt;").prompt).toBe("R&D <b> &lt;");
    expect(brief("R&amp;D", { unescape: false }).prompt).toBe("R&amp;D");
  });

  test("must say something, and not too much", () => {
    expect(parseBrief(" \n\t", { unescape: true })).toEqual({ ok: false, reason: "empty" });
    expect(parseBrief("x".repeat(promptLimit + 1), { unescape: true })).toEqual({
      ok: false,
      reason: "too_long",
      length: promptLimit + 1,
      limit: promptLimit,
    });
    expect(brief("&amp;".repeat(promptLimit)).prompt).toHaveLength(promptLimit);
  });

  test.each([
    ["Create security training using @1 @3", "security training"],
    ["Please make a course about phishing for all new employees, 90 minutes, based on @1, @2 and @7", "phishing"],
    ["Erstelle eine zweitägige Schulung zu Datenschutz für Vertriebler auf Deutsch mit @3", "Datenschutz"],
    ["a half-day workshop on our 30-day return policy", "30-day return policy"],
    ["2-3 hours of SQL", "SQL"],
    ["course on German law", "German law"],
    ["Create a course using @3", ""],
    ["@3", ""],
  ])("the topic of %s", (text, topic) => {
    expect(brief(text).topic).toBe(topic);
  });
});

describe("length", () => {
  test.each([
    ["security training, 2 hours", 120],
    ["a 90-minute session on git", 90],
    ["a two-day course", 720],
    ["a forty-minute session on git", 40],
    ["SQL in fifty minutes", 50],
    ["eine vierzigminütige Schulung", 40],
    ["half a day of phishing", 180],
    ["a half-day workshop", 180],
    ["lasting one and a half hours", 90],
    ["onboarding in 1h30 for new hires", 90],
    ["1 hour and 15 minutes of SQL", 75],
    ["2-3 hours of SQL", 150],
    ["Datenschutz, zwei Stunden", 120],
    ["eine 2-tägige Schulung", 720],
    ["eine zweitägige Schulung", 720],
    ["ein halbtägiger Workshop", 180],
    ["anderthalb Stunden über Git", 90],
    ["rotating passwords every 90 days", null],
    ["our 30-day return policy", null],
    ["answer within 2 hours of the call", null],
    ["A day in the life of a nurse", null],
    ["the first 90 days at work", null],
    ["2 hours 3 modules", null],
  ])("%s", (text, minutes) => {
    expect(brief(text).length_minutes).toBe(minutes);
  });
});

test.each([
  ["for beginners", "Beginner"],
  ["an introductory course", "Beginner"],
  ["Introduction to Git", "Beginner"],
  ["ein Kurs für Anfänger", "Beginner"],
  ["an intermediate SQL course", "Intermediate"],
  ["an advanced Kubernetes course", "Advanced"],
  ["Excel für Fortgeschrittene", "Advanced"],
  ["advanced persistent threats for analysts", null],
  ["basic authentication in HTTP", null],
  ["from beginner to advanced", null],
])("level of %s", (text, level) => {
  expect(brief(text).level).toBe(level);
});

test.each([
  ["security for new engineers, 2 hours", "new engineers"],
  ["phishing for all our sales people in German", "sales people"],
  ["git for SREs and developers", "SREs and developers"],
  ["Datenschutz für neue Mitarbeiter", "neue Mitarbeiter"],
  ["Datenschutz für Vertriebler", "Vertriebler"],
  ["hardening for servers", null],
  ["a plan for emergencies", null],
  ["git for beginners", null],
])("audience of %s", (text, audience) => {
  expect(brief(text).audience).toBe(audience);
});

test.each([
  ["security training in German", "de"],
  ["Datenschutz auf Deutsch, bitte", "de"],
  ["une formation en français", "fr"],
  ["git in Brazilian Portuguese using @1", "pt-BR"],
  ["data protection in German law", null],
  ["errors in English grammar", null],
])("language of %s", (text, language) => {
  expect(brief(text).language).toBe(language);
});

test("a prompt that nests marks deeply is read in no time", () => {
  const started = performance.now();
  for (const text of [
    "@".repeat(3_000),
    '@"'.repeat(1_500),
    "`".repeat(3_000),
    "<@".repeat(1_500),
    "a@".repeat(1_500),
    "for ".repeat(750),
    "1 ".repeat(1_500),
  ]) {
    parseBrief(text, { unescape: true });
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
