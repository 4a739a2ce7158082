/** What happens while a course is written, in order. `write.ts` tells them, and `state.ts` makes the view of them. */
import type { ErrorCode } from "../errors.ts";
import type { Reference, Sections } from "./schema.ts";
import type { Stage } from "./stages.ts";
import type { WrittenSupplement } from "./supplement-schema.ts";
import type { DocumentRefusal, PartialSections, UnknownReference } from "./view.ts";

export type SectionCompleted = {
  [Name in Stage]: { type: "section-completed"; stage: Name; section: Sections[Name] };
}[Stage];
/** `read` parses what has arrived so far. It is called when an edit is due, not for every token. */
export type SectionGrowing = {
  [Name in Stage]: { type: "section-growing"; stage: Name; read: () => PartialSections[Name] };
}[Stage];

export type CourseEvent =
  | { type: "waiting-for-documents"; titles: string[] }
  | {
      type: "references-resolved";
      references: Reference[];
      unknown: UnknownReference[];
      nothingRelevant: boolean;
      refused?: DocumentRefusal | null;
    }
  | { type: "stage-started"; stage: Stage }
  | SectionGrowing
  | SectionCompleted
  | { type: "supplement-completed"; supplement: WrittenSupplement }
  | { type: "completed"; version: number; references: Reference[]; qualityNotes: number }
  | { type: "failed"; stage: Stage; code: ErrorCode; facts: Readonly<Record<string, string | number>> }
  | { type: "cancelled" };
