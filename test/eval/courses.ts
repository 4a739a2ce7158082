/** Writes a course for each prompt and counts what the rules of quality say of it. */
import { writeSection } from "../../src/authoring/write-section.ts";
import type { Writer } from "../../src/authoring/writer.ts";
import { parseBrief } from "../../src/course/brief.ts";
import { checkQuality } from "../../src/course/quality.ts";
import { courseSchema, type Sections } from "../../src/course/schema.ts";
import { stageNames } from "../../src/course/stages.ts";

export type JudgedCourse = { prompt: string; title: string; errors: string[]; notes: string[]; failure: string | null };

/** Never throws: what fails is told. */
export async function judgeCourse(prompt: string, writer: Writer, signal: AbortSignal): Promise<JudgedCourse> {
  try {
    const parsed = parseBrief(prompt, { unescape: false });
    if (!parsed.ok) throw new Error(`the prompt is ${parsed.reason}`);
    const course = courseSchema.parse({ ...(await written(parsed.brief, writer, signal)), references: [] });
    const found = checkQuality(course, { passageIds: new Set(), namedDocuments: [] });
    const kinds = (severity: string) => found.filter((note) => note.severity === severity).map(({ kind }) => kind);
    return { prompt, title: course.overview.title, errors: kinds("error"), notes: kinds("note"), failure: null };
  } catch (error) {
    return {
      prompt,
      title: "",
      errors: [],
      notes: [],
      failure: error instanceof Error ? error.message : String(error),
    };
  }
}

async function written(
  brief: Parameters<typeof writeSection>[0]["task"]["brief"],
  writer: Writer,
  signal: AbortSignal,
): Promise<Partial<Sections>> {
  let finished: Partial<Sections> = {};
  for (const stage of stageNames) {
    const events = writeSection({
      stage,
      task: { workspaceId: "T0EVAL", courseId: "course_eval", brief, finished, passages: [] },
      context: { finished, passageIds: new Map() },
      writer,
      signal,
    });
    for (;;) {
      const { done, value } = await events.next();
      if (done !== true) continue;
      finished = { ...finished, [stage]: value.section };
      break;
    }
  }
  return finished;
}
