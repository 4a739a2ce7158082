/** Drives the offline writer through the four stages, as the house does. */
import { draftSection } from "../../../src/authoring/offline/draft.ts";
import type { NumberedPassage, SectionTask } from "../../../src/authoring/writer.ts";
import { type Brief, briefSchema } from "../../../src/course/brief.ts";
import { checkQuality, type QualityNote } from "../../../src/course/quality.ts";
import type { Course, Sections } from "../../../src/course/schema.ts";
import { sectionFromDraft, type stageNames } from "../../../src/course/stages.ts";

export function briefOf(prompt: string, more: Partial<Brief> = {}): Brief {
  return briefSchema.parse({ prompt, topic: prompt, ...more });
}

export function taskOf(brief: Brief, passages: readonly NumberedPassage[], finished: Partial<Sections>): SectionTask {
  return { workspaceId: "T1", courseId: "c1", stage: "overview", brief, finished, passages, correction: null };
}

/** The whole course; throws with the problem when a draft does not become a section. */
export function writeCourse(brief: Brief, passages: readonly NumberedPassage[] = []): Course {
  const finished: Partial<Sections> = {};
  const passageIds = new Map(passages.map(({ number, id }) => [number, id]));
  const section = <Name extends (typeof stageNames)[number]>(stage: Name): Sections[Name] => {
    const draft = draftSection({ ...taskOf(brief, passages, { ...finished }), stage });
    const result = sectionFromDraft(stage, draft, { finished, passageIds });
    if (!result.ok) throw new Error(`${stage}: ${result.problem}\n${JSON.stringify(draft)}`);
    return result.value;
  };
  finished.overview = section("overview");
  finished.objectives = section("objectives");
  finished.modules = section("modules");
  const { overview, objectives, modules } = finished;
  return { overview, objectives, modules, assessments: section("assessments"), references: [] };
}

export function qualityErrors(course: Course, passages: readonly NumberedPassage[] = []): QualityNote[] {
  const passageIds = new Set(passages.map(({ id }) => id));
  return checkQuality(course, { passageIds, namedDocuments: [] }).filter(({ severity }) => severity === "error");
}

/** A Markdown document cut at its second-level headings. */
export function passagesOf(markdown: string, documentNumber: number, first = 1): NumberedPassage[] {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? `Document ${documentNumber}`;
  return markdown
    .split(/^(?=## )/m)
    .flatMap((part) => {
      const heading = /^## (.+)$/m.exec(part)?.[1];
      const text = part.replace(/^## .+$/m, "").trim();
      return heading === undefined ? [] : [{ heading, text }];
    })
    .map(({ heading, text }, index) => ({
      number: first + index,
      id: `d${documentNumber}p${index + 1}`,
      documentId: `d${documentNumber}`,
      documentNumber,
      documentTitle: title,
      place: { heading_path: [title, heading], page: null, slide: null, sheet: null },
      text,
    }));
}

/** Every text of a course that people read. */
export function textsOf(course: Course): string[] {
  return [
    course.overview.title,
    course.overview.description,
    ...course.objectives.map(({ text }) => text),
    ...course.modules.flatMap(({ title, description, topics }) => [title, description, ...topics]),
    ...course.assessments.flatMap(({ title, description }) => [title, description]),
  ];
}
