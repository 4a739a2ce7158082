/** What a note is about, and what makes two notes the same complaint. */
import type { QualityNote } from "./notes.ts";

/** The ids of the items that a note is about; none when it is about the course as a whole. */
export function noteItems(note: QualityNote): string[] {
  switch (note.kind) {
    case "titles_alike":
      return [note.firstId, note.secondId];
    case "durations_off":
    case "document_unused":
      return [];
    case "module_without_objective":
      return [note.moduleId];
    case "assessment_without_objective":
      return [note.assessmentId];
    case "citation_unknown":
    case "objective_unknown":
      return [note.itemId];
    default:
      return [note.objectiveId];
  }
}

/** The same for the same complaint in another version: wordings and sums may differ. */
export function noteKey(note: QualityNote): string {
  return [note.kind, ...noteItems(note), detailOf(note)].join(" ");
}

function detailOf(note: QualityNote): string {
  switch (note.kind) {
    case "objective_unknown":
      return note.objectiveId;
    case "citation_unknown":
      return note.passageId;
    case "document_unused":
      return note.documentId;
    default:
      return "";
  }
}
