import { describe, expect, it } from "vitest";
import { formatCourseDuration, formatModuleDuration } from "../../src/course/duration.ts";
import { fittingEstimate, modulesMinutes } from "../../src/course/lengths.ts";
import { applyPatch, namedIds, nextId, type Operation, type Patch } from "../../src/course/patch.ts";
import type { Course } from "../../src/course/schema.ts";
import { undoChange } from "../../src/course/undo.ts";
import { broughtBackBy, formatCause, nextToUndo, parseCause, undoneVersions } from "../../src/course/version-cause.ts";
import { evalCourse } from "../eval/course.ts";
import { fc } from "../fixtures/properties.ts";
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

  it("lets the length of the course follow, however often it has moved since", () => {
    const minutes = fc.integer({ min: 5, max: 240 });
    const change = fc.record({ act: fc.constantFrom("add", "drop", "stretch"), which: fc.nat(9), minutes });
    fc.assert(
      fc.property(change, fc.array(change, { minLength: 1, maxLength: 4 }), (first, more) => {
        const before = withLength(evalCourse);
        const changed = retimed(before, first);
        const latest = more.reduce(retimed, changed);
        const { patch, conflicts } = undoChange({ before, after: changed }, latest);
        expect(conflicts.filter((conflict) => conflict.in === "overview")).toEqual([]);
        if (conflicts.length > 0) return;
        const { overview, modules } = patched(latest, patch);
        expect(overview.duration_estimate).toBe(fittingEstimate({ overview, modules }));
        expect(overview.title).toBe(latest.overview.title);
      }),
      // The module that was stretched is gone: nothing is left to take back, and the length stays.
      { examples: [[{ act: "stretch", which: 6, minutes: 5 }, [{ act: "drop", which: 6, minutes: 5 }]]] },
    );
  });

  it("takes an older change back although the length has moved twice since", () => {
    const add = (course: Course, title: string, duration: string) =>
      withLength(
        patched(course, [
          {
            op: "insert",
            in: "modules",
            at: 99,
            item: { ...moduleOf(course), id: nextId(course, "modules"), title, duration },
          },
        ]),
      );
    const before = withLength(evalCourse);
    const changed = add(before, "One", "2 hours");
    const latest = add(add(changed, "Two", "3 hours"), "Three", "4 hours");
    const { patch, conflicts } = undoChange({ before, after: changed }, latest);
    expect(conflicts).toEqual([]);
    const undone = patched(latest, patch);
    expect(undone.modules.map(({ title }) => title)).not.toContain("One");
    expect(undone.overview.duration_estimate).toBe(formatCourseDuration(modulesMinutes(before) + 420));
  });

  it("does not move back what has been moved again", () => {
    const changed = patched(evalCourse, [{ op: "move", in: "modules", id: "m1", to: 3 }]);
    const latest = patched(changed, [{ op: "move", in: "modules", id: "m1", to: 1 }]);
    expect(undoChange({ before: evalCourse, after: changed }, latest).conflicts).toEqual([
      { reason: "moved_since", in: "modules" },
    ]);
  });
});

/** With the length that its modules make. */
function withLength(course: Course): Course {
  return { ...course, overview: { ...course.overview, duration_estimate: fittingEstimate(course) } };
}

/** A change of the modules as a reply makes it: the length follows. */
function retimed(course: Course, { act, which, minutes }: { act: string; which: number; minutes: number }): Course {
  const module = course.modules[which % course.modules.length] ?? moduleOf(course);
  const duration = formatModuleDuration(minutes);
  const id = nextId(course, "modules", ["m40"]);
  const operation: Operation =
    act === "add"
      ? { op: "insert", in: "modules", at: which, item: { ...module, id, duration } }
      : act === "drop" && course.modules.length > 1
        ? { op: "remove", in: "modules", id: module.id }
        : { op: "replace", in: "modules", item: { ...module, duration } };
  const applied = applyPatch(course, [operation]);
  return applied.ok ? withLength(applied.course) : course;
}

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

  it("comes back when the undo is undone, and goes again when that is", () => {
    const causes = versions("write", "reply", "undo:2", "undo:3", "undo:4");
    expect([2, 3, 4, 5, 9].map((target) => broughtBackBy(causes, target))).toEqual([null, 2, null, 2, null]);
  });

  it("causes are read as they were written", () => {
    for (const cause of [{ kind: "reply" }, { kind: "undo", of: 3 }, { kind: "restore", of: 1 }] as const) {
      expect(parseCause(formatCause(cause))).toEqual(cause);
    }
    expect(parseCause("retry")).toEqual({ kind: "write" });
    expect(parseCause("undo:x")).toEqual({ kind: "write" });
  });
});
