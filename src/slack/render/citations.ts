/** The labels of citations: [1], [2] … in the order in which a reader meets them. */
import type { Assessment, CourseModule } from "../../course/schema.ts";

export type CitationLabels = ReadonlyMap<string, number>;

type Citing = { modules: readonly Partial<CourseModule>[]; assessments: readonly Partial<Assessment>[] };

/** The number of each cited passage, by its id. A course that grows keeps the numbers it has given. */
export function citationLabels({ modules, assessments }: Citing): CitationLabels {
  const cited = [...modules, ...assessments].flatMap(({ citations }) => citations ?? []);
  return new Map([...new Set(cited)].map((id, index) => [id, index + 1]));
}

/** "[1] [3]" for these passages, lowest first; empty when there are none. */
export function labelText(labels: CitationLabels, citations: readonly string[]): string {
  return [...new Set(citations)]
    .flatMap((id) => labels.get(id) ?? [])
    .sort((first, second) => first - second)
    .map((label) => `[${label}]`)
    .join(" ");
}
