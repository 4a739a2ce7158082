/** What a course's modules take together, and what its overview then has to say. */
import { formatCourseDuration, parseDuration } from "./duration.ts";
import type { Course } from "./schema.ts";

/** How far the modules' sum may be from the estimate. */
export const durationTolerance = 0.1;

/** The modules' durations added up, in minutes. */
export function modulesMinutes({ modules }: Pick<Course, "modules">): number {
  return modules.reduce((sum, { duration }) => sum + (parseDuration(duration) ?? 0), 0);
}

/** The estimate that fits the modules: the one that stands there, as long as they are not a tenth apart. */
export function fittingEstimate(course: Pick<Course, "modules" | "overview">): string {
  const { duration_estimate: stated } = course.overview;
  const estimate = parseDuration(stated) ?? 0;
  const sum = modulesMinutes(course);
  // The last digits of "0.08 hours" are not worth a change.
  return Math.abs(sum - estimate) <= estimate * durationTolerance + 0.001 ? stated : formatCourseDuration(sum);
}
