import { describe, expect, it } from "vitest";
import { parseDuration } from "../../../src/course/duration.ts";
import { titlesAlike } from "../../../src/course/quality/titles.ts";
import {
  alignment,
  checkQuality,
  type QualityFacts,
  type QualityNoteKind,
  repairByRule,
} from "../../../src/course/quality.ts";
import { type BloomLevel, bloomLevels, type Course, courseSchema } from "../../../src/course/schema.ts";
import { fc } from "../../fixtures/properties.ts";

const facts: QualityFacts = { passageIds: new Set(["p1", "p2"]), namedDocuments: [] };
const sound: Course = {
  overview: {
    title: "Security training",
    description: "What everyone at the company must know about passwords and reports, and how to act on it.",
    duration_estimate: "2 hours",
    difficulty_level: "Beginner",
  },
  objectives: [
    { id: "o1", text: "List the rules on passwords.", bloom_level: "Remember" },
    { id: "o2", text: "Explain why phishing works.", bloom_level: "Understand" },
    { id: "o3", text: "Demonstrate how to report an incident.", bloom_level: "Apply" },
  ],
  modules: [
    module("m1", 1, "Passwords and sign-in", "40 minutes", ["o1"]),
    module("m2", 2, "Phishing", "40 minutes", ["o2"]),
    module("m3", 3, "Reporting an incident", "40 minutes", ["o3"]),
  ],
  assessments: [assessment("a1", "Knowledge check", ["o1", "o2"]), assessment("a2", "Case: an odd e-mail", ["o3"])],
  references: [],
};

function module(id: string, order: number, title: string, duration: string, objective_ids: string[]) {
  return {
    id,
    order,
    title,
    description: `About ${title}.`,
    duration,
    topics: ["One"],
    objective_ids,
    citations: ["p1"],
  };
}
function assessment(id: string, title: string, objective_ids: string[]) {
  return { id, type: "quiz" as const, title, description: `About ${title}.`, objective_ids, citations: ["p2"] };
}
function withObjective(text: string, bloom_level: BloomLevel): Course {
  return { ...sound, objectives: [{ id: "o1", text, bloom_level }, ...sound.objectives.slice(1)] };
}
function withModules(change: (module: Course["modules"][number]) => Partial<Course["modules"][number]>): Course {
  return { ...sound, modules: sound.modules.map((one) => ({ ...one, ...change(one) })) };
}
const kinds = (course: Course, known = facts): QualityNoteKind[] => checkQuality(course, known).map(({ kind }) => kind);

