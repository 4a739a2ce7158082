/** What training people check first: which module teaches and which assessment checks each objective. */
import type { Course } from "../schema.ts";

export type Alignment = {
  modules: readonly { id: string; order: number; title: string }[];
  assessments: readonly { id: string; title: string }[];
  /** One row an objective, in the order of the course; ids in the order of the columns. */
  rows: readonly {
    objectiveId: string;
    text: string;
    moduleIds: readonly string[];
    assessmentIds: readonly string[];
  }[];
};

/** The matrix objective × module × assessment. */
export function alignment(course: Course): Alignment {
  const serving = (items: readonly { id: string; objective_ids: readonly string[] }[], objectiveId: string) =>
    items.filter((item) => item.objective_ids.includes(objectiveId)).map(({ id }) => id);
  return {
    modules: course.modules.map(({ id, order, title }) => ({ id, order, title })),
    assessments: course.assessments.map(({ id, title }) => ({ id, title })),
    rows: course.objectives.map(({ id, text }) => ({
      objectiveId: id,
      text,
      moduleIds: serving(course.modules, id),
      assessmentIds: serving(course.assessments, id),
    })),
  };
}
