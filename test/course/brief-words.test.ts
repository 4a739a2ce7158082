/** What people say besides the topic: documents to leave out, the form of the course, the people, and nothing at all. */
import { describe, expect, test } from "vitest";
import { type Brief, parseBrief } from "../../src/course/brief.ts";
import { readModuleCount } from "../../src/course/brief-instructions.ts";

function brief(text: string): Brief {
  const parsed = parseBrief(text, { unescape: true });
  if (!parsed.ok) throw new Error(`not a brief: ${parsed.reason}`);
  return parsed.brief;
}

test.each([
  ["security training without @1", [], "security training"],
  ["onboarding for new engineers using @2 and @3 but not @1", ["@2", "@3"], "onboarding"],
  ["passwords with everything except @1 and @2", [], "passwords with everything"],
  ["security with @1, not @2 or @3, 2 hours", ["@1"], "security"],
  ["phishing; ignore @3", [], "phishing"],
  ["Use @1 and @2 and don't use @3 for phishing", ["@1", "@2"], "phishing"],
  ["Sicherheitsschulung ohne @1", [], "Sicherheitsschulung"],
  ["Datenschutz mit @1 außer @2", ["@1"], "Datenschutz"],
  ["Sicherheitsschulung mit @1 und @2, aber nicht @3", ["@1", "@2"], "Sicherheitsschulung"],
  ["phishing nicht mit @1, sondern mit @2", ["@2"], "phishing"],
  ['a course on git using @"Git guide" without @"Old guide"', ['@"Git guide"'], "git"],
  // What is left out is no document here.
  ["security without passwords using @1", ["@1"], "security without passwords"],
  ["phishing, not only @1 but also @2", ["@1", "@2"], null],
])("%s rests on %j", (text, expected, topic) => {
  const { references, topic: found } = brief(text);
  expect(references.map(({ source }) => source)).toEqual(expected);
  if (topic !== null) expect(found).toBe(topic);
});

test.each(["without @1", "ohne @1", "please don't use @1", "remove everything except @1"])(
  "%s alone speaks of the document, and names it",
  (text) => {
    expect(brief(text).references.map(({ source }) => source)).toEqual(["@1"]);
  },
);

test.each([
  "hi",
  "Hello there!",
  "thanks",
  "Thank you so much!",
  "danke dir",
  "help me",
  "hilf mir",
  "can you help me?",
  "what can you do?",
  "ok, great",
  "course",
  "a course please",
  "Kurs",
  "🔥🚀",
  ":fire: :rocket:",
  "👍🏽 !",
])("%s asks for nothing", (text) => {
  expect(parseBrief(text, { unescape: true })).toEqual({ ok: false, reason: "empty" });
});

test.each(["yes", "help", "thanks"])("%s means something in a reply or a form", (text) => {
  expect(parseBrief(text, { unescape: false }).ok).toBe(true);
});

test.each(["hello world", "help desk", "Team training", "thanks to @1", "course design", "🔥 safety", "&", "<@U123>"])(
  "%s asks for something",
  (text) => {
    expect(parseBrief(text, { unescape: true }).ok).toBe(true);
  },
);

test.each([
  ["GDPR breach notification within 72 hours", "GDPR breach notification within 72 hours", null],
  ["Onboarding in the first 90 days", "Onboarding in the first 90 days", null],
  ["The 5 minute manager", "5 minute manager", null],
  ["First aid for new hires starting in 2 weeks", "First aid", null],
  ["Make a course from this: Our expense rules: receipts within 10 days. It takes 2 hours.", /^expense rules/i, null],
  ["2 hours on what to do within 24 hours of a breach", "what to do within 24 hours of a breach", 120],
  ["a course on sign-in in 2 hours", "sign-in", 120],
])("a deadline in “%s” is no length", (text, topic, minutes) => {
  const { topic: found, length_minutes } = brief(text);
  if (typeof topic === "string") expect(found).toBe(topic);
  else expect(found).toMatch(topic);
  expect(length_minutes).toBe(minutes);
});

describe("the form of the course is no topic", () => {
  test.each([
    [
      "Excel pivot tables for the finance team, half a day, intermediate, without assessments",
      "Excel pivot tables",
      null,
    ],
    ["Teach our sales reps to negotiate, 45 min, no project, 2 modules", "how to negotiate", 2],
    ["create a course for nurses about hand hygiene with 4 modules and a final exam", "hand hygiene", 4],
    ["security training with a quiz and a project", "security training", null],
    ["Erstelle eine Schulung mit drei Modulen und ohne Quiz zu Brandschutz", "Brandschutz", 3],
    ["Brandschutz ohne Abschlussprüfung, 2 Module", "Brandschutz", 2],
    ["Passwords using @1 but only the parts about the second factor", "Passwords: the second factor", null],
    ["Prompt writing, 2 hours, with a project at the end", "Prompt writing", null],
    ["Excel pivot tables, short, with many cases", "Excel pivot tables", null],
    ["Giving feedback: a workshop", "Giving feedback", null],
    ["sign-in with 3 modules", "sign-in", 3],
    ["a course about project management", "project management", null],
    ["no test environments", "no test environments", null],
    ["Docker without tears", "Docker without tears", null],
    ["the four modules of Terraform", "four modules of Terraform", null],
  ])("%s", (text, topic, modules) => {
    expect(brief(text).topic).toBe(topic);
    expect(readModuleCount(text)).toBe(modules);
  });
});

test.each([
  ["C++ memory management for advanced developers", "C++ memory management", "developers", "Advanced"],
  ["Python, intermediate to advanced", "Python", null, null],
  ["Python for intermediate to advanced developers", "Python", "developers", null],
  ["Beginner to advanced course on gardening", "gardening", null, null],
  ["How to use our wiki for people who hate computers", "How to use our wiki", "people who hate computers", null],
  ["training for nurses who work nights about hand hygiene", "hand hygiene", "nurses who work nights", null],
  ["our team needs training on passwords", "passwords", "team", null],
  ["New hires need training on passwords", "passwords", "New hires", null],
  ["Can you teach our nurses to wash hands?", "how to wash hands", "nurses", null],
  ["Git für das Marketing-Team", "Git", "Marketing-Team", null],
  ["Teach new managers about feedback", "feedback", "new managers", null],
  ["What customers need to learn from us", "What customers need to learn from us", null, null],
])("%s", (text, topic, audience, level) => {
  expect(brief(text)).toMatchObject({ topic, audience, level });
});

test.each([
  ["Erstelle einen Kurs zum Thema Passwortsicherheit für neue Mitarbeiter", "Passwortsicherheit"],
  ["Kurs Thema Passwortsicherheit", "Passwortsicherheit"],
  ["I want to learn how to cook pasta", "how to cook pasta"],
  ["explain kubernetes to me", "kubernetes"],
  ["How do I report a lost phone?", "how to report a lost phone"],
  ["What is the GDPR?", "GDPR"],
  ["What is the deadline for reporting a lost phone?", "what the deadline for reporting a lost phone is"],
  ["Make a course from this", ""],
])("the topic of %s", (text, topic) => {
  expect(brief(text).topic).toBe(topic);
});

test("a prompt that says one thing again and again is read in no time", () => {
  const started = performance.now();
  for (const text of [
    "hi ",
    "learn to ",
    "without the ",
    "not @1 and ",
    "with a final ",
    "2 modules and a quiz, ",
    "for people who ",
    "beginner to ",
    "use all the ",
  ]) {
    parseBrief(text.repeat(3_000 / text.length), { unescape: true });
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
