/**
 * From a patched course to one that can be saved: what follows from a change (lengths, links, references) follows, and
 * nothing else is touched.
 */
import { formatModuleDuration, parseDuration, splitMinutes } from "../../course/duration.ts";
import { fittingEstimate, modulesMinutes } from "../../course/lengths.ts";
import { namedIds, type Patch } from "../../course/patch.ts";
import { noteItems, noteKey } from "../../course/quality/note-items.ts";
import { ownFacts } from "../../course/quality/own-facts.ts";
import { checkQuality, type QualityFacts, type QualityNote, repairByRule } from "../../course/quality.ts";
import type { BriefChanges, Remark } from "../../course/revision.ts";
import type { Course, CourseModule, Place, Reference } from "../../course/schema.ts";
import type { Retrieval } from "../retrieval.ts";

export type Finished = {
  course: Course;
  remarks: Remark[];
  /** Rules that the patch's own items break and that are worth asking a model about. */
  faults: QualityNote[];
  /** All notes of the finished course. */
  notes: QualityNote[];
};

/** `patched` is `base` after `patch`. With `repair` the patch's own faults are mended by rule as far as that goes. */
export function finishCourse({
  base,
  patched,
  patch,
  brief,
  retrieval,
  repair,
}: {
  base: Course;
  patched: Course;
  patch: Patch;
  brief: BriefChanges;
  retrieval: Retrieval;
  repair: boolean;
}): Finished {
  const named = namedIds(patch);
  const dropped = new Set(brief.documents_dropped.map(({ id }) => id));
  const linked = withoutRemovedObjectives(base, withoutDocuments(patched, base, dropped));
  const timed = withLengths(base, linked, brief.length_minutes !== null, named);
  const whole = withReferences([base], timed.course, retrieval, brief);
  const facts = factsOf(base, whole, retrieval);
  const before = new Set(checkQuality(base, facts).map(noteKey));
  const isOwn = (note: QualityNote) => !before.has(noteKey(note)) && isAbout(note, named);
  const own = checkQuality(whole, facts).filter((note) => note.severity === "error" && isOwn(note));
  const mended = repair && own.length > 0 ? withReferences([base], repairByRule(whole, own), retrieval, brief) : whole;
  const notes = checkQuality(mended, facts);
  const fresh = notes.filter((note) => !before.has(noteKey(note)));
  return {
    course: mended,
    remarks: [...timed.remarks, ...fresh.flatMap((note) => remarkOf(note, mended))],
    faults: notes.filter((note) => note.severity === "error" && isOwn(note)),
    notes,
  };
}

/** Passages that may be cited: those that were given now, and what the course rested on before. */
export function factsOf(base: Course, course: Course, retrieval: Retrieval): QualityFacts {
  const given = retrieval.passages.map(({ id }) => id);
  return {
    passageIds: new Set([...given, ...ownFacts(base).passageIds]),
    namedDocuments: ownFacts(course).namedDocuments,
  };
}

function withoutDocuments(course: Course, base: Course, dropped: ReadonlySet<string>): Course {
  if (dropped.size === 0) return course;
  const gone = new Set(
    base.references.flatMap(({ document_id, passages }) =>
      dropped.has(document_id) ? passages.map(({ id }) => id) : [],
    ),
  );
  const clear = <Item extends { citations: string[] }>(item: Item): Item =>
    item.citations.some((id) => gone.has(id))
      ? { ...item, citations: item.citations.filter((id) => !gone.has(id)) }
      : item;
  return { ...course, modules: course.modules.map(clear), assessments: course.assessments.map(clear) };
}

function withoutRemovedObjectives(base: Course, course: Course): Course {
  const kept = new Set(course.objectives.map(({ id }) => id));
  const removed = new Set(base.objectives.map(({ id }) => id).filter((id) => !kept.has(id)));
  if (removed.size === 0) return course;
  const clear = <Item extends { objective_ids: string[] }>(item: Item): Item =>
    item.objective_ids.some((id) => removed.has(id))
      ? { ...item, objective_ids: item.objective_ids.filter((id) => !removed.has(id)) }
      : item;
  return { ...course, modules: course.modules.map(clear), assessments: course.assessments.map(clear) };
}

/** Modules follow a length that was asked for; otherwise the length follows the modules once they are a tenth apart. */
function withLengths(base: Course, course: Course, asked: boolean, named: ReadonlySet<string>) {
  const estimate = parseDuration(course.overview.duration_estimate) ?? 0;
  const sum = modulesMinutes(course);
  if (asked || course.overview.duration_estimate !== base.overview.duration_estimate) {
    if (Math.abs(sum - estimate) <= 0.001) return { course, remarks: [] };
    const modules = rescaled(base, course.modules, estimate, named);
    const changed = modules.filter((module, index) => module.duration !== course.modules[index]?.duration).length;
    const remarks: Remark[] = changed === 0 ? [] : [{ code: "modules_rescaled", modules: changed }];
    return { course: { ...course, modules }, remarks };
  }
  const after = sum === modulesMinutes(base) ? course.overview.duration_estimate : fittingEstimate(course);
  if (after === course.overview.duration_estimate) return { course, remarks: [] };
  const remarks: Remark[] = [{ code: "length_followed", before: course.overview.duration_estimate, after }];
  return { course: { ...course, overview: { ...course.overview, duration_estimate: after } }, remarks };
}

