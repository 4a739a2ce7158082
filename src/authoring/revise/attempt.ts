/** What one try at a request leads to: a course to save, or the end. */
import type { Dependent } from "../../course/diff.ts";
import type { BriefChanges, Obstacle, Remark, ReviseOutcome } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import type { VersionCause } from "../../course/version-cause.ts";

type Revised = Extract<ReviseOutcome, { kind: "revised" }>;

/** A version to be, with all that its outcome says besides what can be told from the versions themselves. */
export type Attempt = {
  course: Course;
  cause: VersionCause;
  dependents: Dependent[];
  brief: BriefChanges;
  remarks: Remark[];
  obstacles: Obstacle[];
  qualityNotes: number;
} & Pick<Revised, "answer" | "citations">;

export type Step = { kind: "attempt"; attempt: Attempt } | { kind: "end"; outcome: ReviseOutcome };

/** The end of a request that changed nothing. */
export function explained(version: number, obstacles: Obstacle[]): Step {
  return { kind: "end", outcome: { kind: "explained", version, obstacles } };
}

/** A version that comes of a button alone. */
export function plainAttempt(course: Course, cause: VersionCause, qualityNotes: number): Attempt {
  return {
    course,
    cause,
    dependents: [],
    brief: { documents_added: [], documents_dropped: [], length_minutes: null, level: null, language: null },
    remarks: [],
    obstacles: [],
    qualityNotes,
    answer: null,
    citations: [],
  };
}
