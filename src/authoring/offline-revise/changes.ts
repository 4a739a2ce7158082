/** Collects operations while a reply is worked off, and shows the course as they leave it. */

import type { OfflineObstacle } from "../../course/open-questions.ts";
import { type Collection, type Item, nextId, type Operation, operationSchema, type Patch } from "../../course/patch.ts";
import type { BriefChanges, Remark } from "../../course/revision.ts";
import type { Assessment, Course, CourseModule, Objective, Overview } from "../../course/schema.ts";
import { noWishes, type ReviseAnswer } from "../reviser.ts";

export type Changes = {
  patch: Patch;
  brief: BriefChanges;
  remarks: Remark[];
  obstacles: OfflineObstacle[];
  answers: ReviseAnswer[];
  /** The course with what is collected so far; it may be too small or too large while it is under way. */
  course(): Course;
  overview(change: Partial<Overview>): undefined;
  insertObjective(at: number, item: Omit<Objective, "id">): Objective;
  insertModule(at: number, item: Omit<CourseModule, "id" | "order">): CourseModule;
  insertAssessment(at: number, item: Omit<Assessment, "id">): Assessment;
  /** Sets fields of an item, which must be there. */
  change(name: Collection, id: string, fields: Readonly<Record<string, unknown>>): undefined;
  remove(name: Collection, id: string): undefined;
  move(name: Collection, id: string, to: number): undefined;
};

/** Begins with the course as it is. Ids in `taken` are not given again. */
export function collectChanges(base: Course, taken: ReadonlySet<string>): Changes {
  let current = base;
  const given = new Set(taken);
  const patch: Patch = [];
  const fresh = (name: Collection) => {
    const id = nextId(current, name, given);
    given.add(id);
    return id;
  };
  const put = (operation: Operation, course: Course) => {
    patch.push(operation);
    current = { ...course, modules: course.modules.map((module, index) => ({ ...module, order: index + 1 })) };
  };
  return {
    patch,
    brief: noWishes(),
    remarks: [],
    obstacles: [],
    answers: [],
    course: () => current,
    overview(change) {
      const overview = { ...current.overview, ...change };
      put({ op: "set-overview", overview }, { ...current, overview });
    },
    insertObjective(at, item) {
      const objective = { id: fresh("objectives"), ...item };
      const objectives = current.objectives.toSpliced(at, 0, objective);
      put({ op: "insert", in: "objectives", at, item: objective }, { ...current, objectives });
      return objective;
    },
    insertModule(at, item) {
      const module = { id: fresh("modules"), order: at + 1, ...item };
      put(
        { op: "insert", in: "modules", at, item: module },
        { ...current, modules: current.modules.toSpliced(at, 0, module) },
      );
      return module;
    },
    insertAssessment(at, item) {
      const assessment = { id: fresh("assessments"), ...item };
      const assessments = current.assessments.toSpliced(at, 0, assessment);
      put({ op: "insert", in: "assessments", at, item: assessment }, { ...current, assessments });
      return assessment;
    },
    change(name, id, fields) {
      const items: readonly Item[] = current[name];
      const item = items.find((candidate) => candidate.id === id);
      // Parsed, since only the schema knows that these fields belong to an item of this collection.
      const operation = operationSchema.parse({ op: "replace", in: name, item: { ...item, ...fields } });
      if (operation.op !== "replace") return;
      put(operation, replaced(current, operation));
    },
    remove(name, id) {
      const without = <Any extends { id: string }>(items: readonly Any[]) => items.filter((item) => item.id !== id);
      put({ op: "remove", in: name, id }, rearranged(current, name, without));
    },
    move(name, id, to) {
      const moved = <Any extends { id: string }>(items: readonly Any[]) => {
        const rest = items.filter((item) => item.id !== id);
        return rest.toSpliced(to, 0, ...items.filter((item) => item.id === id));
      };
      put({ op: "move", in: name, id, to }, rearranged(current, name, moved));
    },
  };
}

function replaced(course: Course, operation: Extract<Operation, { op: "replace" }>): Course {
  const swap = <Any extends { id: string }>(items: readonly Any[], item: Any) =>
    items.map((candidate) => (candidate.id === item.id ? item : candidate));
  switch (operation.in) {
    case "objectives":
      return { ...course, objectives: swap(course.objectives, operation.item) };
    case "modules":
      return { ...course, modules: swap(course.modules, operation.item) };
    case "assessments":
      return { ...course, assessments: swap(course.assessments, operation.item) };
  }
}

function rearranged(
  course: Course,
  name: Collection,
  edit: <Any extends { id: string }>(items: readonly Any[]) => Any[],
): Course {
  switch (name) {
    case "objectives":
      return { ...course, objectives: edit(course.objectives) };
    case "modules":
      return { ...course, modules: edit(course.modules) };
    case "assessments":
      return { ...course, assessments: edit(course.assessments) };
  }
}
