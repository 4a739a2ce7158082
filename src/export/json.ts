/** A course as JSON, for other programs. The format's name carries its version: it changes when a reader would have to. */
import type { Course } from "../course/schema.ts";
import type { ExportContext } from "./index.ts";

const jsonFormat = "coursewright/1";

/** Pretty-printed, with a line break at the end. The four sections and the references stand as the schema has them. */
export function writeJson(course: Course, { courseId, version, prompt, at }: ExportContext): string {
  const { overview, objectives, modules, assessments, references, supplements } = course;
  const file = {
    format: jsonFormat,
    course_id: courseId,
    version,
    exported_at: at.toISOString(),
    prompt,
    overview,
    objectives,
    modules,
    assessments,
    references,
    ...(supplements && { supplements }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
