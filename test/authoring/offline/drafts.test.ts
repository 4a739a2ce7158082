/** What the offline writer's drafts say, sentence by sentence: nothing torn, nothing twice, nothing that only its document knows. */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { NumberedPassage } from "../../../src/authoring/writer.ts";
import { renderWriter } from "../../../src/slack/render/sources.ts";
import { obstacleText } from "../../../src/texts/sentences.ts";
import { course as example } from "../../fixtures/courses.ts";
import { view } from "../../slack/render/views.ts";
import { briefOf, passagesOf, qualityErrors, textsOf, writeCourse } from "./course.ts";

const sample = (name: string) =>
  readFileSync(new URL(`../../../src/sandbox/samples/${name}.md`, import.meta.url), "utf8");
const security = passagesOf(sample("1-security-handbook"), 1);
const people = passagesOf(sample("2-onboarding-guide"), 2);
const incidents = passagesOf(sample("3-incident-response-runbook"), 3);
const headed = (passages: NumberedPassage[], heading: string) =>
  passages.filter(({ place }) => place.heading_path.includes(heading));

/** A document without headings, a passage a paragraph. */
function plainPassages(title: string, texts: readonly string[]): NumberedPassage[] {
  return texts.map((text, index) => ({
    number: index + 1,
    id: `p${index + 1}`,
    documentId: "d1",
    documentNumber: 1,
    documentTitle: title,
    place: { heading_path: [], page: null, slide: null, sheet: null },
    text,
  }));
}

function draftOf(prompt: string, passages: readonly NumberedPassage[]): string {
  const course = writeCourse(briefOf(prompt), passages);
  expect(qualityErrors(course, passages)).toEqual([]);
  return textsOf(course).join("\n");
}

describe("a course from the sample documents", () => {
  it("says where a list stands whose points it counts", () => {
    const draft = draftOf("security training", headed(security, "Passwords and sign-in"));
    expect(draft).toContain("go through the five points that the Security handbook lists and");
    expect(draft).not.toContain("on the list");
  });

  it("names a list's place when the module holds more than its heading", () => {
    const early = [...headed(people, "Before the first day"), ...headed(people, "The first week")];
    const course = writeCourse(briefOf("Onboarding", { length_minutes: 10 }), early);
    expect(textsOf(course).join("\n")).toContain("lists under “Before the first day” and mark");
  });

  it("does not mark what a list of signs describes as lived by", () => {
    const draft = draftOf("phishing", headed(security, "Phishing and other tricks"));
    expect(draft).toContain("and look for an example of each in their own work");
  });

  it.each([
    [headed(security, "Handling data"), "Four classes: Public, Internal, Confidential and Restricted"],
    [headed(incidents, "Severity levels"), "Four severities: SEV1, SEV2, SEV3 and SEV4"],
    [headed(people, "The first week"), "What happens, Monday to Friday"],
    [
      headed(incidents, "Roles during an incident"),
      "Incident commander, operations lead, communications lead and scribe",
    ],
  ])("lists what a table or a list tells apart", (passages, topic) => {
    const { modules } = writeCourse(briefOf("the basics"), passages);
    expect(modules.flatMap(({ topics }) => topics)).toContain(topic);
  });

  it("repeats no sentence that only its neighbours explain", () => {
    const draft = draftOf("reporting an incident", headed(security, "Reporting an incident"));
    expect(draft).not.toContain("You do not have to be sure");
    expect(draft).not.toContain("describes what happens next");
  });

  it("says what a thing is before it says what to do", () => {
    const [module] = writeCourse(briefOf("phishing"), headed(security, "Phishing and other tricks")).modules;
    expect(module?.description).toMatch(/^[^.]+\. Phishing is a message that pretends .+ Report a suspicious message/);
  });

  it("writes the verb of a question small, whatever button is called so", () => {
    const draft = draftOf("phishing", headed(security, "Phishing and other tricks"));
    expect(draft).toContain("must you report a suspicious message with the Report button?");
  });

  it("asks a table of days as one would ask a colleague", () => {
    expect(draftOf("onboarding", headed(people, "The first week"))).toContain("Who leads on Tuesday?");
  });

  it("asks the reader of a length that the first of two clauses gives", () => {
    const draft = draftOf("onboarding", headed(people, "The first ninety days"));
    expect(draft).toContain("How long does the probation period last?");
  });

  it("keeps a clock time and the next sentence apart", () => {
    expect(draftOf("working hours", headed(people, "Working hours and place"))).not.toContain("21:00. Full-time");
  });

  it("numbers no title, since no other has the first number", () => {
    for (const passages of [security, people, incidents, ...people.map((one) => [one])]) {
      for (const minutes of [15, 150, 480]) {
        const asked = briefOf("the basics", { length_minutes: minutes, level: "Intermediate" });
        const course = writeCourse(asked, passages);
        expect(course.assessments.map(({ title }) => title).filter((title) => /\(\d\)$/.test(title))).toEqual([]);
      }
    }
  });

  it("lets nobody wonder who they are", () => {
    for (const passages of [security, people, incidents]) {
      expect(draftOf("the basics", passages)).not.toMatch(/In (?:pairs|small groups) they/);
    }
  });
});

