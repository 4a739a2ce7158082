/** From what a person typed to the course: titles, lengths and descriptions that say no more than was asked for. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseBrief } from "../../../src/course/brief.ts";
import { parseDuration } from "../../../src/course/duration.ts";
import type { Course } from "../../../src/course/schema.ts";
import { allTexts } from "../../../src/texts.ts";
import { passagesOf, qualityErrors, textsOf, writeCourse } from "./course.ts";

const handbook = readFileSync(new URL("../../../src/sandbox/samples/1-security-handbook.md", import.meta.url), "utf8");
const security = passagesOf(handbook, 1);

function courseFor(prompt: string, passages = security.slice(0, 0)): Course {
  const parsed = parseBrief(prompt, { unescape: true });
  if (!parsed.ok) throw new Error(`not a brief: ${parsed.reason}`);
  const course = writeCourse(parsed.brief, passages);
  expect(qualityErrors(course, passages)).toEqual([]);
  return course;
}

it.each([
  ["GDPR breach notification within 72 hours", "GDPR breach notification within 72 hours"],
  ["Onboarding in the first 90 days", "Onboarding in the first 90 days"],
  ["First aid for new hires starting in 2 weeks", "First aid for new hires starting in 2 weeks"],
  ["The 5 minute manager", "5 minute manager"],
  ["Datenpannen innerhalb von 72 Stunden melden", "Datenpannen innerhalb von 72 Stunden melden"],
])("the deadline in “%s” is no length", (prompt, title) => {
  const { overview } = courseFor(prompt);
  expect(overview.title).toBe(title);
  expect(parseDuration(overview.duration_estimate)).toBe(120);
});

it.each([
  [
    "Excel pivot tables for the finance team, half a day, without assessments",
    "Excel pivot tables for the finance team",
  ],
  ["C++ memory management for advanced developers", "C++ memory management for developers"],
  ["Python, intermediate to advanced", "Python"],
  ["Excel basics for beginners, excluding macros", "Excel basics, excluding macros"],
  ["Erstelle einen Kurs zum Thema Passwortsicherheit", "Passwortsicherheit"],
  ["our team needs training on passwords", "Passwords for our team"],
  ["onboarding for new engineers without @1", "Onboarding for new engineers"],
  ["make me a course please", "A course for the team"],
])("“%s” has the title “%s”", (prompt, title) => {
  expect(courseFor(prompt).overview.title).toBe(title);
});

it("what is said twice of the form goes once", () => {
  const prompt = "Hand hygiene with 4 modules, no quiz, for the night shift:\n- Washing\n- Gloves\n- Waste";
  expect(courseFor(prompt).overview.title).toBe("Hand hygiene for the night shift");
});

describe("a number of modules", () => {
  it.each([
    ["Teach our sales reps to negotiate, 45 min, no project, 2 modules", 2],
    ["a course for nurses about hand hygiene with 4 modules and a final exam", 4],
    ["Brandschutz ohne Abschlussprüfung, 3 Module", 3],
  ])("is kept in “%s”", (prompt, count) => {
    expect(courseFor(prompt).modules).toHaveLength(count);
  });

  it("is kept where documents are cut into modules", () => {
    expect(courseFor("security in 2 modules, 3 hours, using @1", security).modules).toHaveLength(2);
    expect(courseFor("security in 5 modules, 1 hour, using @1", security).modules).toHaveLength(5);
  });
});

it.each(allTexts.map(({ thread }) => [thread.shortcut.from]))(
  "“%s” a message: its beginning is the topic",
  (pointing) => {
    const course = courseFor(
      `${pointing} Our new expense rules: receipts must be handed in within 10 days of the trip. Taxis, trams and trains only after 10pm.`,
    );
    expect(course.overview.title).toBe("Expense rules");
    expect(parseDuration(course.overview.duration_estimate)).toBe(120);
    expect(textsOf(course).join(" ")).not.toMatch(/\bthis:|within 10 days/);
  },
);

describe("a document that was named", () => {
  it("is not said to speak of a topic that it never names", () => {
    const { overview } = courseFor("Baking bread using @1", security);
    expect(overview.title).toBe("Baking bread");
    expect(overview.description).toMatch(
      /^This course rests on the Security handbook as it is: nothing in there names baking bread\. /,
    );
    expect(overview.description).not.toContain("says about baking bread");
  });

  it.each(["Passwords using @1", "E-mail scams with @1", "Create security training using @1"])(
    "is said to speak of its own: %s",
    (prompt) => {
      const { description } = courseFor(prompt, security).overview;
      expect(description).toContain("what the Security handbook says about");
      expect(description).not.toContain("as it is");
    },
  );

  it("is left alone where nobody named it: search found it near", () => {
    expect(courseFor("Scams", security).overview.description).not.toContain("as it is");
  });

  it("is spoken of in German as well", () => {
    const german = passagesOf(
      "# Reiseregeln\n\n## Belege\n\nBelege müssen innerhalb von zehn Tagen abgegeben werden.\n\n## Taxi\n\nEin Taxi ist nur nach 22 Uhr erlaubt.",
      1,
    );
    const { description } = courseFor("Erstelle eine Schulung zum Thema Brot backen mit @1", german).overview;
    expect(description).toMatch(
      /^Dieser Kurs beruht auf dem, was in „Reiseregeln“ steht; „Brot backen“ kommt darin nicht vor\. /,
    );
    expect(description).not.toContain("zum Thema „Brot backen“");
  });
});
