/**
 * The first of the overlapping calls: overview, objectives and the modules' outline. A section is finished, saved and told as soon
 * as the next one begins; should the call break off then, only the rest is asked for again.
 */
import type { CourseEvent, SectionGrowing } from "../course/events.ts";
import { type Outline, outlineFromDraft, plannedSection } from "../course/parts.ts";
import type { Sections } from "../course/schema.ts";
import type { DraftResult, SectionContext, Stage } from "../course/stages.ts";
import { parsePartialJson } from "../model/partial-json.ts";
import { createGrowingText, growingAnswer } from "./partial-sections.ts";
import { addUsage, type DraftUsage, mostDrafts, nothingSpent, unusable } from "./usable-draft.ts";
import { judgeAnswer, type PartWriter } from "./write-part.ts";
import type { PartTask } from "./writer.ts";

type Planned = "overview" | "objectives";
export type SaveSection = <Name extends Stage>(stage: Name, section: Sections[Name]) => Promise<CourseEvent>;

const planned = ["overview", "objectives"] as const;
const nextKeys: Readonly<Record<Planned, RegExp>> = { overview: /"objectives"\s*:/, objectives: /"outline"\s*:/ };

/**
 * Tells of its sections in order; returns the outline. `context.finished` grows as sections are saved.
 * @throws CoursewrightError `model_nonsense` when the second draft cannot be used either, and what the writer throws
 */
export async function* writePlan({
  task,
  context,
  write,
  save,
  signal,
}: {
  task: Omit<PartTask, "part" | "outline" | "correction" | "finished">;
  context: SectionContext;
  write: PartWriter;
  save: SaveSection;
  signal: AbortSignal;
}): AsyncGenerator<CourseEvent, { outline: Outline; usage: DraftUsage }, undefined> {
  const { finished } = context;
  const usage = nothingSpent();
  let correction: PartTask["correction"] = null;
  while (usage.drafts < mostDrafts) {
    const asked = planned.filter((name) => finished[name] === undefined);
    const part = { kind: "plan", missing: asked } as const;
    const draft = createGrowingText((json) => growingAnswer(json, context));
    let stage = current(finished);
    yield { type: "stage-started", stage };
    let brokeOff = false;
    for await (const event of write({ ...task, part, finished: { ...finished }, outline: null, correction }, signal)) {
      if (event.type === "text") {
        draft.add(event.text);
        if (stage !== "modules" && nextKeys[stage].test(draft.text())) {
          const section = early(stage, draft.text(), context);
          if (section.ok) yield await keep(stage, section.value);
          stage = stage === "overview" ? "objectives" : "modules";
          yield { type: "stage-started", stage };
        }
        yield growing[stage](draft.read);
      } else if (event.type === "restart") {
        brokeOff = asked.some((name) => finished[name] !== undefined);
        // What is finished stays; asking again for all of it would write another course around it.
        if (brokeOff) break;
        draft.restart();
        stage = current(finished);
      } else addUsage(usage, { ...event.usage, model: event.model });
    }
    // Not counted as a draft: it has left one section less to write, so this comes to an end.
    if (brokeOff) continue;
    usage.drafts += 1;
    const result = yield* judge(draft.text());
    if (result.ok) return { outline: result.value, usage };
    correction = { draft: draft.text(), problem: result.problem };
  }
  throw unusable("plan", correction);

  async function keep<Name extends Planned>(name: Name, section: Sections[Name]): Promise<CourseEvent> {
    finished[name] = section;
    return save(name, section);
  }

  /** A whole answer: what of it was not finished along the way, and the outline. */
  async function* judge(text: string): AsyncGenerator<CourseEvent, DraftResult<Outline>, undefined> {
    const whole = judgeAnswer<unknown>(text, (answer) => ({ ok: true, value: answer }));
    if (!whole.ok) return whole;
    for (const name of planned) {
      if (finished[name] !== undefined) continue;
      const section = plannedSection(name, whole.value, context);
      if (!section.ok) return section;
      yield await keep(name, section.value);
    }
    return outlineFromDraft(whole.value, context);
  }
}

function current(finished: Partial<Sections>): Planned | "modules" {
  return planned.find((name) => finished[name] === undefined) ?? "modules";
}

/** A section whose end has come although the answer goes on. */
function early<Name extends Planned>(name: Name, text: string, context: SectionContext): DraftResult<Sections[Name]> {
  const { value } = parsePartialJson(text);
  const answer = typeof value === "object" && value !== null && "answer" in value ? value.answer : null;
  return plannedSection(name, answer, context);
}

type ReadAnswer = () => ReturnType<typeof growingAnswer>;
const growing: Readonly<Record<Planned | "modules", (read: ReadAnswer) => SectionGrowing>> = {
  overview: (read) => ({ type: "section-growing", stage: "overview", read: () => read().overview ?? {} }),
  objectives: (read) => ({ type: "section-growing", stage: "objectives", read: () => read().objectives ?? [] }),
  modules: (read) => ({ type: "section-growing", stage: "modules", read: () => read().modules ?? [] }),
};
