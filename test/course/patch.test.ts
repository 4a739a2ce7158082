import { describe, expect, it } from "vitest";
import { applyPatch, collections, namedIds, nextId, type Patch } from "../../src/course/patch.ts";
import { evalCourse } from "../eval/course.ts";
import { fc } from "../fixtures/properties.ts";
import { courses, isCourse, patchFrom, steps } from "./arbitrary.ts";

function applied(course: typeof evalCourse, patch: Patch) {
  const result = applyPatch(course, patch);
  if (!result.ok) throw new Error(result.problem);
  return result;
}

describe("any patch", () => {
  it("and then its inverse is identity, to the byte", () => {
    fc.assert(
      fc.property(courses, steps(), (course, drawn) => {
        const { course: after, inverse } = applied(course, patchFrom(course, drawn));
        expect(JSON.stringify(applied(after, inverse).course)).toBe(JSON.stringify(course));
      }),
    );
  });

  it("leaves what it does not name byte for byte, and a valid course", () => {
    fc.assert(
      fc.property(courses, steps(), (course, drawn) => {
        const patch = patchFrom(course, drawn);
        const after = applied(course, patch).course;
        const named = namedIds(patch);
        expect(isCourse(after)).toBe(true);
        for (const name of collections) {
          const bytes = (items: readonly { id: string }[]) =>
            items.filter(({ id }) => !named.has(id)).map((item) => JSON.stringify({ ...item, order: 0 }));
          expect(bytes(after[name])).toEqual(bytes(course[name]));
          const touched = patch.some((operation) => "in" in operation && operation.in === name);
          if (!touched) expect(JSON.stringify(after[name])).toBe(JSON.stringify(course[name]));
        }
        if (!patch.some(({ op }) => op === "set-overview")) expect(after.overview).toBe(course.overview);
        expect(after.modules.map(({ order }) => order)).toEqual(after.modules.map((_, index) => index + 1));
      }),
    );
  });
});

describe("applyPatch", () => {
  const objective = { id: "o1", text: "List fires.", bloom_level: "Remember" } as const;

  it.each<[string, Patch, RegExp]>([
    ["an item that is not there", [{ op: "remove", in: "modules", id: "m9" }], /modules has no m9/],
    ["a change of what is not there", [{ op: "replace", in: "objectives", item: { ...objective, id: "o9" } }], /no o9/],
    ["a move of what is not there", [{ op: "move", in: "assessments", id: "a9", to: 0 }], /no a9/],
    ["an id twice", [{ op: "insert", in: "objectives", at: 0, item: objective }], /has o1 already/],
    [
      "too few objectives",
      [
        { op: "remove", in: "objectives", id: "o1" },
        { op: "remove", in: "objectives", id: "o2" },
      ],
      /objectives/,
    ],
    [
      "a form that is none",
      [{ op: "set-overview", overview: { ...evalCourse.overview, duration_estimate: "long" } }],
      /must read like/,
    ],
  ])("refuses %s", (_, patch, problem) => {
    const result = applyPatch(evalCourse, patch);
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.problem).toMatch(problem);
  });

  it("takes a place beyond the end as the end", () => {
    const { course } = applied(evalCourse, [{ op: "move", in: "modules", id: "m1", to: 99 }]);
    expect(course.modules.map(({ id, order }) => `${id} ${order}`)).toEqual(["m2 1", "m4 2", "m3 3", "m1 4"]);
  });

  it("may be too small on the way", () => {
    const { course } = applied({ ...evalCourse, objectives: evalCourse.objectives.slice(0, 3) }, [
      { op: "remove", in: "objectives", id: "o1" },
      { op: "insert", in: "objectives", at: 0, item: { ...objective, id: "o7" } },
    ]);
    expect(course.objectives.map(({ id }) => id)).toEqual(["o7", "o2", "o3"]);
  });
});

it("gives ids that neither the course nor its past has", () => {
  expect(nextId(evalCourse, "modules")).toBe("m5");
  expect(nextId(evalCourse, "modules", ["m7", "o9"])).toBe("m8");
});
