import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch, namedIds, type Patch } from "../../src/course/patch.ts";
import type { Course } from "../../src/course/schema.ts";
import { undoChange } from "../../src/course/undo.ts";
import { formatCause, nextToUndo, parseCause, undoneVersions } from "../../src/course/version-cause.ts";
import { evalCourse } from "../eval/course.ts";
import { courses, patchFrom, steps } from "./arbitrary.ts";

function patched(course: Course, patch: Patch): Course {
  const result = applyPatch(course, patch);
  if (!result.ok) throw new Error(result.problem);
  return result.course;
}

describe("the inverse of a change", () => {
  it("leads back to the byte when nothing came after it", () => {
    fc.assert(
      fc.property(courses, steps(), (before, drawn) => {
        const changed = patched(before, patchFrom(before, drawn));
        const { patch, conflicts } = undoChange({ before, after: changed }, changed);
        expect(conflicts).toEqual([]);
        expect(JSON.stringify(patched(changed, patch))).toBe(JSON.stringify(before));
      }),
    );
  });

  it("leaves later changes of other items, or says why it cannot", () => {
    fc.assert(
      fc.property(courses, steps(3), steps(3), (before, first, second) => {
        const one = patchFrom(before, first);
        const changed = patched(before, one);
        const two = patchFrom(changed, second);
        const latest = patched(changed, two);
        const { patch, conflicts } = undoChange({ before, after: changed }, latest);
        if (conflicts.length > 0) return;
        const result = applyPatch(latest, patch);
        if (!result.ok) return;
        const own = namedIds(one);
        for (const name of ["objectives", "modules", "assessments"] as const) {
          for (const item of latest[name]) {
            if (own.has(item.id)) continue;
            const now = result.course[name].find(({ id }) => id === item.id);
            expect(JSON.stringify({ ...now, order: 0 })).toBe(JSON.stringify({ ...item, order: 0 }));
          }
        }
      }),
    );
  });

  it("takes back a link although another one has come to it", () => {
    const link = (course: Course, id: string) =>
      patched(course, [
        {
          op: "replace",
          in: "modules",
          item: { ...moduleOf(course), objective_ids: [...moduleOf(course).objective_ids, id] },
        },
      ]);
    const changed = link(evalCourse, "o1");
    const latest = link(changed, "o2");
    const { patch, conflicts } = undoChange({ before: evalCourse, after: changed }, latest);
    expect(conflicts).toEqual([]);
    expect(moduleOf(patched(latest, patch)).objective_ids).toEqual(["o4", "o2"]);
  });

  it("does not move back what has been moved again", () => {
    const changed = patched(evalCourse, [{ op: "move", in: "modules", id: "m1", to: 3 }]);
    const latest = patched(changed, [{ op: "move", in: "modules", id: "m1", to: 1 }]);
    expect(undoChange({ before: evalCourse, after: changed }, latest).conflicts).toEqual([
      { reason: "moved_since", in: "modules" },
    ]);
  });
});

function moduleOf({ modules }: Course): Course["modules"][number] {
  const [first] = modules;
  if (first === undefined) throw new Error("no module");
  return first;
}

describe("what is undone", () => {
  const versions = (...causes: string[]) => causes.map((cause, index) => ({ number: index + 1, cause }));

  it.each<[string[], number | null, number[]]>([
    [["write"], null, []],
    [["write", "reply", "rewrite"], 3, []],
    [["write", "reply", "rewrite", "undo:3"], 2, [3]],
    [["write", "reply", "rewrite", "undo:3", "undo:2"], null, [3, 2]],
    [["write", "reply", "undo:2", "reply"], 4, [2]],
    // An undo that was undone: its change holds again.
    [["write", "reply", "undo:2", "undo:3"], 2, [3]],
    [["write", "reply", "restore:1"], 3, []],
  ])("%j", (causes, next, undone) => {
    expect(nextToUndo(versions(...causes))).toBe(next);
    expect(undoneVersions(versions(...causes))).toEqual(new Set(undone));
  });

  it("causes are read as they were written", () => {
    for (const cause of [{ kind: "reply" }, { kind: "undo", of: 3 }, { kind: "restore", of: 1 }] as const) {
      expect(parseCause(formatCause(cause))).toEqual(cause);
    }
    expect(parseCause("retry")).toEqual({ kind: "write" });
    expect(parseCause("undo:x")).toEqual({ kind: "write" });
  });
});
