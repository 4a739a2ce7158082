/** What is to be said of a course's quality, in words. Plain text: whoever shows it escapes it. */
import type { QualityNote } from "../course/quality.ts";
import type { Course } from "../course/schema.ts";

/** One note in plain words, naming the item by its place. */
export function qualityNoteText(note: QualityNote, course: Course): string {
  const objective = (id: string) => named("objective", course.objectives, id, (item) => item.text);
  const module = (id: string) => named("module", course.modules, id, (item) => item.title);
  const assessment = (id: string) => named("assessment", course.assessments, id, (item) => item.title);
  const item = (id: string) => (course.modules.some((each) => each.id === id) ? module(id) : assessment(id));
  switch (note.kind) {
    case "verb_vague":
      return `${capital(objective(note.objectiveId))} begins with “${note.verb}”, which nobody can measure. Better: something people can be seen doing, such as explain, list or apply.`;
    case "verb_missing":
      return `${capital(objective(note.objectiveId))} does not begin with something that people can be seen doing.`;
    case "verb_level":
      return `${capital(objective(note.objectiveId))} begins with “${note.verb}”, which suits the level ${list(note.suited)} better than ${note.level}.`;
    case "verb_double":
      return `${capital(objective(note.objectiveId))} asks for two things at once: “${note.verb}” and “${note.second}”. Two objectives are easier to check.`;
    case "objective_without_module":
      return `No module teaches ${objective(note.objectiveId)}.`;
    case "objective_without_assessment":
      return `No assessment checks ${objective(note.objectiveId)}.`;
    case "module_without_objective":
      return `${capital(module(note.moduleId))} serves no objective.`;
    case "assessment_without_objective":
      return `${capital(assessment(note.assessmentId))} checks no objective.`;
    case "objective_unknown":
      return `${capital(item(note.itemId))} names an objective that the course does not have.`;
    case "durations_off":
      return `The modules take ${minutes(note.moduleMinutes)} together, and the course says ${minutes(note.estimateMinutes)}.`;
    case "titles_alike":
      return `The titles “${note.firstTitle}” and “${note.secondTitle}” are nearly the same.`;
    case "citation_unknown":
      return `${capital(item(note.itemId))} cites a passage that none of the documents has.`;
    case "document_unused":
      return `@${note.number} ${note.title} was named, and nothing in the course rests on it.`;
  }
}

function named<Each extends { id: string }>(
  kind: string,
  items: readonly Each[],
  id: string,
  titleOf: (item: Each) => string,
): string {
  const index = items.findIndex((each) => each.id === id);
  const found = items[index];
  return found === undefined ? kind : `${kind} ${index + 1} “${titleOf(found).replace(/[.\s]+$/, "")}”`;
}

function list(levels: readonly string[]): string {
  return levels.length < 2 ? levels.join("") : `${levels.slice(0, -1).join(", ")} or ${levels.at(-1)}`;
}

function minutes(count: number): string {
  const hours = count / 60;
  if (count >= 60 && Number.isInteger(hours * 2)) return `${hours} ${hours === 1 ? "hour" : "hours"}`;
  const rounded = Math.round(count);
  return `${rounded} ${rounded === 1 ? "minute" : "minutes"}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
