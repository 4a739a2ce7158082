import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tokensOf } from "../../../src/authoring/offline-writer.ts";
import { parseDuration } from "../../../src/course/duration.ts";
import type { Course } from "../../../src/course/schema.ts";
import { allTexts } from "../../../src/texts.ts";
import { briefOf, passagesOf, qualityErrors, textsOf, writeCourse } from "./course.ts";

const sample = (name: string) =>
  readFileSync(new URL(`../../../src/sandbox/samples/${name}.md`, import.meta.url), "utf8");
const security = passagesOf(sample("1-security-handbook"), 1);
const people = passagesOf(sample("2-onboarding-guide"), 2);
const incidents = passagesOf(sample("3-incident-response-runbook"), 3);
const both = [...security, ...passagesOf(sample("3-incident-response-runbook"), 3, security.length + 1)];

const titles = (course: Course) => course.modules.map(({ title }) => title);
const minutesOf = (course: Course) =>
  course.modules.reduce((sum, { duration }) => sum + (parseDuration(duration) ?? 0), 0);

describe("a course from documents", () => {
  const course = writeCourse(briefOf("Create security training using @1 @3", { topic: "security training" }), both);

  it("takes its modules from the headings of both documents, in order", () => {
    expect(course.overview.title).toBe("Security training");
    expect(titles(course)).toEqual(expect.arrayContaining([expect.stringContaining("Phishing")]));
    const documents = course.modules.map(({ citations }) => citations[0]?.slice(0, 2));
    expect(documents).toEqual(documents.toSorted());
    expect(new Set(documents)).toEqual(new Set(["d1", "d3"]));
  });

  it("says what the documents say, in whole sentences", () => {
    const whole = both.map(({ text }) => text.replace(/\s+/g, " ")).join(" ");
    for (const { description } of course.modules) {
      const sentences = description.split(/(?<=[.!])\s+(?=[A-Z])/);
      expect(sentences.filter((sentence) => whole.includes(sentence)).length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“].*[.!]$/s);
    }
  });

  it("cites only passages that hold what is said", () => {
    for (const { citations } of [...course.modules, ...course.assessments]) {
      expect(citations.length).toBeGreaterThan(0);
      for (const id of citations) expect(both.some((passage) => passage.id === id)).toBe(true);
    }
  });

  it("asks for facts and says where the answers stand", () => {
    const quiz = course.assessments.find(({ type }) => type === "quiz");
    expect(quiz?.description).toMatch(/Within how many hours must a lost or stolen device be reported\?/);
    expect(quiz?.description).toMatch(/The answers stand in the Security handbook under “/);
    expect(new Set(course.assessments.map(({ type }) => type)).size).toBe(3);
  });

  it("adds up and breaks no rule", () => {
    expect(minutesOf(course)).toBe(parseDuration(course.overview.duration_estimate));
    expect(qualityErrors(course, both)).toEqual([]);
  });

  it("takes 8 to 15 seconds at the demo's pace", () => {
    const { references: _, ...sections } = course;
    const seconds = tokensOf(JSON.stringify(sections)).length / 120;
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThan(17);
  });
});

