/** What one try at a request leads to: a course to save, or the end. */
import type { Obstacle, ReviseOutcome, RevisionExtras } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import type { VersionCause } from "../../course/version-cause.ts";
import { noWishes } from "../reviser.ts";

/** A version to be, with all that its outcome says besides what can be told from the versions themselves. */
export type Attempt = RevisionExtras & { course: Course; cause: VersionCause };

export type Step = { kind: "attempt"; attempt: Attempt } | { kind: "end"; outcome: ReviseOutcome };

/** The end of a request that changed nothing. */
export function explained(version: number, obstacles: Obstacle[]): Step {
  return { kind: "end", outcome: { kind: "explained", version, obstacles } };
}

/** A version that comes of a button alone. */
export function plainAttempt(course: Course, cause: VersionCause, qualityNotes: number): Attempt {
  return { course, cause, ...noExtras(qualityNotes) };
}

/** A version of which there is nothing to say. */
export function noExtras(qualityNotes: number): RevisionExtras {
  return {
    dependents: [],
    brief: noWishes(),
    remarks: [],
    obstacles: [],
    qualityNotes,
    answer: null,
    citations: [],
    broughtBack: null,
  };
}

/** The same, with more told of what was not done. Where nothing was done, that is the reason, and not that it was unclear. */
export function withObstacles(step: Step, more: readonly Obstacle[]): Step {
  if (more.length === 0) return step;
  if (step.kind === "attempt") {
    const attempt: Attempt = { ...step.attempt, obstacles: [...more, ...step.attempt.obstacles] };
    return { kind: "attempt", attempt };
  }
  switch (step.outcome.kind) {
    case "explained":
      return explained(step.outcome.version, [
        ...more,
        ...step.outcome.obstacles.filter(({ code }) => code !== "unclear"),
      ]);
    case "answered":
      return { kind: "end", outcome: { ...step.outcome, obstacles: [...more, ...step.outcome.obstacles] } };
    default:
      return step;
  }
}
