/**
 * Writes what is missing of a course by calls that overlap: the plan, then the modules' details in groups beside the
 * assessments. Each call's outcome is saved when it ends, so that nothing is paid for twice; a call that fails lets the others
 * run to their end.
 */
import { z } from "zod";
import type { CourseEvent } from "../course/events.ts";
import {
  type Detail,
  detailSchema,
  detailsFromDraft,
  moduleGroups,
  moduleInOutline,
  modulesOf,
  type Outline,
  outlineOf,
  outlineSchema,
} from "../course/parts.ts";
import type { CourseModule, Sections } from "../course/schema.ts";
import { type SectionContext, type Stage, sectionFromDraft } from "../course/stages.ts";
import { merge } from "./merge.ts";
import { createGrowingText, growingAnswer, growingDetails } from "./partial-sections.ts";
import { addUsage, type DraftUsage, nothingSpent } from "./usable-draft.ts";
import { type PartWriter, writePart } from "./write-part.ts";
import { type SaveSection, writePlan } from "./write-plan.ts";
import type { PartTask } from "./writer.ts";

export type Overlapped = {
  task: Omit<PartTask, "part" | "outline" | "correction" | "finished">;
  /** Its `finished` grows while sections are saved. */
  context: SectionContext;
  /** What earlier calls have left, by name. */
  kept: ReadonlyMap<string, unknown>;
  write: PartWriter;
  saveSection: (stage: Stage, section: Sections[Stage], usage: DraftUsage) => Promise<CourseEvent>;
  savePart: (part: string, content: unknown) => Promise<void>;
  /** Told of each call that has ended well. */
  spent: (usage: DraftUsage) => Promise<void>;
  /** Told of the stage whose writing failed, before its error is thrown. */
  failing: (stage: Stage) => void;
  signal: AbortSignal;
};

const outlinePart = "outline";

/** @throws what a call threw, once the others have ended; when the signal aborts, all of them end */
export async function* writeOverlapped(work: Overlapped): AsyncGenerator<CourseEvent, void, undefined> {
  const { finished } = work.context;
  const outline = yield* planOf(work);
  const leaving = new AbortController();
  const beside: Overlapped = { ...work, signal: AbortSignal.any([work.signal, leaving.signal]) };
  const needsModules = finished.modules === undefined;
  const sources = [
    ...(needsModules ? moduleWriting(beside, outline) : []),
    ...(finished.assessments === undefined ? [writeAssessments(beside, outline)] : []),
  ];
  if (sources.length === 0) return;
  yield { type: "stage-started", stage: needsModules ? "modules" : "assessments" };
  yield* merge(sources, () => leaving.abort());
}

async function* planOf(work: Overlapped): AsyncGenerator<CourseEvent, Outline, undefined> {
  const { context, kept, task, write, signal } = work;
  const { finished } = context;
  const known =
    finished.modules === undefined ? outlineSchema.safeParse(kept.get(outlinePart)).data : outlineOf(finished.modules);
  if (known !== undefined && finished.overview !== undefined && finished.objectives !== undefined) return known;
  try {
    // What the call costs is noted with its last section: the earlier ones are saved before it is known.
    const save: SaveSection = (stage, section) => work.saveSection(stage, section, nothingSpent());
    const { outline, usage } = yield* writePlan({ task, context, write, save, signal });
    await work.savePart(outlinePart, outline);
    await work.spent(usage);
    return outline;
  } catch (error) {
    work.failing(
      finished.overview === undefined ? "overview" : finished.objectives === undefined ? "objectives" : "modules",
    );
    throw error;
  }
}

/** One source a group that is missing; the one that ends last brings all of them together. */
function moduleWriting(work: Overlapped, outline: Outline): AsyncGenerator<CourseEvent, void, undefined>[] {
  const groups = moduleGroups(outline).map((group) => {
    const name = `modules ${group.from} to ${group.to}`;
    const kept = z
      .array(detailSchema)
      .length(group.to - group.from + 1)
      .safeParse(work.kept.get(name)).data;
    return { ...group, name, done: kept, draft: createGrowingText((json) => growingDetails(json, work.context)) };
  });
  type Group = (typeof groups)[number];
  const usage = nothingSpent();

  /** The modules in order, as far as each of them has come. */
  const read = (): Partial<CourseModule>[] => {
    const growing = new Map(groups.flatMap(({ draft }) => [...draft.read()]));
    return outline.map((planned, index) => ({
      ...moduleInOutline(planned, index),
      ...(growing.get(index) ?? detailAt(index)),
    }));
  };
  const detailAt = (index: number): Detail | undefined => {
    const group = groups.find(({ from, to }) => index + 1 >= from && index + 1 <= to);
    return group?.done?.[index + 1 - group.from];
  };
  const grew = () => ({ type: "section-growing", stage: "modules", read }) as const;

  async function* writeGroup(group: Group): AsyncGenerator<CourseEvent, void, undefined> {
    const { task, context, write, signal } = work;
    const { from, to, name, draft } = group;
    try {
      const written = yield* writePart({
        task: { ...task, part: { kind: "details", from, to }, finished: seen(context), outline },
        write,
        draft,
        grew,
        judge: (answer) => detailsFromDraft(answer, group, context),
        signal,
      });
      await work.savePart(name, written.value);
      await work.spent(written.usage);
      addUsage(usage, written.usage);
      group.done = written.value;
    } catch (error) {
      work.failing("modules");
      throw error;
    }
    yield* together();
  }

  async function* together(): AsyncGenerator<CourseEvent, void, undefined> {
    const details = groups.flatMap(({ done }) => done ?? []);
    if (details.length < outline.length || work.context.finished.modules !== undefined) return;
    const modules = modulesOf(outline, details);
    work.context.finished.modules = modules;
    yield await work.saveSection("modules", modules, usage);
    if (work.context.finished.assessments === undefined) yield { type: "stage-started", stage: "assessments" };
  }

  const missing = groups.filter(({ done }) => done === undefined);
  return missing.length === 0 ? [together()] : missing.map(writeGroup);
}

async function* writeAssessments(work: Overlapped, outline: Outline): AsyncGenerator<CourseEvent, void, undefined> {
  const { task, context, write, signal } = work;
  const draft = createGrowingText((json) => growingAnswer(json, context).assessments ?? []);
  try {
    const { value, usage } = yield* writePart({
      task: { ...task, part: { kind: "assessments" }, finished: seen(context), outline },
      write,
      draft,
      grew: () => ({ type: "section-growing", stage: "assessments", read: draft.read }) as const,
      judge: (answer) => sectionFromDraft("assessments", answer, context),
      signal,
    });
    context.finished.assessments = value;
    const event = await work.saveSection("assessments", value, usage);
    await work.spent(usage);
    yield event;
  } catch (error) {
    work.failing("assessments");
    throw error;
  }
}

/** What every call after the plan is shown, so that all of them begin alike whichever ends first. */
function seen({ finished }: SectionContext): Partial<Sections> {
  return {
    ...(finished.overview && { overview: finished.overview }),
    ...(finished.objectives && { objectives: finished.objectives }),
  };
}
