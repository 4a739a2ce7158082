/**
 * A patch: operations that make the next version of a course. What no operation names stays as it is, byte for byte; only a
 * module's `order` follows its place. Every patch has an inverse, which is how Undo works.
 */
import { z } from "zod";
import { assertNever } from "../errors.ts";
import {
  assessmentSchema,
  type Course,
  type CourseModule,
  courseSchema,
  moduleSchema,
  objectiveSchema,
  overviewSchema,
  referenceSchema,
} from "./schema.ts";

export const collections = ["objectives", "modules", "assessments"] as const;
export type Collection = (typeof collections)[number];
export type Item<Name extends Collection = Collection> = Course[Name][number];

const place = z.int().min(0);
const id = z.string();
const collection = z.enum(collections);

/** Places count from 0; a place beyond the end is the end. */
export const operationSchema = z.union([
  z.strictObject({ op: z.literal("set-overview"), overview: overviewSchema }),
  z.strictObject({ op: z.literal("set-references"), references: z.array(referenceSchema) }),
  z.strictObject({ op: z.literal("insert"), in: z.literal("objectives"), at: place, item: objectiveSchema }),
  z.strictObject({ op: z.literal("insert"), in: z.literal("modules"), at: place, item: moduleSchema }),
  z.strictObject({ op: z.literal("insert"), in: z.literal("assessments"), at: place, item: assessmentSchema }),
  z.strictObject({ op: z.literal("replace"), in: z.literal("objectives"), item: objectiveSchema }),
  z.strictObject({ op: z.literal("replace"), in: z.literal("modules"), item: moduleSchema }),
  z.strictObject({ op: z.literal("replace"), in: z.literal("assessments"), item: assessmentSchema }),
  z.strictObject({ op: z.literal("remove"), in: collection, id }),
  z.strictObject({ op: z.literal("move"), in: collection, id, to: place }),
]);
export type Operation = z.infer<typeof operationSchema>;
export type Patch = Operation[];

export type PatchResult = { ok: true; course: Course; inverse: Patch } | { ok: false; problem: string };

/**
 * The course after the patch, with the patch that leads back.
 * @returns a problem in plain words when an operation names what is not there, or the result is no valid course
 */
export function applyPatch(course: Course, patch: Patch): PatchResult {
  let current = course;
  const inverse: Patch = [];
  for (const operation of patch) {
    const step = apply(current, operation);
    if (typeof step === "string") return { ok: false, problem: step };
    current = step.course;
    inverse.unshift(step.inverse);
  }
  const valid = courseSchema.safeParse(current);
  if (!valid.success) return { ok: false, problem: z.prettifyError(valid.error) };
  return { ok: true, course: current, inverse };
}

/** The ids of items that a patch names, in whatever way. */
export function namedIds(patch: Patch): Set<string> {
  return new Set(
    patch.flatMap((operation) =>
      operation.op === "insert" || operation.op === "replace"
        ? [operation.item.id]
        : "id" in operation
          ? [operation.id]
          : [],
    ),
  );
}

/** The next free id of a collection: never one that the course, or any id in `taken`, has. */
export function nextId(course: Course, name: Collection, taken: Iterable<string> = []): string {
  const letter = { objectives: "o", modules: "m", assessments: "a" }[name];
  const numbers = [...course[name].map((item) => item.id), ...taken]
    .filter((used) => used.startsWith(letter))
    .map((used) => Number(used.slice(1)));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

type Step = { course: Course; inverse: Operation } | string;

function apply(course: Course, operation: Operation): Step {
  switch (operation.op) {
    case "set-overview":
      return {
        course: { ...course, overview: operation.overview },
        inverse: { op: "set-overview", overview: course.overview },
      };
    case "set-references":
      return {
        course: { ...course, references: operation.references },
        inverse: { op: "set-references", references: course.references },
      };
    case "insert":
      return insert(course, operation);
    case "replace":
      return replace(course, operation);
    case "remove":
      return remove(course, operation.in, operation.id);
    case "move":
      return move(course, operation.in, operation.id, operation.to);
    default:
      return assertNever(operation);
  }
}

function insert(course: Course, operation: Extract<Operation, { op: "insert" }>): Step {
  const { in: name, item, at } = operation;
  if (course[name].some((other) => other.id === item.id)) return `${name} has ${item.id} already`;
  const inserted = <Any>(items: readonly Any[], one: Any) => items.toSpliced(Math.min(at, items.length), 0, one);
  return { course: inserting(course, operation, inserted), inverse: { op: "remove", in: name, id: item.id } };
}

function replace(course: Course, operation: Extract<Operation, { op: "replace" }>): Step {
  const { in: name, item } = operation;
  const index = course[name].findIndex((other) => other.id === item.id);
  const before = course[name][index];
  if (before === undefined) return `${name} has no ${item.id}`;
  const replaced = <Any>(items: readonly Any[], one: Any) => items.with(index, one);
  return { course: inserting(course, operation, replaced), inverse: operationFor("replace", name, before, index) };
}

function remove(course: Course, name: Collection, itemId: string): Step {
  const index = course[name].findIndex((item) => item.id === itemId);
  const before = course[name][index];
  if (before === undefined) return `${name} has no ${itemId}`;
  return {
    course: rearranged(course, name, (items) => items.toSpliced(index, 1)),
    inverse: operationFor("insert", name, before, index),
  };
}

function move(course: Course, name: Collection, itemId: string, to: number): Step {
  const from = course[name].findIndex((item) => item.id === itemId);
  if (from < 0) return `${name} has no ${itemId}`;
  const moved = <Any>(items: readonly Any[]) => {
    const rest = items.toSpliced(from, 1);
    return rest.toSpliced(Math.min(to, rest.length), 0, ...items.slice(from, from + 1));
  };
  return { course: rearranged(course, name, moved), inverse: { op: "move", in: name, id: itemId, to: from } };
}

/** Parses what the types cannot follow: that the item belongs to the collection of that name. */
function operationFor(op: "insert" | "replace", name: Collection, item: Item, at: number): Operation {
  return operationSchema.parse(op === "insert" ? { op, in: name, at, item } : { op, in: name, item });
}

type WithItem = Extract<Operation, { op: "insert" | "replace" }>;

function inserting(
  course: Course,
  operation: WithItem,
  edit: <Any>(items: readonly Any[], item: Any) => Any[],
): Course {
  switch (operation.in) {
    case "objectives":
      return { ...course, objectives: edit(course.objectives, operation.item) };
    case "modules":
      return { ...course, modules: ordered(edit(course.modules, operation.item)) };
    case "assessments":
      return { ...course, assessments: edit(course.assessments, operation.item) };
    default:
      return assertNever(operation);
  }
}

function rearranged(course: Course, name: Collection, edit: <Any>(items: readonly Any[]) => Any[]): Course {
  switch (name) {
    case "objectives":
      return { ...course, objectives: edit(course.objectives) };
    case "modules":
      return { ...course, modules: ordered(edit(course.modules)) };
    case "assessments":
      return { ...course, assessments: edit(course.assessments) };
    default:
      return assertNever(name);
  }
}

/** `order` follows the place; a module that keeps its place stays the very same. */
function ordered(modules: readonly CourseModule[]): CourseModule[] {
  return modules.map((module, index) => (module.order === index + 1 ? module : { ...module, order: index + 1 }));
}
