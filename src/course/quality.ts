/**
 * The rules of a good course, checked by program on every version. Pure: the same course and facts give the same notes,
 * in the order of the course.
 */
import { parseDuration } from "./duration.ts";
import { fitsEstimate, modulesMinutes } from "./lengths.ts";
import { alignment } from "./quality/alignment.ts";
import type { QualityFacts, QualityNote, TitledSection } from "./quality/notes.ts";
import { alikePairs } from "./quality/titles.ts";
import { verbNotes } from "./quality/verbs.ts";
import type { Course } from "./schema.ts";

export { alignment } from "./quality/alignment.ts";
export type { QualityFacts, QualityNote, QualityNoteKind } from "./quality/notes.ts";
export { isMendedByRule, repairByRule } from "./quality/repair.ts";

/** Everything that is to be said about a course: errors break a rule, notes are for people to judge. */
export function checkQuality(course: Course, facts: QualityFacts): QualityNote[] {
  return [
    ...verbNotes(course),
    ...alignmentNotes(course),
    ...durationNotes(course),
    ...titleNotes("modules", course.modules),
    ...titleNotes("assessments", course.assessments),
    ...citationNotes(course, facts),
    ...documentNotes(course, facts),
  ];
}

function alignmentNotes(course: Course): QualityNote[] {
  const known = new Set(course.objectives.map(({ id }) => id));
  const notes: QualityNote[] = alignment(course).rows.flatMap(({ objectiveId, moduleIds, assessmentIds }) => [
    ...(moduleIds.length === 0 ? [{ kind: "objective_without_module", severity: "error", objectiveId } as const] : []),
    ...(assessmentIds.length === 0
      ? [{ kind: "objective_without_assessment", severity: "error", objectiveId } as const]
      : []),
  ]);
  for (const item of [...course.modules, ...course.assessments]) {
    for (const objectiveId of new Set(item.objective_ids)) {
      if (!known.has(objectiveId)) {
        notes.push({ kind: "objective_unknown", severity: "error", itemId: item.id, objectiveId });
      }
    }
  }
  const without = (item: { objective_ids: readonly string[] }) => !item.objective_ids.some((id) => known.has(id));
  for (const { id: moduleId } of course.modules.filter(without)) {
    notes.push({ kind: "module_without_objective", severity: "error", moduleId });
  }
  for (const { id: assessmentId } of course.assessments.filter(without)) {
    notes.push({ kind: "assessment_without_objective", severity: "error", assessmentId });
  }
  return notes;
}

function durationNotes(course: Course): QualityNote[] {
  const estimateMinutes = parseDuration(course.overview.duration_estimate) ?? 0;
  const moduleMinutes = modulesMinutes(course);
  if (fitsEstimate(moduleMinutes, estimateMinutes)) return [];
  return [{ kind: "durations_off", severity: "error", moduleMinutes, estimateMinutes }];
}

function titleNotes(section: TitledSection, items: readonly { id: string; title: string }[]): QualityNote[] {
  return alikePairs(items).map(([first, second]) => ({
    kind: "titles_alike",
    severity: "error",
    section,
    firstId: first.id,
    secondId: second.id,
    firstTitle: first.title,
    secondTitle: second.title,
  }));
}

function citationNotes(course: Course, facts: QualityFacts): QualityNote[] {
  return [...course.modules, ...course.assessments].flatMap(({ id: itemId, citations }) =>
    [...new Set(citations)]
      .filter((passageId) => !facts.passageIds.has(passageId))
      .map((passageId) => ({ kind: "citation_unknown", severity: "error", itemId, passageId }) as const),
  );
}

function documentNotes(course: Course, facts: QualityFacts): QualityNote[] {
  const used = new Set(
    course.references.filter(({ passages }) => passages.length > 0).map(({ document_id }) => document_id),
  );
  return facts.namedDocuments
    .filter(({ documentId }) => !used.has(documentId))
    .map(({ documentId, number, title }) => ({
      kind: "document_unused",
      severity: "note",
      documentId,
      number,
      title,
    }));
}
