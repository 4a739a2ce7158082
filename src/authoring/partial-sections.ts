/**
 * A section while it grows: what has arrived of a draft's JSON, mapped to what people see. Whatever has an unexpected type
 * is left out, texts are cut to the lengths of the schema, and nothing throws: this is shown, never stored.
 */
import { z } from "zod";
import { longest, most } from "../course/limits.ts";
import {
  assessmentSchema,
  bloomSchema,
  type CourseModule,
  difficultySchema,
  moduleSchema,
  overviewSchema,
} from "../course/schema.ts";
import { citedPassages, type SectionContext, type Stage } from "../course/stages.ts";
import type { PartialSections } from "../course/view.ts";
import { parsePartialJson } from "../model/partial-json.ts";

const text = (max: number) =>
  z
    .string()
    .transform((whole) => clip(whole.trimStart(), max))
    .optional()
    .catch(undefined);
const whole = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
/** Items that fit, up to the schema's bound. */
const list = <Schema extends z.ZodType>(item: Schema, max: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.slice(0, max).flatMap((candidate) => {
        const parsed = item.safeParse(candidate);
        return parsed.success ? [parsed.data] : [];
      }),
    );
const topic = z.string().transform((words) => clip(words.trimStart(), longest.topic));

const growingOverview = z
  .object({
    title: text(longest.title),
    description: text(longest.overview),
    duration_estimate: whole(overviewSchema.shape.duration_estimate),
    difficulty_level: whole(difficultySchema),
  })
  .catch({});
const growingObjectives = z
  .object({
    objectives: list(z.object({ text: text(longest.objective), bloom_level: whole(bloomSchema) }), most.objectives),
  })
  .catch({ objectives: [] });
const rests = { objective_ids: list(z.string(), 20), passages: list(z.int(), 100) };
const growingModules = z
  .object({
    modules: list(
      z.object({
        title: text(longest.title),
        description: text(longest.description),
        duration: whole(moduleSchema.shape.duration),
        topics: list(topic, most.topics),
        ...rests,
      }),
      most.modules,
    ),
  })
  .catch({ modules: [] });
const growingAssessments = z
  .object({
    assessments: list(
      z.object({
        type: whole(assessmentSchema.shape.type),
        title: text(longest.title),
        description: text(longest.description),
        ...rests,
      }),
      most.assessments,
    ),
  })
  .catch({ assessments: [] });

type Mappers = { [Name in Stage]: (draft: unknown, context: SectionContext) => PartialSections[Name] };

const mappers: Mappers = {
  overview: (draft) => growingOverview.parse(draft),
  objectives: (draft) =>
    growingObjectives.parse(draft).objectives.map((objective, index) => ({ id: `o${index + 1}`, ...objective })),
  modules: (draft, context) =>
    growingModules.parse(draft).modules.map(({ objective_ids, passages, ...module }, index) => ({
      id: `m${index + 1}`,
      order: index + 1,
      ...module,
      objective_ids: knownObjectives(objective_ids, context),
      citations: citedPassages(passages, context),
    })),
  assessments: (draft, context) =>
    growingAssessments.parse(draft).assessments.map(({ objective_ids, passages, ...assessment }, index) => ({
      id: `a${index + 1}`,
      ...assessment,
      objective_ids: knownObjectives(objective_ids, context),
      citations: citedPassages(passages, context),
    })),
};

/** What can be shown of a draft of which `json` has arrived so far. Never throws. */
export function growingSection<Name extends Stage>(
  stage: Name,
  json: string,
  context: SectionContext,
): PartialSections[Name] {
  return mappers[stage](parsePartialJson(json).value, context);
}

/** Collects a draft while it streams, and reads it when asked: once for each length that it is asked at. */
export type GrowingText<Shown> = {
  add(text: string): void;
  /** The text so far is void. What was shown stays until as much has come again, so that people see no text vanish. */
  restart(): void;
  text(): string;
  read(): Shown;
};
export type GrowingDraft<Name extends Stage> = GrowingText<PartialSections[Name]>;

/** Begins an empty draft. */
export function createGrowingDraft<Name extends Stage>(stage: Name, context: SectionContext): GrowingDraft<Name> {
  return createGrowingText((json) => growingSection(stage, json, context));
}

/** Begins an empty text of which `show` makes what can be shown. */
export function createGrowingText<Shown>(show: (json: string) => Shown): GrowingText<Shown> {
  let json = "";
  let shown = show("");
  /** How much text `shown` was read from. */
  let shownLength = 0;
  return {
    add(text) {
      json += text;
    },
    restart() {
      json = "";
    },
    text: () => json,
    read() {
      if (json.length > shownLength) {
        shown = show(json);
        shownLength = json.length;
      }
      return shown;
    },
  };
}

/** What can be shown of a part's answer, once it is clear what it is an answer to: each section that it has something of. */
export function growingAnswer(json: string, context: SectionContext): Partial<PartialSections> {
  const answer = answerOf(parsePartialJson(json).value);
  const objectives = Array.isArray(answer.objectives) ? mappers.objectives(answer, context) : undefined;
  const ids = (objectives ?? []).flatMap(({ id }) =>
    id === undefined ? [] : [{ id, text: "", bloom_level: "Apply" as const }],
  );
  const planned: SectionContext =
    objectives === undefined ? context : { ...context, finished: { ...context.finished, objectives: ids } };
  return {
    ...(answer.overview != null && { overview: mappers.overview(answer.overview, context) }),
    ...(objectives !== undefined && { objectives }),
    ...(answer.outline !== undefined && { modules: growingOutline(answer.outline, planned) }),
    ...(answer.assessments !== undefined && { assessments: mappers.assessments(answer, context) }),
  };
}

/** What can be shown of the details of some modules: by place in the outline, counted from 0. */
export function growingDetails(json: string, context: SectionContext): ReadonlyMap<number, Partial<CourseModule>> {
  const { modules } = answerOf(parsePartialJson(json).value);
  const numbers = growingNumbers.parse({ modules });
  return new Map(
    mappers.modules({ modules }, context).flatMap(({ description, topics, citations }, index) => {
      const number = numbers.modules[index];
      if (number === undefined) return [];
      return [[number - 1, { ...(description !== undefined && { description }), topics, citations }] as const];
    }),
  );
}

function growingOutline(outline: unknown, context: SectionContext): Partial<CourseModule>[] {
  return mappers
    .modules({ modules: outline }, context)
    .map(({ id, order, title, duration, objective_ids }) => ({ id, order, title, duration, objective_ids }));
}

const growingNumbers = z.object({
  modules: z.array(z.object({ module: whole(z.int()) }).transform(({ module }) => module)).catch([]),
});
const answerSchema = z.object({ answer: z.record(z.string(), z.unknown()) });

function answerOf(value: unknown): Record<string, unknown> {
  return answerSchema.safeParse(value).data?.answer ?? {};
}

function knownObjectives(ids: readonly string[], { finished }: SectionContext): string[] {
  const known = new Set(finished.objectives?.map(({ id }) => id));
  return ids.filter((id) => known.has(id));
}

/** Cuts a text, never in the middle of a surrogate pair. */
function clip(words: string, max: number): string {
  return words.length <= max ? words : words.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
}
