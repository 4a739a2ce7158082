/** What is to be said of a course's quality, in words. Plain text: whoever shows it escapes it. */
import type { Texts } from "../english.ts";
import { bare, either, minutesText } from "./plural.ts";
import { valueTexts } from "./values.ts";

/** One note in plain words, naming the item by its place. */
export const qualityNoteText: Texts["sentences"]["qualityNoteText"] = (note, course) => {
  const objective = (id: string) => named("Lernziel", course.objectives, id, (item) => item.text);
  const module = (id: string) => named("Modul", course.modules, id, (item) => item.title);
  const assessment = (id: string) => named("Überprüfung", course.assessments, id, (item) => item.title);
  const item = (id: string) => (course.modules.some((each) => each.id === id) ? module(id) : assessment(id));
  switch (note.kind) {
    case "verb_vague":
      return `${objective(note.objectiveId)} nutzt das Verb „${note.verb}“, das niemand messen kann. Besser ist etwas, wobei man jemandem zusehen kann, etwa erklären, auflisten oder anwenden.`;
    case "verb_missing":
      return `${objective(note.objectiveId)} nennt nichts, wobei man jemandem zusehen kann.`;
    case "verb_level":
      return `${objective(note.objectiveId)} nutzt das Verb „${note.verb}“, das besser zur Stufe ${either(note.suited.map(valueTexts.bloom))} passt als zu ${valueTexts.bloom(note.level)}.`;
    case "verb_double":
      return `${objective(note.objectiveId)} verlangt zwei Dinge auf einmal: „${note.verb}“ und „${note.second}“. Zwei Lernziele lassen sich leichter prüfen.`;
    case "objective_without_module":
      return `Kein Modul vermittelt ${objective(note.objectiveId)}.`;
    case "objective_without_assessment":
      return `Keine Überprüfung prüft ${objective(note.objectiveId)}.`;
    case "module_without_objective":
      return `${module(note.moduleId)} dient keinem Lernziel.`;
    case "assessment_without_objective":
      return `${assessment(note.assessmentId)} prüft kein Lernziel.`;
    case "objective_unknown":
      return `${item(note.itemId)} nennt ein Lernziel, das der Kurs nicht hat.`;
    case "durations_off":
      return `Die Module dauern zusammen ${minutesText(note.moduleMinutes)}, der Kurs gibt ${minutesText(note.estimateMinutes)} an.`;
    case "titles_alike":
      return `Die Titel „${note.firstTitle}“ und „${note.secondTitle}“ sind fast gleich.`;
    case "citation_unknown":
      return `${item(note.itemId)} nennt eine Textstelle, die es in keinem der Dokumente gibt.`;
    case "document_unused":
      return `@${note.number} ${note.title} wurde genannt, aber nichts im Kurs beruht darauf.`;
  }
};

function named<Each extends { id: string }>(
  kind: string,
  items: readonly Each[],
  id: string,
  titleOf: (item: Each) => string,
): string {
  const index = items.findIndex((each) => each.id === id);
  const found = items[index];
  return found === undefined ? kind : `${kind} ${index + 1} „${bare(titleOf(found))}“`;
}
