/** From what a model filled in to a patch: ids are given, passages and documents are looked up, mistakes are named. */
import { z } from "zod";
import { formatCourseDuration } from "../../course/duration.ts";
import {
  applyPatch,
  type Collection,
  nextId,
  type Operation,
  operationSchema,
  type Patch,
} from "../../course/patch.ts";
import type { BriefChanges, Obstacle } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { type NamedDocument, noWishes, type ReviseDraft, type ReviseTask } from "../reviser.ts";
import { type ModelReply, modelReplySchema } from "./answer-schema.ts";

/** More than this is no revision but another course. */
const mostOperations = 60;

type Converted = { ok: true; draft: ReviseDraft } | { ok: false; problem: string };

/** `value` is parsed JSON. Problems are told in words that a model can act on. */
export function convertReply(value: unknown, task: ReviseTask): Converted {
  const parsed = modelReplySchema.safeParse(value);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const reply = parsed.data;
  const unknown = unknownPassages(reply, task);
  if (unknown.length > 0) return { ok: false, problem: unknown.join("\n") };
  const obstacles = reply.not_done.map((wish): Obstacle => ({ code: "unclear", wish, question: null }));
  const answer = reply.answer?.trim() ? { text: reply.answer.trim(), passages: reply.answer_passages } : null;
  switch (reply.kind) {
    case "nothing":
    case "undo":
      return { ok: true, draft: { kind: reply.kind } };
    case "answer":
      return answer === null
        ? { ok: false, problem: 'kind is "answer" and there is no answer' }
        : { ok: true, draft: { kind: "answer", answer, obstacles } };
    case "unclear":
      return {
        ok: true,
        draft: {
          kind: "explained",
          obstacles: [{ code: "unclear", wish: task.reply, question: answer?.text ?? null }],
        },
      };
    case "revision":
      return convertRevision(reply, task, obstacles, answer);
  }
}

function convertRevision(
  reply: ModelReply,
  task: ReviseTask,
  obstacles: Obstacle[],
  answer: Extract<ReviseDraft, { kind: "revision" }>["answer"],
): Converted {
  if (reply.operations.length > mostOperations) {
    return { ok: false, problem: `${reply.operations.length} operations are too many: at most ${mostOperations}` };
  }
  const { brief, missing } = wishedBrief(reply, task);
  const made = operationsOf(reply, task);
  if (made.problems.length > 0) return { ok: false, problem: made.problems.join("\n") };
  const overview = overviewOf(reply, task.course);
  const patch: Patch = [...(overview === null ? [] : [overview]), ...made.patch];
  const all = [...obstacles, ...missing];
  const changes = patch.length > 0 || brief.documents_added.length > 0 || brief.documents_dropped.length > 0;
  if (!changes && all.length === 0 && answer === null && reply.operations.length === 0) {
    return { ok: false, problem: 'kind is "revision" and nothing is changed: name the operations, or another kind' };
  }
  return { ok: true, draft: { kind: "revision", patch, brief, remarks: [], obstacles: all, answer } };
}

function overviewOf(reply: ModelReply, { overview }: Course): Operation | null {
  const changed = {
    ...overview,
    ...(reply.overview_title !== null && { title: reply.overview_title }),
    ...(reply.overview_description !== null && { description: reply.overview_description }),
    ...(reply.level !== null && { difficulty_level: reply.level }),
    ...(reply.length_minutes !== null && { duration_estimate: formatCourseDuration(reply.length_minutes) }),
  };
  // Its lengths are judged with the whole course, when the patch is applied.
  return JSON.stringify(changed) === JSON.stringify(overview) ? null : { op: "set-overview", overview: changed };
}

function wishedBrief(reply: ModelReply, task: ReviseTask): { brief: BriefChanges; missing: Obstacle[] } {
  const listed = task.course.references.map(({ document_id: id, number, title }) => ({ id, number, title }));
  const find = (numbers: readonly number[], documents: readonly NamedDocument[]) =>
    documents.filter(({ number }) => numbers.includes(number));
  const dropped = find(reply.documents_dropped, listed);
  const missing = reply.documents_dropped
    .filter((number) => Number.isInteger(number) && !dropped.some((document) => document.number === number))
    .map((number): Obstacle => ({ code: "document_not_used", wish: `@${number}`, number }));
  return {
    brief: {
      ...noWishes(),
      // A document that the person did not name is none that they want, whatever the model says.
      documents_added: find(reply.documents_added, task.documents),
      documents_dropped: dropped,
      length_minutes: reply.length_minutes,
      level: reply.level,
      language: reply.language,
    },
    missing,
  };
}

function operationsOf(reply: ModelReply, task: ReviseTask): { patch: Patch; problems: string[] } {
  const problems: string[] = [];
  const patch: Patch = [];
  let course = task.course;
  const { fresh, real } = nameNewItems(reply, task);
  for (const [index, operation] of reply.operations.entries()) {
    const made = operationOf(operation, course, task, real, fresh.get(index) ?? "");
    if (typeof made === "string") {
      problems.push(`operation ${index + 1} (${operation.op} ${operation.section} ${operation.id ?? ""}): ${made}`);
      continue;
    }
    if (isEmptyChange(made, course)) continue;
    patch.push(made);
    // Too few or too many on the way is no fault: only the end is judged, when the whole patch is applied.
    course = stepped(course, made);
  }
  return { patch, problems };
}

