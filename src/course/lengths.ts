/** What a course's modules take together, and what its overview then has to say. */
import { formatCourseDuration, parseDuration } from "./duration.ts";
import type { Course } from "./schema.ts";

/** How far the modules' sum may be from the estimate, as a part of it. */
const tolerance = 0.1;

/** The modules' durations added up, in minutes. */
export function modulesMinutes({ modules }: Pick<Course, "modules">): number {
  return modules.reduce((sum, { duration }) => sum + (parseDuration(duration) ?? 0), 0);
}

/** Whether what the modules take together, in minutes, agrees with an estimate. */
export function fitsEstimate(modules: number, estimate: number): boolean {
  // The last digits of "0.08 hours" are not worth a change.
  return Math.abs(modules - estimate) <= estimate * tolerance + 0.001;
}

/** The estimate that fits the modules: the one that stands there, as long as they are not a tenth apart. */
export function fittingEstimate(course: Pick<Course, "modules" | "overview">): string {
  const { duration_estimate: stated } = course.overview;
  const sum = modulesMinutes(course);
  return fitsEstimate(sum, parseDuration(stated) ?? 0) ? stated : formatCourseDuration(sum);
}
