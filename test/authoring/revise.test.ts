import { describe, expect, it } from "vitest";
import { parseDuration } from "../../src/course/duration.ts";
import { noteKey } from "../../src/course/quality/note-items.ts";
import { ownFacts } from "../../src/course/quality/own-facts.ts";
import { checkQuality } from "../../src/course/quality.ts";
import { reviseOutcomeSchema } from "../../src/course/revision.ts";
import type { Course } from "../../src/course/schema.ts";
import type { Database } from "../../src/storage/database.ts";
import { evalCourse } from "../eval/course.ts";
import { createTestRevising, type Ready, readyCourse, revised, type Tools, useRevising } from "../fixtures/revising.ts";

let database: Database;
let ready: Ready;
let tools: Tools;
useRevising((given) => {
  ({ database, ready, tools } = given);
});

const ids = ({ modules }: Course) => modules.map(({ id }) => id);
const total = ({ modules }: Course) => modules.reduce((sum, { duration }) => sum + (parseDuration(duration) ?? 0), 0);

describe("a reply", () => {
  it("adds a module in its place, linked, timed, and with its sources; all else stays byte for byte", async () => {
    const outcome = revised(await tools.say(ready, "add a module on the extinguisher after module 2"));
    const course = await ready.latest();
    expect(outcome).toMatchObject({ before: 1, after: 2, action: "reply", obstacles: [] });
    expect(ids(course)).toEqual(["m1", "m2", "m5", "m4", "m3"]);
    const added = course.modules[2];
    expect(added?.objective_ids.length).toBeGreaterThan(0);
    expect(added?.citations).toContain("doc-1:1:2");
    expect(course.references.find(({ number }) => number === 1)?.passages.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["doc-1:1:0", "doc-1:1:1", "doc-1:1:2"]),
    );
    expect(total(course)).toBeCloseTo(parseDuration(course.overview.duration_estimate) ?? 0, -1);
    expect(outcome.remarks.map(({ code }) => code)).toContain("length_followed");
    for (const kept of evalCourse.modules) {
      const now = course.modules.find(({ id }) => id === kept.id);
      expect(JSON.stringify({ ...now, order: 0 })).toBe(JSON.stringify({ ...kept, order: 0 }));
    }
    expect(JSON.stringify(course.objectives)).toBe(JSON.stringify(evalCourse.objectives));
    expect(JSON.stringify(course.assessments)).toBe(JSON.stringify(evalCourse.assessments));
  });

  it("tells a second module on the same thing from the first, and says that there is one unless another was asked for", async () => {
    await tools.say(ready, "add a module on phishing");
    const twin = { code: "same_subject", in: "modules", place: 5, title: "Phishing" };
    expect(revised(await tools.say(ready, "add a module on phishing")).remarks).toContainEqual(twin);
    const another = revised(await tools.say(ready, "add another module on phishing"));
    expect(another.remarks.map(({ code }) => code)).not.toContain("same_subject");
    expect((await ready.latest()).modules.map(({ title }) => title).slice(-3)).toEqual([
      "Phishing",
      "Phishing, part 2",
      "Phishing, part 3",
    ]);
  });

  it("mends one quality note alone, where a rule does it", async () => {
    const [first] = evalCourse.modules;
    if (first === undefined) throw new Error("no module");
    const course: Course = {
      ...evalCourse,
      overview: { ...evalCourse.overview, duration_estimate: "9 hours" },
      modules: [{ ...first, objective_ids: [] }, ...evalCourse.modules.slice(1)],
    };
    const broken = await readyCourse(database, course);
    const notes = checkQuality(course, ownFacts(course));
    const [note] = notes.filter(({ kind }) => kind === "module_without_objective");
    if (note === undefined) throw new Error("nothing to note");
    revised(await createTestRevising(broken.store).say(broken, { action: "fix", note: noteKey(note) }));
    const mended = await broken.latest();
    expect(mended.modules[0]?.objective_ids.length).toBe(1);
    expect(mended.overview.duration_estimate).toBe("9 hours");
    expect(checkQuality(mended, ownFacts(mended)).map(({ kind }) => kind)).toContain("durations_off");
  });

  it("claims no source where the documents say nothing", async () => {
    const outcome = revised(await tools.say(ready, "add a module on juggling"));
    expect((await ready.latest()).modules.at(-1)).toMatchObject({ title: "Juggling", citations: [] });
    expect(outcome.remarks).toContainEqual({ code: "no_source_found", subject: "juggling" });
  });

  it("rescales durations to a length that was asked for, and nothing else", async () => {
    const outcome = revised(await tools.say(ready, "make it two hours"));
    const course = await ready.latest();
    expect(course.overview.duration_estimate).toBe("2 hours");
    expect(total(course)).toBe(120);
    expect(outcome.brief.length_minutes).toBe(120);
    expect(course.modules.map(({ duration: _, ...rest }) => rest)).toEqual(
      evalCourse.modules.map(({ duration: _, ...rest }) => rest),
    );
  });

  it("keeps a module's length that the same reply sets", async () => {
    await tools.say(ready, "make it two hours and module 2 should take 30 minutes");
    const course = await ready.latest();
    expect(course.modules[1]?.duration).toBe("30 minutes");
    expect(total(course)).toBe(120);
  });

  it("names what rests on a changed objective, and leaves it", async () => {
    const outcome = revised(await tools.say(ready, "change objective 2 to Explain how a password manager works"));
    expect(outcome.dependents.map(({ id }) => id)).toEqual(["m2", "a1"]);
    expect((await ready.latest()).modules).toEqual(evalCourse.modules);
  });

  it("takes links to a removed objective away, and names what has lost its aim", async () => {
    const outcome = revised(await tools.say(ready, "remove objective 3"));
    const course = await ready.latest();
    expect(course.modules[3]?.objective_ids).toEqual([]);
    expect(course.assessments[3]?.objective_ids).toEqual(["o4"]);
    expect(outcome.dependents.map(({ id }) => id)).toEqual(["m3", "a2", "a4"]);
    expect(outcome.remarks.filter(({ code }) => code === "without_objective")).toHaveLength(2);
  });

  it("links a new objective, so that no rule is broken", async () => {
    await tools.say(ready, "add an objective: Report an incident within one hour");
    const course = await ready.latest();
    const facts = { passageIds: new Set(["doc-1:1:0", "doc-1:1:1"]), namedDocuments: [] };
    expect(course.objectives.at(-1)).toMatchObject({ id: "o5", text: "Report an incident within one hour." });
    expect(checkQuality(course, facts).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("uses and drops documents", async () => {
    await tools.say(ready, "use @2 instead of @1");
    const course = await ready.latest();
    expect(course.references.map(({ number }) => number)).toEqual([2]);
    expect([...course.modules, ...course.assessments].flatMap(({ citations }) => citations)).not.toContain("doc-1:1:0");
  });

  it("tells a document that does not exist, and does the rest", async () => {
    const outcome = revised(await tools.say(ready, "use @9 and drop the project"));
    expect(outcome.obstacles.map(({ code }) => code)).toEqual(["document_unknown"]);
    expect((await ready.latest()).assessments.map(({ id }) => id)).toEqual(["a1", "a2", "a3"]);
  });

  it("refuses a guest's documents, searches none, and does the rest", async () => {
    const outcome = revised(
      await tools.say(ready, {
        action: "reply",
        text: "use @1 as well and add a module on the extinguisher",
        guest: true,
      }),
    );
    expect(outcome.obstacles).toEqual([{ code: "documents_refused", wish: "@1" }]);
    expect(tools.knowledge.searches).toEqual([]);
    expect((await ready.latest()).modules.at(-1)?.citations).toEqual([]);
  });

  it("answers a question from the course and changes nothing", async () => {
    const outcome = await tools.say(ready, "what does module 3 cover?");
    expect(outcome).toMatchObject({ kind: "answered", version: 1, citations: [] });
    expect(outcome.kind === "answered" && outcome.text).toContain("Spotting suspicious mails");
    expect((await ready.course()).version).toBe(1);
  });

  it("answers a question from the documents and cites them", async () => {
    const outcome = await tools.say(ready, "where does it say how to use the extinguisher?");
    if (outcome.kind !== "answered") throw new Error(JSON.stringify(outcome));
    expect(outcome.text).toContain("back to the exit");
    expect(outcome.citations).toEqual([
      expect.objectContaining({ passage_id: "doc-1:1:2", number: 1, title: "Fire handbook" }),
    ]);
  });

  it.each([
    ["thanks, looks great!", "nothing"],
    ["lol :joy:", "nothing"],
    ["stop", "cancel"],
    ["no, the other one", "explained"],
    ["make it shorter and longer", "explained"],
    ["x".repeat(3_001), "explained"],
  ])("%s", async (text, kind) => {
    const outcome = await tools.say(ready, text);
    expect(outcome.kind).toBe(kind);
    expect(reviseOutcomeSchema.parse(outcome)).toEqual(outcome);
    expect((await ready.course()).version).toBe(1);
  });

  it("says what is nearest when it knows no such thing, and which when there are several", async () => {
    const unknown = await tools.say(ready, "drop module 9");
    expect(unknown).toMatchObject({ kind: "explained", obstacles: [{ code: "target_unknown", target: "module 9" }] });
    const several = await tools.say(ready, "drop the quiz");
    expect(several).toMatchObject({
      obstacles: [{ code: "target_ambiguous", candidates: [{ id: "a1" }, { id: "a3" }] }],
    });
  });

  it("never gives an id again", async () => {
    await tools.say(ready, "add a module on juggling");
    await tools.say(ready, "drop the last module");
    await tools.say(ready, "add a module on sailing");
    expect((await ready.latest()).modules.at(-1)?.id).toBe("m6");
  });
});
