/** Courses and patches that property tests draw. */

import {
  applyPatch,
  collections,
  nextId,
  type Operation,
  operationSchema,
  type Patch,
} from "../../src/course/patch.ts";
import { type Course, courseSchema } from "../../src/course/schema.ts";
import { evalCourse } from "../eval/course.ts";
import { fc } from "../fixtures/properties.ts";

const words = fc.stringMatching(/^[A-Za-zäöü'"&<>]{1,12}( [a-zß0-9:,]{1,9}){0,4}$/);

/** What to do next, as numbers that are read against the course as it is then. */
const step = fc.record({
  act: fc.constantFrom("insert", "replace", "remove", "move", "overview", "references"),
  name: fc.constantFrom(...collections),
  which: fc.nat(30),
  to: fc.nat(30),
  text: words,
  links: fc.array(fc.nat(10), { maxLength: 3 }),
});
type Drawn = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Steps for `patchFrom`. */
export const steps = (maxLength = 6): fc.Arbitrary<Drawn[]> => fc.array(step, { minLength: 1, maxLength });

/** Courses that a few steps made of the fixture. */
export const courses: fc.Arbitrary<Course> = steps(8).map((drawn) => {
  const applied = applyPatch(evalCourse, patchFrom(evalCourse, drawn));
  return applied.ok ? applied.course : evalCourse;
});

/** A patch that applies: steps that would break the course are left out. */
export function patchFrom(course: Course, drawn: readonly Drawn[]): Patch {
  const patch: Patch = [];
  let current = course;
  for (const one of drawn) {
    const operation = operationFrom(current, one);
    if (operation === null) continue;
    const applied = applyPatch(current, [operation]);
    if (!applied.ok) continue;
    patch.push(operation);
    current = applied.course;
  }
  return patch;
}

function operationFrom(course: Course, { act, name, which, to, text, links }: Drawn): Operation | null {
  const items = course[name];
  const item = items[which % items.length];
  const objectiveIds = [...new Set(links.flatMap((link) => course.objectives[link]?.id ?? []))];
  if (act === "overview") return { op: "set-overview", overview: { ...course.overview, title: text } };
  if (act === "references") return { op: "set-references", references: course.references.slice(0, to % 3) };
  if (item === undefined) return null;
  if (act === "remove") return { op: "remove", in: name, id: item.id };
  if (act === "move") return { op: "move", in: name, id: item.id, to };
  const changed = { ...item, ...("text" in item ? { text } : { title: text, objective_ids: objectiveIds }) };
  const parsed = operationSchema.safeParse(
    act === "replace"
      ? { op: "replace", in: name, item: changed }
      : { op: "insert", in: name, at: to, item: { ...changed, id: nextId(course, name) } },
  );
  return parsed.success ? parsed.data : null;
}

/** Whether it is a course that may be stored. */
export function isCourse(value: unknown): boolean {
  return courseSchema.safeParse(value).success;
}
