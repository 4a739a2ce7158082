/** Asks the reviser for a draft and makes a course of it; a draft that cannot be used is asked for once more. */
import { dependents } from "../../course/diff.ts";
import { applyPatch, namedIds } from "../../course/patch.ts";
import { noteKey } from "../../course/quality/note-items.ts";
import { checkQuality } from "../../course/quality.ts";
import type { AnswerCitation, RevisePayload } from "../../course/revision.ts";
import { CoursewrightError } from "../../errors.ts";
import type { Retrieval } from "../retrieval.ts";
import type { ReviseAnswer, ReviseDraft, Reviser, ReviseTask } from "../reviser.ts";
import { explained, type Step } from "./attempt.ts";
import { type Finished, factsOf, finishCourse } from "./finish-course.ts";

const drafts = 2;

type Revision = Extract<ReviseDraft, { kind: "revision" }>;
type Usable = { draft: Revision; finished: Finished };

/** @throws CoursewrightError `model_nonsense` when no draft can be used, and what the reviser throws */
export async function writeAttempt({
  reviser,
  task,
  retrieval,
  payload,
  version,
  signal,
  log,
}: {
  reviser: Reviser;
  task: Omit<ReviseTask, "correction">;
  retrieval: Retrieval;
  payload: RevisePayload;
  version: number;
  signal: AbortSignal;
  log: { info(facts: object, message: string): void };
}): Promise<Step | { kind: "undo" }> {
  const asked = payload.action === "fix" ? { ...task, reply: wishToFix(task, retrieval, payload.note) } : task;
  if (payload.action === "fix" && asked.reply === "") return explained(version, [{ code: "nothing_to_fix" }]);
  let correction: ReviseTask["correction"] = null;
  let usable: Usable | null = null;
  for (let count = 1; count <= drafts; count += 1) {
    const { text, usage, model, result } = await reviser.revise({ ...asked, correction }, signal);
    log.info({ courseId: task.courseId, model, ...usage, draft: count }, "reply read");
    const judged = result.ok ? judge(task, result.draft, retrieval) : result;
    if (judged.ok && judged.revision === null) {
      // A question to a second draft is no way out of the first's faults.
      if (usable === null && result.ok && result.draft.kind !== "revision") {
        return result.draft.kind === "undo" ? { kind: "undo" } : ended(result.draft, task, version);
      }
      break;
    }
    if (judged.ok && judged.revision !== null) {
      usable = judged.revision;
      if (reviser.kind === "offline" || usable.finished.faults.length === 0) break;
    }
    const problem = judged.ok ? faultsInWords(usable) : judged.problem;
    correction = { draft: text, problem };
    if (reviser.kind === "offline") break;
  }
  if (usable === null) {
    throw new CoursewrightError("model_nonsense", `no usable revision: ${correction?.problem ?? ""}`, {
      facts: { drafts },
    });
  }
  return stepOf(usable, asked, retrieval, payload, version);
}

type Judged = { ok: true; revision: Usable | null } | { ok: false; problem: string };

function judge(task: Pick<ReviseTask, "course">, draft: ReviseDraft, retrieval: Retrieval): Judged {
  if (draft.kind !== "revision") return { ok: true, revision: null };
  const applied = applyPatch(task.course, draft.patch);
  if (!applied.ok) return { ok: false, problem: applied.problem };
  const { patch, brief } = draft;
  const finished = finishCourse({ base: task.course, patched: applied.course, patch, brief, retrieval, repair: false });
  return { ok: true, revision: { draft, finished } };
}

function stepOf(
  { draft, finished: unmended }: Usable,
  task: Omit<ReviseTask, "correction">,
  retrieval: Retrieval,
  payload: RevisePayload,
  version: number,
): Step {
  const { patch, brief, remarks, obstacles, answer } = draft;
  const applied = applyPatch(task.course, patch);
  const finished = applied.ok
    ? finishCourse({ base: task.course, patched: applied.course, patch, brief, retrieval, repair: true })
    : unmended;
  const { course } = finished;
  if (JSON.stringify(course) === JSON.stringify(task.course)) {
    if (answer !== null) return ended({ kind: "answer", answer, obstacles }, task, version);
    const reasons = obstacles.length > 0 ? obstacles : [{ code: "already_so", wish: task.reply } as const];
    return explained(version, reasons);
  }
  return {
    kind: "attempt",
    attempt: {
      course,
      cause: { kind: payload.action === "rewrite" || payload.action === "fix" ? payload.action : "reply" },
      dependents: dependents(task.course, course, namedIds(patch)),
      brief,
      remarks: [...remarks, ...finished.remarks],
      obstacles,
      qualityNotes: finished.notes.length,
      answer: answer?.text ?? null,
      citations: answer === null ? [] : citationsOf(answer, task),
      broughtBack: null,
    },
  };
}

function ended(
  draft: Exclude<ReviseDraft, { kind: "revision" | "undo" }>,
  task: Pick<ReviseTask, "passages">,
  version: number,
): Step {
  switch (draft.kind) {
    case "answer": {
      const { answer, obstacles } = draft;
      const citations = citationsOf(answer, task);
      return { kind: "end", outcome: { kind: "answered", version, text: answer.text, citations, obstacles } };
    }
    case "explained":
      return explained(version, draft.obstacles);
    default:
      return { kind: "end", outcome: { kind: "nothing" } };
  }
}

function citationsOf({ passages }: ReviseAnswer, task: Pick<ReviseTask, "passages">): AnswerCitation[] {
  return [...new Set(passages)].flatMap((number) => {
    const passage = task.passages.find((candidate) => candidate.number === number);
    if (passage === undefined) return [];
    const { id, documentId, documentNumber, documentTitle, place } = passage;
    return [{ passage_id: id, document_id: documentId, number: documentNumber, title: documentTitle, place }];
  });
}

/** For a model: what the rules complain of, item by item. */
function wishToFix({ course }: Pick<ReviseTask, "course">, retrieval: Retrieval, only: string | null): string {
  const all = checkQuality(course, factsOf(course, course, retrieval));
  const notes = all.filter((note) => only === null || noteKey(note) === only);
  if (notes.length === 0) return "";
  return `Mend what the rules of quality complain of, and change nothing else:\n${notes.map((note) => JSON.stringify(note)).join("\n")}`;
}

function faultsInWords(usable: Usable | null): string {
  const faults = usable?.finished.faults ?? [];
  return `The operations apply, but what they add or change breaks rules of quality:\n${faults.map((note) => JSON.stringify(note)).join("\n")}`;
}