describe("the quality rules", () => {
  it("find nothing in a sound course", () => expect(checkQuality(sound, facts)).toEqual([]));

  it.each([
    ["Understand the rules on passwords.", "Remember", "verb_vague"],
    ["Appreciate the value of passwords.", "Evaluate", "verb_vague"],
    ["Passwords and how they work.", "Remember", "verb_missing"],
    ["Participants can list the rules.", "Remember", "verb_missing"],
    ["Design a password policy.", "Remember", "verb_level"],
    ["List and explain the rules.", "Remember", "verb_double"],
  ] as const)("“%s” (%s): %s", (text, level, kind) => expect(kinds(withObjective(text, level))).toEqual([kind]));

  it.each(["Erkläre los reglas", "Comprendre les règles sur la sécurité et les mots de passe de la société."])(
    "raise no alarm about verbs of other languages",
    (text) => {
      const description =
        "Cette formation est pour les nouveaux et elle explique les règles de la maison, avec des exercices.";
      const french: Course = {
        ...withObjective(text, "Remember"),
        overview: { ...sound.overview, title: "La sécurité", description },
        modules: sound.modules.map((one) => ({
          ...one,
          description: "Les règles sur la sécurité et les mots de passe.",
        })),
      };
      expect(kinds(french)).toEqual([]);
    },
  );

  it("know German verbs at either end of the objective", () => {
    const german = (text: string): Course => ({
      ...sound,
      overview: {
        ...sound.overview,
        title: "Datenschutz",
        description: "Ein Kurs für alle, die mit den Daten der Kunden und mit der Sicherheit zu tun haben.",
      },
      objectives: [
        { id: "o1", text, bloom_level: "Remember" },
        { id: "o2", text: "Erklären, warum die Regeln gelten.", bloom_level: "Understand" },
        { id: "o3", text: "Die Teilnehmenden können das Verfahren anwenden.", bloom_level: "Apply" },
      ],
      modules: sound.modules.map((one) => ({ ...one, description: "Die Regeln und wie sie im Alltag gelten." })),
    });
    expect(kinds(german("Die wichtigsten Fristen nennen."))).toEqual([]);
    expect(kinds(german("Die wichtigsten Fristen kennen."))).toEqual(["verb_vague"]);
    const repaired = repairByRule(
      german("Die wichtigsten Fristen kennen."),
      checkQuality(german("Die wichtigsten Fristen kennen."), facts),
    );
    expect(repaired.objectives[0]?.text).toBe("Die wichtigsten Fristen nennen.");
  });

  it("find what is not aligned", () => {
    expect(kinds(withModules(({ id }) => (id === "m1" ? { objective_ids: ["o2"] } : {})))).toEqual([
      "objective_without_module",
    ]);
    expect(kinds({ ...sound, assessments: sound.assessments.slice(0, 1) })).toEqual(["objective_without_assessment"]);
    expect(kinds(withModules(({ id }) => (id === "m1" ? { objective_ids: ["o1", "o9"] } : {})))).toEqual([
      "objective_unknown",
    ]);
    expect(
      kinds({
        ...sound,
        modules: [
          ...sound.modules.map((one) => ({ ...one, duration: "30 minutes" })),
          module("m4", 4, "More", "30 minutes", []),
        ],
      }),
    ).toEqual(["module_without_objective"]);
    expect(kinds({ ...sound, assessments: [...sound.assessments, assessment("a3", "Project", [])] })).toEqual([
      "assessment_without_objective",
    ]);
  });

  it("find durations that are more than 10% off", () => {
    expect(kinds(withModules(() => ({ duration: "36 minutes" })))).toEqual([]);
    expect(kinds(withModules(() => ({ duration: "35 minutes" })))).toEqual(["durations_off"]);
    expect(kinds(withModules(() => ({ duration: "45 minutes" })))).toEqual(["durations_off"]);
  });

  it("find alike titles, stray citations and unused documents", () => {
    const twins = withModules(({ id }) => (id === "m2" ? { title: "Sign-in & passwords" } : {}));
    expect(checkQuality(twins, facts)).toMatchObject([{ kind: "titles_alike", firstId: "m1", secondId: "m2" }]);
    expect(kinds(withModules(({ id }) => (id === "m2" ? { citations: ["p9"] } : {})))).toEqual(["citation_unknown"]);
    const named = { documentId: "d1", number: 3, title: "Handbook" };
    expect(checkQuality(sound, { ...facts, namedDocuments: [named] })).toEqual([
      { kind: "document_unused", severity: "note", ...named },
    ]);
    const place = { heading_path: [], page: null, slide: null, sheet: null };
    const reference = {
      document_id: "d1",
      number: 3,
      title: "Handbook",
      document_version: 1,
      named: true,
      passages: [{ id: "p1", place }],
    };
    expect(kinds({ ...sound, references: [reference] }, { ...facts, namedDocuments: [named] })).toEqual([]);
  });

  it("tell titles apart that differ in a number", () => {
    expect(titlesAlike("Passwords, part 1", "Passwords, part 2")).toBe(false);
    expect(titlesAlike("Reporting incidents", "Report an incident")).toBe(true);
    expect(titlesAlike("Laptops and phones", "Handling data")).toBe(false);
  });
});

