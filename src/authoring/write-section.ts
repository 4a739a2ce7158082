/** Writes one section: streams a draft, validates it, and asks once more when it cannot be used. */
import type { SectionCompleted, SectionGrowing } from "../course/events.ts";
import type { Sections } from "../course/schema.ts";
import { type SectionContext, type SectionResult, type Stage, sectionFromDraft } from "../course/stages.ts";
import type { PartialSections } from "../course/view.ts";
import { CoursewrightError } from "../errors.ts";
import { parsePartialJson } from "../model/partial-json.ts";
import { createGrowingDraft } from "./partial-sections.ts";
import type { SectionTask, TokenUsage, Writer } from "./writer.ts";

/** What a section cost, over all the drafts that it took. */
type SectionUsage = TokenUsage & { drafts: number; model: string };
export type WrittenSection<Name extends Stage> = { section: Sections[Name]; usage: SectionUsage };

const drafts = 2;

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
}): AsyncGenerator<SectionGrowing, WrittenSection<Name>, undefined> {
  const usage: SectionUsage = { input: 0, cachedInput: 0, output: 0, drafts: 0, model: "" };
  let correction: SectionTask["correction"] = null;
  while (usage.drafts < drafts) {
    const draft = createGrowingDraft(stage, context);
    const growing = growingEvents[stage](draft.read);
    for await (const event of writer.writeSection({ ...task, stage, correction }, signal)) {
      if (event.type === "text") {
        draft.add(event.text);
        yield growing;
      } else if (event.type === "restart") draft.restart();
      else addUsage(usage, event.usage, event.model);
    }
    usage.drafts += 1;
    const result = judgeDraft(stage, draft.text(), context);
    if (result.ok) return { section: result.section, usage };
    correction = { draft: draft.text(), problem: result.problem };
  }
  throw new CoursewrightError("model_nonsense", `no usable draft of ${stage}: ${correction?.problem ?? ""}`, {
    facts: { drafts },
  });
}

/** The event that tells of a finished section. */
export function completedEvent<Name extends Stage>(stage: Name, section: Sections[Name]): SectionCompleted {
  return completedEvents[stage](section);
}

function judgeDraft<Name extends Stage>(stage: Name, text: string, context: SectionContext): SectionResult<Name> {
  const { state, value } = parsePartialJson(text);
  if (state === "complete") return sectionFromDraft(stage, value, context);
  const problems = {
    empty: "nothing came",
    partial: "the JSON ends before it is complete",
    invalid: "this is not valid JSON",
  };
  return { ok: false, problem: problems[state] };
}

function addUsage(total: SectionUsage, call: TokenUsage, model: string): void {
  total.input += call.input;
  total.cachedInput += call.cachedInput;
  total.output += call.output;
  total.model = model;
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