type RealId = (section: Collection, name: string) => string;

/** Ids for what is added, by the operation's index; a model may use its own name for a new item before the item comes. */
function nameNewItems(reply: ModelReply, task: ReviseTask): { fresh: Map<number, string>; real: RealId } {
  const fresh = new Map<number, string>();
  const names = new Map<string, string>();
  const taken = new Set(task.takenIds);
  for (const [index, { op, section, id }] of reply.operations.entries()) {
    if (op !== "add") continue;
    const given = nextId(task.course, section, taken);
    taken.add(given);
    fresh.set(index, given);
    if (id !== null) names.set(`${section} ${id}`, given);
  }
  return { fresh, real: (section, name) => names.get(`${section} ${name}`) ?? name };
}

function isEmptyChange(operation: Operation, course: Course): boolean {
  if (operation.op !== "replace") return false;
  const before = course[operation.in].find(({ id }) => id === operation.item.id);
  return JSON.stringify(before) === JSON.stringify(operation.item);
}

type ModelOperation = ModelReply["operations"][number];

function operationOf(
  operation: ModelOperation,
  course: Course,
  task: ReviseTask,
  real: RealId,
  fresh: string,
): Operation | string {
  const { op, section, after } = operation;
  const ids = course[section].map(({ id }) => id);
  const id = op === "add" ? fresh : real(section, operation.id ?? "");
  if (op !== "add" && !ids.includes(id)) return `there is no such item; there are ${ids.join(", ")}`;
  if (op === "remove") return { op: "remove", in: section, id };
  const others = ids.filter((other) => other !== id);
  const leader = after === null || after === "start" || after === "end" ? after : real(section, after);
  const at = leader === null || leader === "end" ? others.length : leader === "start" ? 0 : others.indexOf(leader) + 1;
  if (at === 0 && leader !== "start") return `it cannot stand after ${after}, which is not there`;
  if (op === "move") return { op: "move", in: section, id, to: at };
  const before = course[section].find((item) => item.id === id);
  const item = { ...blankFor(op, section), ...before, ...fieldsOf(operation, task, real), id };
  const candidate =
    op === "add"
      ? { op: "insert", in: section, at, item: section === "modules" ? { ...item, order: at + 1 } : item }
      : { op: "replace", in: section, item };
  const parsed = operationSchema.safeParse(candidate);
  return parsed.success ? parsed.data : problemOf(candidate.item, section);
}

/** What a new item has when the model says nothing of it; what has no sensible value is missing and told. */
function blankFor(op: "add" | "change", section: Collection): object {
  if (op === "change" || section === "objectives") return {};
  return { objective_ids: [], citations: [] };
}

const fieldNames = {
  objectives: ["text", "bloom_level"],
  modules: ["title", "description", "duration", "topics", "objective_ids"],
  assessments: ["type", "title", "description", "objective_ids"],
} as const;

/** Fields that the model set and that an item of this section has. */
function fieldsOf(operation: ModelOperation, task: ReviseTask, real: RealId): Record<string, unknown> {
  const { section, passages } = operation;
  const fields: Record<string, unknown> = {};
  for (const name of fieldNames[section]) {
    const value = operation[name];
    if (value === null) continue;
    fields[name] = name === "objective_ids" ? operation.objective_ids?.map((id) => real("objectives", id)) : value;
  }
  if (passages !== null && section !== "objectives") {
    fields.citations = [...new Set(passages)].flatMap(
      (number) => task.passages.find((one) => one.number === number)?.id ?? [],
    );
  }
  return fields;
}

function problemOf(item: object, section: Collection): string {
  const missing = fieldNames[section].filter((name) => !(name in item));
  return missing.length > 0
    ? `${missing.join(", ")} must not be null`
    : "a value is empty, too long or of the wrong form";
}

function stepped(course: Course, operation: Operation): Course {
  const applied = applyPatch(course, [operation]);
  if (applied.ok) return applied.course;
  if (operation.op === "remove") {
    const without = <Item extends { id: string }>(items: readonly Item[]) =>
      items.filter(({ id }) => id !== operation.id);
    return {
      ...course,
      objectives: without(course.objectives),
      modules: without(course.modules),
      assessments: without(course.assessments),
    };
  }
  return course;
}

function unknownPassages(reply: ModelReply, task: ReviseTask): string[] {
  const known = new Set(task.passages.map(({ number }) => number));
  const named = [...reply.answer_passages, ...reply.operations.flatMap(({ passages }) => passages ?? [])];
  const unknown = [...new Set(named.filter((number) => !known.has(number)))];
  return unknown.map((number) => `passage ${number} was not given`);
}