describe("a course from a plain text or a table", () => {
  const expenses = `EXPENSE RULES FOR SALES STAFF

RECEIPTS AND DEADLINES

Every receipt must be handed in within 10 days. Receipts over 50 euros must show the VAT number of the seller.

TRAVEL IN SWITZERLAND

A rental car may be booked when the train to Switzerland takes more than three hours. Fines are paid by the driver.`;

  it("brings headings in capitals down, and keeps names and codes", () => {
    const course = writeCourse(briefOf("expenses"), plainPassages("Sales handbook", [expenses]));
    expect(course.modules.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Receipts and deadlines", "Travel in Switzerland"]),
    );
    expect(textsOf(course).join("\n")).not.toMatch(/[A-Z]{5}/);
    const codes = plainPassages("Runbook", [
      "## SEV1 AND GDPR DUTIES\n\nEvery SEV1 must be reported within 10 minutes.",
    ]);
    expect(draftOf("incidents", codes)).toContain("SEV1 and");
  });

  const films = [1, 2, 3, 4, 5, 6, 7, 8].map((part) =>
    ["| Year | Title |", "| --- | --- |", `| 190${part} | First |`, `| 191${part} | Second |`].join("\n"),
  );

  it("names the parts of a table without headings once", () => {
    const draft = draftOf("Make a course from @1", plainPassages("movies.csv", films));
    expect(draft).not.toMatch(/movies(?:,| and) movies/i);
    expect(draft).not.toMatch(/“Movies” lays down on movies|what “Movies” says about movies/);
  });

  it("assigns no cases to things to do", () => {
    const tasks = ["Order the laptop", "Create accounts", "Name a buddy", "Send the contract"];
    const table = [
      "| Task | Deadline |",
      "| --- | --- |",
      ...tasks.map((task, day) => `| ${task} | ${day + 3} days |`),
    ];
    const draft = draftOf("Onboarding", plainPassages("tasks.csv", [table.join("\n")]));
    expect(draft).not.toContain("assign realistic cases");
    expect(draft).toContain("What is the deadline for “Create accounts”?");
    expect(draft).toContain("What is the deadline for “Send the contract”?");
  });

  it("calls no module by a single word that says nothing", () => {
    const rules =
      "Every request must be answered within 10 days. The rule is simple. A rule that nobody reads is no rule. This rule applies to every employee, and the rule applies to guests.";
    const draft = draftOf("Good service", plainPassages("Service at the counter", [rules]));
    expect(draft).not.toMatch(/(?:on|to|about) rules?\b(?! that| is| on)|^rule/im);
  });

  it("keeps titles and names together, and captions and addresses out", () => {
    const text =
      "## Figure 1: A duck\n\nDucks are shown here in their usual place.\n\n## Care\n\nEvery duck must be seen by Prof. Dr. Weber within 5 days.\n\n- Anna Weber, anna@example.com\n- Fresh water every morning\n- Food at noon";
    const draft = draftOf("ducks", plainPassages("Duck care guide", [text]));
    expect(draft).toContain("Every duck must be seen by Prof. Dr. Weber within 5 days.");
    expect(draft).not.toMatch(/Figure 1|example\.com/);
  });

  it("leaves out a table of contents and sentences in pieces", () => {
    const text =
      "## CONTENTS\n\n- First part\n- Second part\n- Third part\n\n## Sources\n\nBecause no one else is here at all. Anna can be reached at anna@example.com every day. Every source must be named in the report within 5 days.";
    const draft = draftOf("sources", plainPassages("Writing guide", [text]));
    expect(draft).not.toMatch(/Contents|First part|Because no one|anna/);
    expect(draft).toContain("Every source must be named");
  });
});

describe("a course whose request names no topic", () => {
  const given = [...security, ...incidents];

  it("has a title on every project", () => {
    const long = writeCourse(briefOf("Make a course from @1", { topic: "", length_minutes: 480 }), given);
    const draft = [...long.assessments.map(({ title }) => title), ...long.objectives.map(({ text }) => text)];
    for (const text of draft) expect(text).not.toMatch(/(?:for|of|on|to)\.?$|the subject of this course/);
  });
});

test.each([
  ["passwords", "Why passwords matter"],
  ["fire safety", "Why fire safety matters"],
  ["GDPR", "Why GDPR matters"],
  ["phishing and fraud", "Why phishing and fraud matter"],
  ["AWS security", "Why AWS security matters"],
])("a course on %s says %s", (topic, title) => {
  expect(writeCourse(briefOf(`training on ${topic}`)).modules.map((module) => module.title)).toContain(title);
});

describe("a language that the offline writer cannot write", () => {
  const card = (language: string | null, writer: "model" | "offline") => {
    const { references: _, ...sections } = example;
    const { brief } = view();
    return renderWriter(view({ state: "ready", sections, writer, brief: { ...brief, language } }))
      .map(({ spoken }) => spoken)
      .join("\n");
  };
  const refusal = obstacleText({ code: "needs_model", wish: "fr", what: "language" });

  it("is said on the card in the words that a reply gets", () => {
    expect(card("fr", "offline")).toContain(refusal);
    expect(card("fr", "offline")).toContain("Drafted offline");
  });

  it.each([[null], ["en"], ["de"], ["de-AT"]])("is not %s", (language) => {
    expect(card(language, "offline")).not.toContain(refusal);
  });

  it("is no matter for a language model", () => {
    expect(card("fr", "model")).toBe("");
  });
});
