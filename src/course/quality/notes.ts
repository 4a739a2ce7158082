/** What can be said of a course's quality: a closed union, so that every kind has its sentence and its repair. */
import type { BloomLevel } from "../schema.ts";

export type TitledSection = "modules" | "assessments";

/** An "error" breaks a rule and is mended once; a "note" is for people to judge. */
export type QualityNote =
  /** The objective begins with a verb that nobody can measure: "know", "understand". */
  | { kind: "verb_vague"; severity: "error"; objectiveId: string; verb: string; level: BloomLevel }
  /** The objective begins with no measurable verb that we know of. */
  | { kind: "verb_missing"; severity: "error" | "note"; objectiveId: string; firstWord: string; level: BloomLevel }
  /** The verb belongs to other levels than the one that the objective claims. */
  | {
      kind: "verb_level";
      severity: "error" | "note";
      objectiveId: string;
      verb: string;
      level: BloomLevel;
      suited: readonly BloomLevel[];
    }
  /** The objective asks for two things at once: "list and explain". */
  | { kind: "verb_double"; severity: "note"; objectiveId: string; verb: string; second: string }
  | { kind: "objective_without_module"; severity: "error"; objectiveId: string }
  | { kind: "objective_without_assessment"; severity: "error"; objectiveId: string }
  | { kind: "module_without_objective"; severity: "error"; moduleId: string }
  | { kind: "assessment_without_objective"; severity: "error"; assessmentId: string }
  /** A module or assessment names an objective that the course does not have. */
  | { kind: "objective_unknown"; severity: "error"; itemId: string; objectiveId: string }
  | { kind: "durations_off"; severity: "error"; moduleMinutes: number; estimateMinutes: number }
  | {
      kind: "titles_alike";
      severity: "error";
      section: TitledSection;
      firstId: string;
      secondId: string;
      firstTitle: string;
      secondTitle: string;
    }
  /** A module or assessment cites a passage that the writer was not given. */
  | { kind: "citation_unknown"; severity: "error"; itemId: string; passageId: string }
  /** A document that the person named is cited by nothing. */
  | { kind: "document_unused"; severity: "note"; documentId: string; number: number; title: string };

export type QualityNoteKind = QualityNote["kind"];

/** What a check needs to know besides the course. */
export type QualityFacts = {
  /** Ids of the passages that the writer was given. */
  passageIds: ReadonlySet<string>;
  /** The documents that the person named. */
  namedDocuments: readonly { documentId: string; number: number; title: string }[];
};
