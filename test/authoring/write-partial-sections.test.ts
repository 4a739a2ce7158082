import { describe, expect, it } from "vitest";
import { createGrowingDraft, growingSection } from "../../src/authoring/partial-sections.ts";
import { type SectionContext, sectionFromDraft, stageNames } from "../../src/course/stages.ts";
import { answerFor } from "../fixtures/model-answers.ts";
import { fc } from "../fixtures/properties.ts";

const objective = (id: string) => ({ id, text: "List the exits", bloom_level: "Remember" }) as const;
const context: SectionContext = {
  finished: { objectives: ["o1", "o2", "o3", "o4"].map(objective) },
  passageIds: new Map([
    [1, "p1"],
    [12, "p12"],
  ]),
};
const prompt = "request: fire safety\n[[x passage 12]]";

describe("a growing section", () => {
  it.each(stageNames)("of %s is the finished one in the end", (stage) => {
    const json = answerFor(stage, prompt);
    const result = sectionFromDraft(stage, JSON.parse(json), context);
    expect(result).toMatchObject({ ok: true });
    expect(growingSection(stage, json, context)).toEqual(result.ok && result.value);
  });

  it.each(stageNames)("of %s never throws, whatever comes", (stage) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((json) => `{"${stage}":${json}`),
        ),
        (json) => {
          growingSection(stage, json, context);
        },
      ),
    );
  });

  it("grows with every word", () => {
    expect(growingSection("overview", '{"title":"Fire saf', context)).toEqual({ title: "Fire saf" });
    expect(growingSection("overview", '{"title":"Fire","duration_estimate":"3 ho', context)).toEqual({ title: "Fire" });
    expect(growingSection("overview", '{"title":"Fire","difficulty_level":"Begin', context)).toEqual({ title: "Fire" });
  });

  it("shows what is known of each item, under the ids that it will have", () => {
    const json =
      '{"modules":[{"title":"One","duration":"45 minutes","topics":["a","b"],"objective_ids":["o1","o9"],"passages":[12,1,7]},{"title":"Tw';
    expect(growingSection("modules", json, context)).toEqual([
      {
        id: "m1",
        order: 1,
        title: "One",
        duration: "45 minutes",
        topics: ["a", "b"],
        objective_ids: ["o1"],
        citations: ["p12", "p1"],
      },
      { id: "m2", order: 2, title: "Tw", topics: [], objective_ids: [], citations: [] },
    ]);
  });

  it("never shows a passage number that may go on", () => {
    const [module] = growingSection("modules", '{"modules":[{"title":"One","passages":[1', context);
    expect(module?.citations).toEqual([]);
  });

  it("leaves out what has another type, and cuts what is too long", () => {
    const json = JSON.stringify({
      modules: [{ title: "x".repeat(400), description: 5, topics: ["a", 3, null], passages: ["1", 1.5] }, "no", null],
    });
    expect(growingSection("modules", json, context)).toEqual([
      { id: "m1", order: 1, title: "x".repeat(150), topics: ["a"], objective_ids: [], citations: [] },
    ]);
    const many = JSON.stringify({ objectives: Array.from({ length: 50 }, () => ({ text: "List" })) });
    expect(growingSection("objectives", many, context)).toHaveLength(7);
  });

  it("is not cut in the middle of a character", () => {
    const { title } = growingSection("overview", JSON.stringify({ title: `${"x".repeat(149)}😀` }), context);
    expect(title).toBe("x".repeat(149));
  });
});

describe("a draft", () => {
  it("is parsed once for each length", () => {
    const draft = createGrowingDraft("overview", context);
    draft.add('{"title":"Fire');
    const first = draft.read();
    expect(draft.read()).toBe(first);
    draft.add(" safety");
    expect(draft.read()).toEqual({ title: "Fire safety" });
  });

  it("keeps what was shown after a restart until as much has come again", () => {
    const draft = createGrowingDraft("overview", context);
    draft.add('{"title":"Fire safety');
    expect(draft.read()).toEqual({ title: "Fire safety" });
    draft.restart();
    draft.add('{"title":"Bra');
    expect(draft.read()).toEqual({ title: "Fire safety" });
    draft.add("nd und Rauch");
    expect(draft.read()).toEqual({ title: "Brand und Rauch" });
    expect(draft.text()).toBe('{"title":"Brand und Rauch');
  });
});
