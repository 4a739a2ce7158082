/** Asks a reviser what it makes of a reply, and compares that with what was expected. */
import type { ReviseDraft, Reviser } from "../../src/authoring/reviser.ts";
import { briefSchema, parseBrief } from "../../src/course/brief.ts";
import type { Operation } from "../../src/course/patch.ts";
import { isChatter, isStopWord, isUndoWord } from "../../src/course/reply-words.ts";
import type { Course } from "../../src/course/schema.ts";
import { evalCourse } from "./course.ts";
import type { EvalReply, ExpectedKind } from "./replies.ts";

export type Judged = { reply: EvalReply; kind: ExpectedKind | "failed"; operations: string[]; mistakes: string[] };

/** Documents that replies may name. */
const shelf = [
  { id: "doc-1", number: 1, title: "Security handbook" },
  { id: "doc-2", number: 2, title: "Canteen menu" },
  { id: "doc-4", number: 4, title: "Travel rules" },
];

/** One reply, as the thread would have it worked off. Never throws for what the reviser says. */
export async function judgeReply(reply: EvalReply, reviser: Reviser, signal: AbortSignal): Promise<Judged> {
  const read = await readReply(reply, reviser, signal);
  return { reply, ...read, mistakes: mistakesIn(reply, read) };
}

type Read = { kind: Judged["kind"]; operations: string[]; obstacles: string[]; answer: string };

async function readReply({ reply, before }: EvalReply, reviser: Reviser, signal: AbortSignal): Promise<Read> {
  const bare = { operations: [], obstacles: [], answer: "" };
  if (isStopWord(reply)) return { ...bare, kind: "cancel" };
  if (isChatter(reply)) return { ...bare, kind: "nothing" };
  if (isUndoWord(reply)) return { ...bare, kind: "undo" };
  const parsed = parseBrief(reply, { unescape: false });
  const numbers = parsed.ok
    ? parsed.brief.references.flatMap((token) => (token.kind === "number" ? [token.number] : []))
    : [];
  const task = {
    workspaceId: "T0EVAL",
    courseId: "course_eval",
    brief: briefSchema.parse({ prompt: "Security training", topic: "security" }),
    course: evalCourse,
    seen: evalCourse,
    takenIds: new Set<string>(),
    reply,
    target: null,
    conversation: before === undefined ? [] : [{ author: "U1", ...before }],
    passages: [],
    documents: shelf.filter(({ number }) => numbers.includes(number)),
    guest: false,
  };
  const first = await reviser.revise({ ...task, correction: null }, signal);
  const { result } = first.result.ok
    ? first
    : await reviser.revise({ ...task, correction: { draft: first.text, problem: first.result.problem } }, signal);
  if (!result.ok) return { ...bare, kind: "failed", obstacles: [result.problem] };
  return { kind: result.draft.kind, ...detailsOf(result.draft) };
}

function detailsOf(draft: ReviseDraft): Omit<Read, "kind"> {
  switch (draft.kind) {
    case "revision":
      return {
        operations: [
          ...draft.patch.flatMap(signatures),
          ...draft.brief.documents_added.map(({ number }) => `use @${number}`),
          ...draft.brief.documents_dropped.map(({ number }) => `drop @${number}`),
        ],
        obstacles: draft.obstacles.map(({ code }) => code),
        answer: draft.answer?.text ?? "",
      };
    case "answer":
      return { operations: [], obstacles: [], answer: draft.answer.text };
    case "explained":
      return { operations: [], obstacles: draft.obstacles.map(({ code }) => code), answer: "" };
    default:
      return { operations: [], obstacles: [], answer: "" };
  }
}

/** An operation in a few words; one for each field that it changes. */
function signatures(operation: Operation): string[] {
  switch (operation.op) {
    case "set-overview":
      return changed(evalCourse.overview, operation.overview).map((field) => `overview ${field}`);
    case "set-references":
      return ["references"];
    case "insert":
      return [`insert ${operation.in} ${operation.at + 1}`];
    case "replace": {
      const before = itemsOf(evalCourse).find(({ id }) => id === operation.item.id);
      return changed(before ?? {}, operation.item).map((field) => `replace ${operation.item.id} ${field}`);
    }
    case "remove":
      return [`remove ${operation.id}`];
    case "move":
      return [`move ${operation.id} ${operation.to + 1}`];
  }
}

function itemsOf({ objectives, modules, assessments }: Course): { id: string }[] {
  return [...objectives, ...modules, ...assessments];
}

function changed(before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([field, value]) => field !== "order" && JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field]) => field);
}

function mistakesIn(expected: EvalReply, { kind, operations, obstacles, answer }: Read): string[] {
  const missing = expected.operations.filter((operation) => !operations.includes(operation));
  // The second half of a swap, and links to what was added, are no surprise.
  const extra = operations.filter(
    (operation) => !expected.operations.includes(operation) && !/^move |objective_ids$/.test(operation),
  );
  return [
    ...(kind === expected.kind ? [] : [`${kind} instead of ${expected.kind} (${obstacles.join(", ")})`]),
    ...missing.map((operation) => `missing: ${operation}`),
    ...(expected.exact ? extra.map((operation) => `too much: ${operation}`) : []),
    ...(expected.obstacles ?? []).flatMap((code) =>
      // A model asks back in its own words.
      obstacles.includes(code) || obstacles.includes("unclear") ? [] : [`not told: ${code}`],
    ),
    ...(expected.says === undefined || expected.says.test(answer) ? [] : [`the answer lacks ${expected.says.source}`]),
  ];
}
