/**
 * What a course looks like at a moment: everything that its messages are rendered from, and nothing else.
 * `render(view)` is pure, so two equal views give the same messages and an edit can be skipped.
 */
import type { ErrorCode } from "../errors.ts";
import type { Brief, ReferenceToken } from "./brief.ts";
import type { Assessment, CourseModule, Objective, Overview, Reference, Sections } from "./schema.ts";
import type { Stage } from "./stages.ts";
import type { WrittenSupplement } from "./supplement-schema.ts";

export const courseStates = ["queued", "writing", "ready", "failed", "cancelled", "deleted"] as const;
export type CourseState = (typeof courseStates)[number];

/** A section while it grows: any field may still be missing and any text may end in the middle. Shown, never stored. */
export type PartialSections = {
  overview: Partial<Overview>;
  objectives: Partial<Objective>[];
  modules: Partial<CourseModule>[];
  assessments: Partial<Assessment>[];
};

/** A document that the course rests on, as its end lists it. */
export type ReferenceView = Reference & { /** Named in the brief, read, and not cited by anything. */ unused: boolean };

/**
 * A reference in the brief that names no document, with the nearest titles; or several (`isAmbiguous`), which are then those; or one
 * that could not be read (`isUnreadable`).
 */
export type UnknownReference = {
  token: ReferenceToken;
  nearest: { number: number; title: string }[];
  isAmbiguous?: boolean | undefined;
  isUnreadable?: boolean | undefined;
};

/** Why a course uses no documents at all: who asked, who reads along, or that nobody knows who reads along. */
export const documentRefusals = ["guest", "channel", "unknown"] as const;
export type DocumentRefusal = (typeof documentRefusals)[number];

export type CourseView = {
  workspaceId: string;
  courseId: string;
  requesterId: string;
  brief: Brief;
  state: CourseState;
  /** 0 while the first draft is written. */
  version: number;
  sections: Partial<Sections>;
  /** What stands beside the four sections; none is the same as an empty list. */
  supplements?: readonly WrittenSupplement[] | undefined;
  /** The section that grows right now. */
  growing: { [Name in Stage]?: PartialSections[Name] };
  /** The stage being written, or null while nothing is. */
  stage: Stage | "reading" | "waiting" | null;
  /** When the work began, in milliseconds since 1970. */
  startedAt: number;
  references: ReferenceView[];
  unknownReferences: UnknownReference[];
  /** The knowledge base was searched and held nothing on the topic. */
  nothingRelevant: boolean;
  /** Documents were not open to this course. */
  documentsRefused?: DocumentRefusal | null;
  /** Titles of documents that are still indexed, while the work waits for them. */
  waitingFor: string[];
  writer: "model" | "offline";
  failure: { stage: Stage; code: ErrorCode; facts: Readonly<Record<string, string | number>> } | null;
  /** How many quality notes remain. */
  qualityNotes: number;
};
