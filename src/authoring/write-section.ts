/** Writes one section: streams a draft, validates it, and asks once more when it cannot be used. */
import type { SectionCompleted, SectionGrowing } from "../course/events.ts";
import type { Sections } from "../course/schema.ts";
import { type SectionContext, type Stage, sectionFromDraft } from "../course/stages.ts";
import type { PartialSections } from "../course/view.ts";
import { createGrowingDraft } from "./partial-sections.ts";
import { type DraftUsage, judgeJson, usableDraft } from "./usable-draft.ts";
import type { SectionTask, Writer } from "./writer.ts";

/**
 * Tells how the section grows; returns it validated.
 * @throws CoursewrightError `model_nonsense` when the second draft cannot be used either, and what the writer throws
 */
export async function* writeSection<Name extends Stage>({
  stage,
  task,
  context,
  writer,
  signal,
}: {
  stage: Name;
  task: Omit<SectionTask, "stage" | "correction">;
  context: SectionContext;
  writer: Writer;
  signal: AbortSignal;
}): AsyncGenerator<SectionGrowing, { section: Sections[Name]; usage: DraftUsage }, undefined> {
  const draft = createGrowingDraft(stage, context);
  const growing = growingEvents[stage](draft.read);
  const { value: section, usage } = yield* usableDraft({
    what: `draft of ${stage}`,
    ask: (correction) => writer.writeSection({ ...task, stage, correction }, signal),
    draft,
    grew: () => growing,
    judge: (text) => judgeJson(text, (value) => sectionFromDraft(stage, value, context)),
  });
  return { section, usage };
}

/** The event that tells of a finished section. */
export function completedEvent<Name extends Stage>(stage: Name, section: Sections[Name]): SectionCompleted {
  return completedEvents[stage](section);
}

// One maker a stage, so that the compiler sees that stage and section belong together.
const growingEvents: { [Name in Stage]: (read: () => PartialSections[Name]) => SectionGrowing } = {
  overview: (read) => ({ type: "section-growing", stage: "overview", read }),
  objectives: (read) => ({ type: "section-growing", stage: "objectives", read }),
  modules: (read) => ({ type: "section-growing", stage: "modules", read }),
  assessments: (read) => ({ type: "section-growing", stage: "assessments", read }),
};
const completedEvents: { [Name in Stage]: (section: Sections[Name]) => SectionCompleted } = {
  overview: (section) => ({ type: "section-completed", stage: "overview", section }),
  objectives: (section) => ({ type: "section-completed", stage: "objectives", section }),
  modules: (section) => ({ type: "section-completed", stage: "modules", section }),
  assessments: (section) => ({ type: "section-completed", stage: "assessments", section }),
};
