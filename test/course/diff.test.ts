import { describe, expect, it } from "vitest";
import { dependents, diffCourses } from "../../src/course/diff.ts";
import { applyPatch, namedIds, type Patch } from "../../src/course/patch.ts";
import type { Course } from "../../src/course/schema.ts";
import { evalCourse } from "../eval/course.ts";
import { fc } from "../fixtures/properties.ts";
import { courses, patchFrom, steps } from "./arbitrary.ts";

function patched(patch: Patch, course: Course = evalCourse): Course {
  const result = applyPatch(course, patch);
  if (!result.ok) throw new Error(result.problem);
  return result.course;
}
const module = (id: string) => {
  const found = evalCourse.modules.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe("the difference", () => {
  it("is nothing between a course and itself, and names nothing that no patch named", () => {
    fc.assert(
      fc.property(courses, steps(), (course, drawn) => {
        expect(diffCourses(course, course)).toEqual([]);
        const patch = patchFrom(course, drawn);
        const named = namedIds(patch);
        for (const change of diffCourses(course, patched(patch, course))) {
          // A move may be told of the other one of two.
          if ("id" in change && change.kind !== "moved") expect(named).toContain(change.id);
        }
      }),
    );
  });

  it("tells fields before and after, objectives by their places", () => {
    const changed = { ...module("m4"), title: "Mails", objective_ids: ["o4", "o1"], topics: ["Links"], citations: [] };
    expect(diffCourses(evalCourse, patched([{ op: "replace", in: "modules", item: changed }]))).toEqual([
      {
        kind: "changed",
        in: "modules",
        id: "m4",
        place: 3,
        title: "Mails",
        fields: [
          { field: "title", before: "Spotting suspicious mails", after: "Mails" },
          { field: "topics", before: "Senders; Links; Attachments", after: "Links" },
          { field: "objective_ids", before: "1", after: "4, 1" },
          { field: "citations", before: "1", after: "0" },
        ],
      },
    ]);
  });

  it("tells the fewest moves, and no renumbering", () => {
    expect(diffCourses(evalCourse, patched([{ op: "move", in: "modules", id: "m1", to: 3 }]))).toEqual([
      { kind: "moved", in: "modules", id: "m1", title: module("m1").title, from: 1, to: 4 },
    ]);
    expect(diffCourses(evalCourse, patched([{ op: "remove", in: "modules", id: "m1" }]))).toEqual([
      { kind: "removed", in: "modules", id: "m1", place: 1, title: module("m1").title },
    ]);
  });

  it("tells a swap as two moves, and none from a place to itself", () => {
    const swapped = patched([
      { op: "move", in: "modules", id: "m4", to: 0 },
      { op: "move", in: "modules", id: "m1", to: 2 },
    ]);
    expect(swapped.modules.map(({ id }) => id)).toEqual(["m4", "m2", "m1", "m3"]);
    expect(diffCourses(evalCourse, swapped)).toMatchObject([
      { kind: "moved", id: "m4", from: 3, to: 1 },
      { kind: "moved", id: "m1", from: 1, to: 3 },
    ]);
  });

  it("tells documents and the overview", () => {
    const overview = { ...evalCourse.overview, difficulty_level: "Advanced" } as const;
    const changes = diffCourses(
      evalCourse,
      patched([
        { op: "set-overview", overview },
        { op: "set-references", references: evalCourse.references.slice(0, 1) },
      ]),
    );
    expect(changes).toEqual([
      { kind: "overview", fields: [{ field: "difficulty_level", before: "Beginner", after: "Advanced" }] },
      { kind: "references", added: [], removed: ["@2 Canteen menu"] },
    ]);
  });
});

describe("dependents", () => {
  const objective = { id: "o4", text: "Assess incidents.", bloom_level: "Evaluate" } as const;

  it("are what serves a changed objective and was not named", () => {
    const patch: Patch = [
      { op: "replace", in: "objectives", item: objective },
      { op: "replace", in: "modules", item: { ...module("m1"), title: "Incidents" } },
    ];
    expect(dependents(evalCourse, patched(patch), namedIds(patch))).toEqual([
      { in: "assessments", id: "a3", place: 3, title: "Reporting quiz", objectiveIds: ["o4"] },
      { in: "assessments", id: "a4", place: 4, title: "A security plan for your team", objectiveIds: ["o4"] },
    ]);
  });

  it("are what served an objective that is gone", () => {
    const patch: Patch = [{ op: "remove", in: "objectives", id: "o1" }];
    expect(dependents(evalCourse, patched(patch), namedIds(patch)).map(({ id }) => id)).toEqual(["m4", "a1"]);
  });

  it("are none when only places change", () => {
    const patch: Patch = [{ op: "move", in: "objectives", id: "o4", to: 0 }];
    expect(dependents(evalCourse, patched(patch), namedIds(patch))).toEqual([]);
  });
});
