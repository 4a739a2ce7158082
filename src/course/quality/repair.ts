/** Mends without a model what can be mended so. What a note does not name stays as it is, byte for byte. */
import { assertNever } from "../../errors.ts";
import { formatModuleDuration, parseDuration, splitMinutes } from "../duration.ts";
import type { Course } from "../schema.ts";
import type { QualityNote } from "./notes.ts";
import { repairVerb } from "./repair-verb.ts";
import { verbLanguageOf } from "./verbs.ts";
import { overlap, stemsOf } from "./words.ts";

/**
 * The course with everything mended that a rule can mend. Left for a model or a person: alike titles, two verbs in one
 * objective, documents that were not used, objectives whose first word is no verb that we know.
 */
export function repairByRule(course: Course, notes: readonly QualityNote[]): Course {
  return notes.reduce(mend, course);
}

/** Whether a rule can do something about it. */
export function isMendedByRule(note: QualityNote, course: Course): boolean {
  return JSON.stringify(mend(course, note)) !== JSON.stringify(course);
}

function mend(course: Course, note: QualityNote): Course {
  switch (note.kind) {
    case "verb_vague":
    case "verb_missing":
    case "verb_level":
      return withVerb(course, note);
    case "objective_without_module":
      return { ...course, modules: linkedTo(note.objectiveId, course.modules, course) };
    case "objective_without_assessment":
      return { ...course, assessments: linkedTo(note.objectiveId, course.assessments, course) };
    case "module_without_objective":
      return { ...course, modules: linkedFrom(note.moduleId, course.modules, course) };
    case "assessment_without_objective":
      return { ...course, assessments: linkedFrom(note.assessmentId, course.assessments, course) };
    case "objective_unknown":
      return {
        ...course,
        modules: without(note.itemId, "objective_ids", note.objectiveId, course.modules),
        assessments: without(note.itemId, "objective_ids", note.objectiveId, course.assessments),
      };
    case "durations_off":
      return withDurations(course);
    case "citation_unknown":
      return {
        ...course,
        modules: without(note.itemId, "citations", note.passageId, course.modules),
        assessments: without(note.itemId, "citations", note.passageId, course.assessments),
      };
    case "verb_double":
    case "titles_alike":
    case "document_unused":
      return course;
    default:
      return assertNever(note);
  }
}

type VerbNote = Extract<QualityNote, { kind: "verb_vague" | "verb_missing" | "verb_level" }>;

function withVerb(course: Course, note: VerbNote): Course {
  const language = verbLanguageOf(course);
  if (language === null) return course;
  const objectives = course.objectives.map((objective) =>
    objective.id === note.objectiveId ? repairVerb(objective, language) : objective,
  );
  return { ...course, objectives };
}

/** The modules' minutes scaled to the estimate, each keeping its share. */
function withDurations(course: Course): Course {
  const estimate = parseDuration(course.overview.duration_estimate);
  if (estimate === null) return course;
  const minutes = course.modules.map(({ duration }) => parseDuration(duration) ?? 0);
  const scaled = splitMinutes(estimate, minutes);
  const modules = course.modules.map((module, index) => ({
    ...module,
    duration: formatModuleDuration(scaled[index] ?? 1),
  }));
  return { ...course, modules };
}

type Linked = { id: string; title: string; description: string; objective_ids: string[]; citations: string[] };

/** Adds the objective to the item that speaks of it most; among equals to the one with the fewest objectives. */
function linkedTo<Item extends Linked>(objectiveId: string, items: Item[], course: Course): Item[] {
  const objective = course.objectives.find(({ id }) => id === objectiveId);
  if (objective === undefined || items.some(({ objective_ids }) => objective_ids.includes(objectiveId))) return items;
  const words = new Set(stemsOf(objective.text));
  const [nearest] = items
    .map((item) => ({ item, score: overlap(words, new Set(stemsOf(textOf(item)))) }))
    .sort((one, other) => other.score - one.score || one.item.objective_ids.length - other.item.objective_ids.length);
  return items.map((item) =>
    item === nearest?.item ? { ...item, objective_ids: [...item.objective_ids, objectiveId] } : item,
  );
}

/** Gives an item without objectives the one that it speaks of most. */
function linkedFrom<Item extends Linked>(itemId: string, items: Item[], course: Course): Item[] {
  const known = new Set(course.objectives.map(({ id }) => id));
  return items.map((item) => {
    if (item.id !== itemId || item.objective_ids.some((id) => known.has(id))) return item;
    const words = new Set(stemsOf(textOf(item)));
    const [nearest] = course.objectives
      .map(({ id, text }) => ({ id, score: overlap(words, new Set(stemsOf(text))) }))
      .sort((one, other) => other.score - one.score);
    return nearest === undefined ? item : { ...item, objective_ids: [...item.objective_ids, nearest.id] };
  });
}

function textOf(item: Linked): string {
  return `${item.title} ${item.description}`;
}

function without<Item extends Linked>(
  itemId: string,
  field: "objective_ids" | "citations",
  value: string,
  items: Item[],
): Item[] {
  return items.map((item) =>
    item.id === itemId && item[field].includes(value)
      ? { ...item, [field]: item[field].filter((candidate) => candidate !== value) }
      : item,
  );
}