/** Each keeps its share; durations that the same patch sets stay as they were set, if the others have room. */
function rescaled(base: Course, modules: readonly CourseModule[], estimate: number, named: ReadonlySet<string>) {
  const before = new Map(base.modules.map(({ id, duration }) => [id, duration]));
  const isFixed = ({ id, duration }: CourseModule) => named.has(id) && before.has(id) && before.get(id) !== duration;
  const fixed = total(modules.filter(isFixed).map(minutesOf));
  const free = modules.filter((module) => !isFixed(module));
  const all = free.length === 0 || estimate - fixed < free.length;
  const moving = all ? modules : free;
  const shares = splitMinutes(all ? estimate : estimate - fixed, moving.map(minutesOf));
  const durations = new Map(moving.map(({ id }, index) => [id, formatModuleDuration(shares[index] ?? 1)]));
  return modules.map((module) => {
    const duration = durations.get(module.id) ?? module.duration;
    return parseDuration(duration) === minutesOf(module) ? module : { ...module, duration };
  });
}

/**
 * What the course rests on. Passages keep their places among the labels as long as they are cited; new ones follow in
 * the order of the course. `sources` are versions that know documents and places which the course may cite again.
 */
export function withReferences(
  sources: readonly Course[],
  course: Course,
  retrieval: Retrieval,
  brief: BriefChanges,
): Course {
  const dropped = new Set(brief.documents_dropped.map(({ id }) => id));
  const added = new Set(brief.documents_added.map(({ id }) => id));
  const cited = [...new Set([...course.modules, ...course.assessments].flatMap(({ citations }) => citations))];
  const known = new Map<string, Reference>();
  const places = new Map<string, { documentId: string; place: Place }>();
  for (const reference of [...sources, course].flatMap(({ references }) => references)) {
    known.set(reference.document_id, reference);
    for (const { id, place } of reference.passages) places.set(id, { documentId: reference.document_id, place });
  }
  for (const { id, documentId, place } of retrieval.passages) places.set(id, { documentId, place });
  for (const { id, number, title, version } of retrieval.documents) {
    if (known.has(id)) continue;
    known.set(id, { document_id: id, number, title, document_version: version, passages: [], named: false });
  }
  const references = [...known.values()]
    .filter(({ document_id }) => !dropped.has(document_id))
    .map((reference) => {
      const kept = reference.passages.filter(({ id }) => cited.includes(id));
      const fresh = cited.flatMap((id) => {
        const found = places.get(id);
        const isNew = found?.documentId === reference.document_id && !kept.some((passage) => passage.id === id);
        return found !== undefined && isNew ? [{ id, place: found.place }] : [];
      });
      const named = reference.named || added.has(reference.document_id);
      return { ...reference, passages: [...kept, ...fresh], named };
    })
    .filter(({ named, passages }) => named || passages.length > 0)
    .toSorted((one, other) => one.number - other.number);
  return JSON.stringify(references) === JSON.stringify(course.references) ? course : { ...course, references };
}

function minutesOf({ duration }: CourseModule): number {
  return parseDuration(duration) ?? 0;
}

function total(minutes: readonly number[]): number {
  return minutes.reduce((sum, one) => sum + one, 0);
}

function isAbout(note: QualityNote, named: ReadonlySet<string>): boolean {
  return noteItems(note).some((id) => named.has(id));
}

/** Told only of what somebody should do something about. */
function remarkOf(note: QualityNote, course: Course): Remark[] {
  switch (note.kind) {
    case "objective_without_module":
    case "objective_without_assessment": {
      const index = course.objectives.findIndex(({ id }) => id === note.objectiveId);
      return [{ code: note.kind, place: index + 1, text: course.objectives[index]?.text ?? "" }];
    }
    case "module_without_objective":
    case "assessment_without_objective": {
      const section = note.kind === "module_without_objective" ? "modules" : "assessments";
      const [itemId] = noteItems(note);
      const index = course[section].findIndex(({ id }) => id === itemId);
      return [{ code: "without_objective", in: section, place: index + 1, title: course[section][index]?.title ?? "" }];
    }
    case "document_unused":
      return [{ code: "document_unused", number: note.number, title: note.title }];
    default:
      return [];
  }
}
