/** What needs no writer: undo, restore, and mending by rule. */
import { dependents } from "../../course/diff.ts";
import { applyPatch, namedIds } from "../../course/patch.ts";
import { noteKey } from "../../course/quality/note-items.ts";
import { checkQuality, repairByRule } from "../../course/quality.ts";
import type { Course } from "../../course/schema.ts";
import { undoChange } from "../../course/undo.ts";
import { broughtBackBy, nextToUndo, undoneVersions } from "../../course/version-cause.ts";
import type { VersionRecord } from "../../storage/store.ts";
import { emptyRetrieval } from "../retrieval.ts";
import { noWishes } from "../reviser.ts";
import { explained, plainAttempt, type Step } from "./attempt.ts";
import { factsOf, withReferences } from "./finish-course.ts";

/** Takes back what version `of` changed; null: the newest change that holds. Versions oldest first. */
export function undoAttempt(latest: VersionRecord, versions: readonly VersionRecord[], of: number | null): Step {
  const target = of ?? nextToUndo(versions);
  if (target === null) return explained(latest.number, [{ code: "nothing_to_undo" }]);
  const after = versions.find(({ number }) => number === target);
  const before = versions.find(({ number }) => number === target - 1);
  if (after === undefined) return explained(latest.number, [{ code: "version_unknown", number: target }]);
  if (before === undefined) return explained(latest.number, [{ code: "nothing_to_undo" }]);
  if (undoneVersions(versions).has(target)) return explained(latest.number, [{ code: "already_undone", of: target }]);
  const { patch, conflicts } = undoChange({ before: before.course, after: after.course }, latest.course);
  if (conflicts.length > 0) return explained(latest.number, [{ code: "undo_conflict", of: target, conflicts }]);
  const applied = applyPatch(latest.course, patch);
  if (!applied.ok) return explained(latest.number, [{ code: "undo_breaks", of: target, problem: applied.problem }]);
  const clean = same(latest.course, after.course);
  const course = clean
    ? before.course
    : withReferences([before.course, after.course, latest.course], applied.course, emptyRetrieval, noWishes());
  if (same(course, latest.course)) return explained(latest.number, [{ code: "already_undone", of: target }]);
  const attempt = plainAttempt(course, { kind: "undo", of: target }, notesOf(latest.course, course).length);
  const broughtBack = broughtBackBy(versions, target);
  // A version as it was before is whole in itself; a mixture may leave something behind.
  const left = clean ? [] : dependents(latest.course, course, namedIds(patch));
  return { kind: "attempt", attempt: { ...attempt, dependents: left, broughtBack } };
}

/** The content of version `number` as a new version. */
export function restoreAttempt(latest: VersionRecord, versions: readonly VersionRecord[], number: number): Step {
  const wanted = versions.find((version) => version.number === number);
  if (wanted === undefined) return explained(latest.number, [{ code: "version_unknown", number }]);
  if (same(wanted.course, latest.course)) {
    return explained(latest.number, [{ code: "already_so", wish: String(number) }]);
  }
  const notes = notesOf(latest.course, wanted.course).length;
  return { kind: "attempt", attempt: plainAttempt(wanted.course, { kind: "restore", of: number }, notes) };
}

/** Mends by rule what the quality notes complain of; `only` is the key of the one note that is meant. */
export function fixAttempt(latest: VersionRecord, only: string | null): Step {
  const { course } = latest;
  const facts = factsOf(course, course, emptyRetrieval);
  const meant = checkQuality(course, facts).filter((note) => only === null || noteKey(note) === only);
  const mended = withReferences([course], repairByRule(course, meant), emptyRetrieval, noWishes());
  if (same(mended, course)) return explained(latest.number, [{ code: "nothing_to_fix" }]);
  return {
    kind: "attempt",
    attempt: plainAttempt(mended, { kind: "fix" }, checkQuality(mended, facts).length),
  };
}

/** Whether the rule for one note does all that it takes. */
export function mendsByRule(latest: VersionRecord, only: string | null): boolean {
  return only !== null && fixAttempt(latest, only).kind === "attempt";
}

function notesOf(base: Course, course: Course) {
  return checkQuality(course, factsOf(course, base, emptyRetrieval));
}

function same(one: Course, other: Course): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