describe("what was asked decides", () => {
  it("a word of the topic brings the heading that has it to the front", () => {
    const phishing = writeCourse(briefOf("phishing"), security);
    const access = writeCourse(briefOf("access"), security);
    expect(titles(phishing)[0]).toBe("Phishing and other tricks");
    expect(titles(access)[0]).toContain("Access and permissions");
    expect(titles(phishing)).not.toEqual(titles(access));
  });

  it("different documents give different courses for the same prompt", () => {
    const one = textsOf(writeCourse(briefOf("Training"), security));
    const other = textsOf(writeCourse(briefOf("Training"), incidents));
    const shared = one.filter((text) => other.includes(text));
    expect(shared.length).toBeLessThan(one.length / 5);
  });

  it.each([
    [{ length_minutes: 30 }, 30, 2],
    [{ length_minutes: 120 }, 120, 4],
    [{ length_minutes: 720 }, 720, 8],
  ])("a length of %o gives modules that add up to it", (more, minutes, most) => {
    const course = writeCourse(briefOf("security", more), security);
    expect(Math.abs(minutesOf(course) - minutes)).toBeLessThanOrEqual(minutes / 20);
    expect(course.modules.length).toBeLessThanOrEqual(most);
  });

  it.each([
    ["a 2-hour workshop on negotiation", "2 hours"],
    ["half a day on negotiation", "3 hours"],
    ["negotiation in 90 minutes", "1.5 hours"],
    ["a two day course on negotiation", "2 days"],
  ])("reads the length from “%s”", (prompt, duration) => {
    expect(writeCourse(briefOf(prompt)).overview.duration_estimate).toBe(duration);
  });

  it.each([
    ["advanced Excel", "Advanced"],
    ["introduction to Excel", "Beginner"],
    ["intermediate Excel", "Intermediate"],
  ] as const)("reads the level from “%s”", (prompt, level) => {
    const course = writeCourse(briefOf(prompt));
    expect(course.overview.difficulty_level).toBe(level);
  });

  it("levels rise from objective to objective", () => {
    const order = ["Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create"];
    for (const passages of [security, people, incidents, []]) {
      const ranks = writeCourse(briefOf("onboarding"), passages).objectives.map(({ bloom_level }) =>
        order.indexOf(bloom_level),
      );
      expect(ranks).toEqual(ranks.toSorted());
      expect(new Set(ranks).size).toBeGreaterThan(2);
    }
  });
});

describe("a course without documents", () => {
  it("claims no source", () => {
    const course = writeCourse(briefOf("Public speaking for engineers"));
    for (const { citations } of [...course.modules, ...course.assessments]) expect(citations).toEqual([]);
    expect(qualityErrors(course)).toEqual([]);
  });

  it("is a different one for a different kind of topic", () => {
    const courses = ["excel", "public speaking", "fire safety", "kubernetes", "birds"].map((topic) =>
      writeCourse(briefOf(topic)),
    );
    for (const [index, course] of courses.entries()) {
      for (const other of courses.slice(index + 1)) {
        const shared = titles(course).filter((title) => titles(other).includes(title));
        expect(shared.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it("turns the bullets of a long prompt into modules", () => {
    const prompt =
      "We need a course for our warehouse team:\n- Lifting safely\n- Forklift traffic rules\n- What to do in case of fire\n- Reporting near misses";
    const course = writeCourse(briefOf(prompt));
    expect(titles(course)).toEqual([
      "Lifting safely",
      "Forklift traffic rules",
      "What to do in case of fire",
      "Reporting near misses",
    ]);
    expect(course.overview.title).toBe("Training for our warehouse team");
  });

  it("writes German for a German request", () => {
    const course = writeCourse(
      briefOf("Erstelle einen zweistündigen Kurs über Verhandlungsführung für neue Führungskräfte"),
    );
    expect(course.overview.title).toBe("Verhandlungsführung für neue Führungskräfte");
    expect(course.overview.duration_estimate).toBe("2 hours");
    expect(course.overview.description).toContain("Ein praktischer Kurs für neue Führungskräfte");
    expect(textsOf(course).join(" ")).not.toMatch(/\b(?:the|participants|what)\b/i);
    expect(qualityErrors(course)).toEqual([]);
  });

  it.each(allTexts.flatMap(({ thread: { shortcut } }) => [[shortcut.from], [shortcut.fromThread]]))(
    "“%s” points at the topic and is none",
    (pointing) => {
      const course = writeCourse(briefOf(`${pointing}\n\nWho may open the server room?\n\nOnly people with a badge.`));
      expect(course.overview.title).toBe("Who may open the server room");
    },
  );

  it.each([
    ["Crée une formation de 2 heures sur la sécurité pour les nouveaux employés", "Sécurité"],
    ["Crea un curso de seguridad para nuevos empleados", "Seguridad"],
    ["安全培训", "安全培训"],
    ["🚀 rocket science basics 🚀", "Rocket science basics"],
    ["excel", "Excel"],
    ["Teach <@U123> and <!channel> about <https://example.com/x|our wiki>", "Our wiki"],
    ["create", "A course for the team"],
  ])("keeps “%s” in one piece", (prompt, title) => {
    const course = writeCourse(briefOf(prompt));
    expect(course.overview.title).toBe(title);
    expect(qualityErrors(course)).toEqual([]);
  });
});