describe("repair by rule", () => {
  it.each([
    ["Understand the rules on passwords.", "Apply", "Explain the rules on passwords.", "Understand"],
    ["Know the rules.", "Remember", "State the rules.", "Remember"],
    ["By the end, participants will be able to list the rules.", "Remember", "List the rules.", "Remember"],
    ["Learn to use the manager.", "Apply", "Use the manager.", "Apply"],
    ["Gain an understanding of phishing.", "Understand", "Explain phishing.", "Understand"],
    ["Design a password policy.", "Remember", "Design a password policy.", "Create"],
  ] as const)("“%s” (%s) becomes “%s”", (text, level, mended, mendedLevel) => {
    const course = withObjective(text, level);
    const repaired = repairByRule(course, checkQuality(course, facts));
    expect(repaired.objectives[0]).toEqual({ id: "o1", text: mended, bloom_level: mendedLevel });
    expect(repaired.modules).toBe(course.modules);
    expect(checkQuality(repaired, facts)).toEqual([]);
  });

  it("scales durations and keeps their shares", () => {
    const course = withModules(({ id }) => ({ duration: id === "m1" ? "2 hours" : "1 hour" }));
    const repaired = repairByRule(course, checkQuality(course, facts));
    expect(repaired.modules.map(({ duration }) => duration)).toEqual(["1 hour", "30 minutes", "30 minutes"]);
  });

  it("mends what it can in any course, touches nothing else, and needs no second time", () => {
    const ids = fc.subarray(["o1", "o2", "o3", "o9"]);
    const cited = fc.subarray(["p1", "p2", "p9"]);
    const texts = fc.constantFrom(
      "Understand it",
      "List it",
      "Know how to act",
      "Triage",
      "Be aware of risks",
      "Design it",
    );
    const course: fc.Arbitrary<Course> = fc
      .record({
        hours: fc.integer({ min: 1, max: 12 }),
        objectives: fc.array(fc.record({ text: texts, bloom_level: fc.constantFrom(...bloomLevels) }), {
          minLength: 3,
          maxLength: 3,
        }),
        modules: fc.array(
          fc.record({ minutes: fc.integer({ min: 1, max: 300 }), objective_ids: ids, citations: cited }),
          { minLength: 1, maxLength: 8 },
        ),
        assessments: fc.array(fc.record({ objective_ids: ids, citations: cited }), { minLength: 1, maxLength: 5 }),
      })
      .map(({ hours, objectives, modules, assessments }) => ({
        ...sound,
        overview: { ...sound.overview, duration_estimate: `${hours} hours` },
        objectives: objectives.map((objective, index) => ({ id: `o${index + 1}`, ...objective })),
        modules: modules.map(({ minutes, ...rest }, index) => ({
          ...module(`m${index + 1}`, index + 1, `Part ${index + 1}`, `${minutes} minutes`, []),
          ...rest,
        })),
        assessments: assessments.map((rest, index) => ({
          ...assessment(`a${index + 1}`, `Check ${index + 1}`, []),
          ...rest,
        })),
      }));
    fc.assert(
      fc.property(course, (broken) => {
        const notes = checkQuality(broken, facts);
        const repaired = repairByRule(broken, notes);
        expect(courseSchema.safeParse(repaired).success).toBe(true);
        const left = checkQuality(repaired, facts).filter(({ severity }) => severity === "error");
        // Only a first word that is no verb we know needs a person.
        expect(left.filter(({ kind }) => kind !== "verb_missing")).toEqual([]);
        expect(repairByRule(repaired, left)).toEqual(repaired);
        expect(repaired.overview).toBe(broken.overview);
        expect(repaired.modules.map(({ title }) => title)).toEqual(broken.modules.map(({ title }) => title));
        if (!notes.some(({ kind }) => kind === "durations_off")) {
          expect(repaired.modules.map(({ duration }) => parseDuration(duration))).toEqual(
            broken.modules.map(({ duration }) => parseDuration(duration)),
          );
        }
      }),
    );
  });
});

it("shows the alignment as a matrix", () => {
  expect(alignment(sound).rows).toEqual([
    { objectiveId: "o1", text: "List the rules on passwords.", moduleIds: ["m1"], assessmentIds: ["a1"] },
    { objectiveId: "o2", text: "Explain why phishing works.", moduleIds: ["m2"], assessmentIds: ["a1"] },
    { objectiveId: "o3", text: "Demonstrate how to report an incident.", moduleIds: ["m3"], assessmentIds: ["a2"] },
  ]);
});
