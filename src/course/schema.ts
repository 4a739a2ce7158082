/**
 * What a course is. Field names follow the product's own format (snake_case), because courses are exported as JSON.
 * Everything here is pure; ids are given by us (`stages.ts`), never by a model.
 */
import { z } from "zod";
import { fewest, longest, most } from "./limits.ts";
import { writtenSupplementSchema } from "./supplement-schema.ts";

export const difficultyLevels = ["Beginner", "Intermediate", "Advanced"] as const;
/** The revised taxonomy (Anderson and Krathwohl, 2001), lowest first. */
export const bloomLevels = ["Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create"] as const;
export const assessmentTypes = ["quiz", "assignment", "project"] as const;

const text = (max: number) => z.string().trim().min(1).max(max);
/** "3 hours", "1.5 hours", "2 days". */
const courseDuration = z.string().regex(/^\d+(\.\d+)? (hours?|days?)$/, 'must read like "3 hours" or "2 days"');
/** "45 minutes", "1 hour", "1.5 hours". */
const moduleDuration = z
  .string()
  .regex(/^\d+(\.\d+)? (minutes?|hours?)$/, 'must read like "45 minutes" or "1.5 hours"');

export const difficultySchema = z.enum(difficultyLevels);
export const bloomSchema = z.enum(bloomLevels);

export const overviewSchema = z.strictObject({
  title: text(longest.title),
  description: text(longest.overview),
  duration_estimate: courseDuration,
  difficulty_level: difficultySchema,
});
export const objectiveSchema = z.strictObject({
  /** "o1", "o2" …: stable for the life of the course, never reused. */
  id: z.string().regex(/^o\d+$/),
  text: text(longest.objective),
  bloom_level: bloomSchema,
});
export const moduleSchema = z.strictObject({
  /** "m1", "m2" …: stable; `order` is the place. */
  id: z.string().regex(/^m\d+$/),
  order: z.int().min(1),
  title: text(longest.title),
  description: text(longest.description),
  duration: moduleDuration,
  topics: z.array(text(longest.topic)).min(fewest.topics).max(most.topics),
  objective_ids: z.array(z.string()),
  /** Ids of passages that the writer was given. */
  citations: z.array(z.string()),
});
export const assessmentSchema = z.strictObject({
  /** "a1", "a2" …: stable. */
  id: z.string().regex(/^a\d+$/),
  type: z.enum(assessmentTypes),
  title: text(longest.title),
  description: text(longest.description),
  objective_ids: z.array(z.string()),
  citations: z.array(z.string()),
});

/** Where a passage stands in its document, for people. */
export const placeSchema = z.strictObject({
  heading_path: z.array(z.string()),
  page: z.int().min(1).nullable(),
  slide: z.int().min(1).nullable().default(null),
  sheet: z.string().nullable().default(null),
});
export const referenceSchema = z.strictObject({
  document_id: z.string(),
  /** The @number. */
  number: z.int().min(1),
  title: z.string(),
  /** Which version of the document was read. */
  document_version: z.int().min(1).default(1),
  /** The passages that modules or assessments cite, in the order of their labels. */
  passages: z.array(z.strictObject({ id: z.string(), place: placeSchema })),
  /** Named by the person (rather than found by search). */
  named: z.boolean(),
});

const objectivesSchema = z.array(objectiveSchema).min(fewest.objectives).max(most.objectives);
export const modulesSchema = z.array(moduleSchema).min(fewest.modules).max(most.modules);
const assessmentsSchema = z.array(assessmentSchema).min(fewest.assessments).max(most.assessments);
export const courseSchema = z.strictObject({
  overview: overviewSchema,
  objectives: objectivesSchema,
  modules: modulesSchema,
  assessments: assessmentsSchema,
  references: z.array(referenceSchema),
  supplements: z.array(writtenSupplementSchema).optional(),
});

export type DifficultyLevel = z.infer<typeof difficultySchema>;
export type BloomLevel = z.infer<typeof bloomSchema>;
export type AssessmentType = (typeof assessmentTypes)[number];
export type Overview = z.infer<typeof overviewSchema>;
export type Objective = z.infer<typeof objectiveSchema>;
export type CourseModule = z.infer<typeof moduleSchema>;
export type Assessment = z.infer<typeof assessmentSchema>;
export type Place = z.infer<typeof placeSchema>;
export type Reference = z.infer<typeof referenceSchema>;
export type Course = z.infer<typeof courseSchema>;

/** The four sections by name. */
export const sectionSchemas = {
  overview: overviewSchema,
  objectives: objectivesSchema,
  modules: modulesSchema,
  assessments: assessmentsSchema,
} as const;
export const sectionNames = ["overview", "objectives", "modules", "assessments"] as const;
export type SectionName = (typeof sectionNames)[number];
export type Sections = { [Name in SectionName]: z.infer<(typeof sectionSchemas)[Name]> };
