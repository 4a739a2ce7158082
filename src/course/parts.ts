/**
 * How a course is written by calls that overlap: a plan first (overview, objectives, the modules' outline), then the modules'
 * details in groups beside the assessments. One schema serves all of these calls, since services put the schema before
 * everything else and cache a beginning only as long as it is the same.
 */
import { z } from "zod";
import { fewest, most } from "./limits.ts";
import { type CourseModule, moduleSchema, modulesSchema, type Sections } from "./schema.ts";
import {
  citedPassages,
  type DraftResult,
  draftSchemas,
  type SectionContext,
  sectionFromDraft,
  unknownObjectives,
} from "./stages.ts";

/** A module as the plan has it: what it is called, how long it takes, whom it serves. Its place is its order. */
export const outlineSchema = z
  .array(moduleSchema.pick({ title: true, duration: true, objective_ids: true }))
  .min(fewest.modules)
  .max(most.modules);
export type Outline = z.infer<typeof outlineSchema>;
/** The rest of a module. */
export const detailSchema = moduleSchema.pick({ description: true, topics: true, citations: true });
export type Detail = z.infer<typeof detailSchema>;

/** What one call writes. Modules are counted from 1, both ends included. */
export type Part =
  | { kind: "plan" /** Finished sections are not asked for again. */; missing: readonly ("overview" | "objectives")[] }
  | { kind: "details"; from: number; to: number }
  | { kind: "assessments" };

const moduleShape = draftSchemas.modules.shape.modules.element.shape;
const planDraft = z.strictObject({
  overview: draftSchemas.overview.nullable(),
  objectives: draftSchemas.objectives.shape.objectives.nullable(),
  outline: z.array(
    z.strictObject({
      title: moduleShape.title,
      duration: moduleShape.duration,
      objective_ids: moduleShape.objective_ids,
    }),
  ),
});
const detailsDraft = z.strictObject({
  modules: z.array(
    z.strictObject({
      module: z.number().describe("its number in the outline"),
      description: moduleShape.description,
      topics: moduleShape.topics,
      passages: moduleShape.passages,
    }),
  ),
});

/** What a writer returns for any part. The object at the root is what strict schemas demand; they take no choice there. */
export const partSchema = z.strictObject({ answer: z.union([planDraft, detailsDraft, draftSchemas.assessments]) });

const groupedFrom = 7;

/** Which modules are written by one call each: two calls, or three from seven modules on. The same outline gives the same groups. */
export function moduleGroups(outline: Outline): { from: number; to: number }[] {
  const count = Math.min(outline.length, outline.length >= groupedFrom ? 3 : 2);
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((index * outline.length) / count) + 1,
    to: Math.floor(((index + 1) * outline.length) / count),
  }));
}

/** The outline in a plan's answer. Objectives it names must be among those of the context. */
export function outlineFromDraft(draft: unknown, context: SectionContext): DraftResult<Outline> {
  const parsed = z.object({ outline: outlineSchema }).safeParse(draft);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const problems = parsed.data.outline.flatMap((module) => unknownObjectives(module, context));
  return problems.length > 0 ? { ok: false, problem: problems.join("\n") } : { ok: true, value: parsed.data.outline };
}

/** The details of a group of modules, in order. All of the group must be there, and nothing else. */
export function detailsFromDraft(
  draft: unknown,
  { from, to }: { from: number; to: number },
  context: SectionContext,
): DraftResult<Detail[]> {
  const parsed = detailsDraft.safeParse(draft);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const came = parsed.data.modules.toSorted((one, other) => one.module - other.module);
  if (came.map(({ module }) => module).join() !== wanted.join()) {
    return { ok: false, problem: `write the modules ${wanted.join(", ")}, each once and no other` };
  }
  const unknown = came.flatMap(({ module, passages }) =>
    passages
      .filter((number) => !context.passageIds.has(number))
      .map((number) => `module ${module} cites passage ${number}, which was not given`),
  );
  if (unknown.length > 0) return { ok: false, problem: unknown.join("\n") };
  const details = z.array(detailSchema).safeParse(
    came.map(({ description, topics, passages }) => ({
      description,
      topics,
      citations: citedPassages(passages, context),
    })),
  );
  return details.success ? { ok: true, value: details.data } : { ok: false, problem: z.prettifyError(details.error) };
}

/** Outline and details brought together, in order. @throws ZodError when there are not as many details as modules */
export function modulesOf(outline: Outline, details: readonly Detail[]): Sections["modules"] {
  return modulesSchema.parse(
    outline.map((planned, index) => ({ ...moduleInOutline(planned, index), ...details[index] })),
  );
}

/** What is known of a module while only the outline is. */
export function moduleInOutline(
  { title, duration, objective_ids }: Outline[number],
  index: number,
): Pick<CourseModule, "id" | "order" | "title" | "duration" | "objective_ids"> {
  return { id: `m${index + 1}`, order: index + 1, title, duration, objective_ids };
}

/** The outline of modules that are finished. */
export function outlineOf(modules: Sections["modules"]): Outline {
  return modules.map(({ title, duration, objective_ids }) => ({ title, duration, objective_ids }));
}

/** A section within a plan's answer. */
export function plannedSection<Name extends "overview" | "objectives">(
  name: Name,
  answer: unknown,
  context: SectionContext,
) {
  const plan = z.looseObject({ overview: z.unknown(), objectives: z.unknown() }).safeParse(answer).data;
  return sectionFromDraft<Name>(name, name === "overview" ? plan?.overview : { objectives: plan?.objectives }, context);
}
