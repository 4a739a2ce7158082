/**
 * The stages as a small dependency graph, what each asks a writer for, and how a writer's draft becomes a section.
 * A draft has no ids: ids are ours, so that a model can neither invent nor collide them.
 */
import { z } from "zod";
import {
  assessmentTypes,
  bloomLevels,
  difficultyLevels,
  type SectionName,
  type Sections,
  sectionNames,
  sectionSchemas,
} from "./schema.ts";

export type Stage = SectionName;

export type StageDefinition = { stage: Stage; after: readonly Stage[] };

/** Each stage and those whose finished sections it needs to see. Order is the order on the card. */
const stageGraph: readonly StageDefinition[] = [
  { stage: "overview", after: [] },
  { stage: "objectives", after: ["overview"] },
  { stage: "modules", after: ["overview", "objectives"] },
  { stage: "assessments", after: ["overview", "objectives", "modules"] },
];

/** The stages that may start now: not finished, and all they rest on is. */
export function readyStages(finished: ReadonlySet<Stage>): Stage[] {
  return stageGraph
    .filter(({ stage, after }) => !finished.has(stage) && after.every((needed) => finished.has(needed)))
    .map(({ stage }) => stage);
}

/**
 * What a writer returns for each stage. Strict, without optional keys (`zodTextFormat` refuses those) and with an object
 * at the root, as strict JSON schemas of language models demand. `passages` are the numbers of the passages in the prompt.
 */
export const draftSchemas = {
  overview: z.strictObject({
    title: z.string(),
    description: z.string(),
    duration_estimate: z.string().describe('like "3 hours" or "2 days"; a day is six hours of learning'),
    difficulty_level: z.enum(difficultyLevels),
  }),
  objectives: z.strictObject({
    objectives: z.array(z.strictObject({ text: z.string(), bloom_level: z.enum(bloomLevels) })),
  }),
  modules: z.strictObject({
    modules: z.array(
      z.strictObject({
        title: z.string(),
        description: z.string(),
        duration: z.string().describe('like "45 minutes" or "1.5 hours"'),
        topics: z.array(z.string()),
        objective_ids: z.array(z.string()).describe('ids of the objectives it serves, like "o1"'),
        passages: z.array(z.number()).describe("numbers of the passages it rests on"),
      }),
    ),
  }),
  assessments: z.strictObject({
    assessments: z.array(
      z.strictObject({
        type: z.enum(assessmentTypes),
        title: z.string(),
        description: z.string(),
        objective_ids: z.array(z.string()).describe('ids of the objectives it checks, like "o1"'),
        passages: z.array(z.number()).describe("numbers of the passages it rests on"),
      }),
    ),
  }),
} as const;
export type Drafts = { [Name in Stage]: z.infer<(typeof draftSchemas)[Name]> };

/** What is needed besides the draft to make a section of it. */
export type SectionContext = {
  finished: Partial<Sections>;
  /** Passage id by the number under which the writer saw it. */
  passageIds: ReadonlyMap<number, string>;
};
/** What comes of a draft, or what is wrong with it in words that a writer can act on. */
export type DraftResult<Value> = { ok: true; value: Value } | { ok: false; problem: string };

/** Names of the stages in the order of the card. */
export const stageNames = sectionNames;

/**
 * Turns a writer's draft into a validated section: gives ids and order, maps passage numbers to passage ids.
 * A passage number or an objective id that was not given is a problem, never silently dropped.
 */
export function sectionFromDraft<Name extends Stage>(
  stage: Name,
  draft: unknown,
  context: SectionContext,
): DraftResult<Sections[Name]> {
  const parsed = draftSchemas[stage].safeParse(draft);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const unknown = unknownNames(parsed.data, context);
  if (unknown.length > 0) return { ok: false, problem: unknown.join("\n") };
  const result = sectionSchemas[stage].safeParse(numbered(parsed.data, context));
  if (!result.success) return { ok: false, problem: z.prettifyError(result.error) };
  // The schema of `stage` is the one that has just parsed it.
  return { ok: true, value: result.data as Sections[Name] };
}

/** The ids of the passages that a writer saw under these numbers, each once; numbers that were not given are left out. */
export function citedPassages(numbers: readonly number[], { passageIds }: SectionContext): string[] {
  return [...new Set(numbers.flatMap((number) => passageIds.get(number) ?? []))];
}

/** A problem for each objective that an item names and that is not there. */
export function unknownObjectives(
  { title, objective_ids }: { title: string; objective_ids: readonly string[] },
  { finished }: SectionContext,
): string[] {
  const known = new Set(finished.objectives?.map(({ id }) => id));
  return objective_ids
    .filter((id) => !known.has(id))
    .map((id) => `"${title}" names the objective ${id}, which does not exist (there are ${[...known].join(", ")})`);
}

type AnyDraft = Drafts[Stage];

function numbered(draft: AnyDraft, context: SectionContext): unknown {
  if ("objectives" in draft) {
    return draft.objectives.map((objective, index) => ({ id: `o${index + 1}`, ...objective }));
  }
  if ("modules" in draft) {
    return draft.modules.map(({ passages, ...module }, index) => ({
      id: `m${index + 1}`,
      order: index + 1,
      ...module,
      citations: citedPassages(passages, context),
    }));
  }
  if ("assessments" in draft) {
    return draft.assessments.map(({ passages, ...assessment }, index) => ({
      id: `a${index + 1}`,
      ...assessment,
      citations: citedPassages(passages, context),
    }));
  }
  return draft;
}

function unknownNames(draft: AnyDraft, context: SectionContext): string[] {
  const items = "modules" in draft ? draft.modules : "assessments" in draft ? draft.assessments : [];
  return items.flatMap((item) => [
    ...unknownObjectives(item, context),
    ...item.passages
      .filter((number) => !context.passageIds.has(number))
      .map((number) => `"${item.title}" cites passage ${number}, which was not given`),
  ]);
}
