/** The brief: what was asked for. Its grammar (`parseBrief`) turns what a person typed into it. */
import { z } from "zod";
import { difficultySchema } from "./schema.ts";

/** Longer prompts are refused, with the limit named. */
export const promptLimit = 3_000;

/** An `@…` in a brief or reply, as typed: by number, by quoted title, or by slug. */
export const referenceTokenSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("number"), number: z.int().min(1), source: z.string() }),
  z.strictObject({ kind: z.literal("title"), title: z.string(), source: z.string() }),
  z.strictObject({ kind: z.literal("slug"), slug: z.string(), source: z.string() }),
]);
export type ReferenceToken = z.infer<typeof referenceTokenSchema>;

export const briefSchema = z.strictObject({
  /** What the person wrote, unescaped, references included. */
  prompt: z.string().min(1).max(promptLimit),
  /** The prompt without its references: what search and the offline writer read as the topic. */
  topic: z.string(),
  audience: z.string().max(300).nullable().default(null),
  level: difficultySchema.nullable().default(null),
  /** Minutes of learning, when the person asked for a length. */
  length_minutes: z.int().min(5).max(30_000).nullable().default(null),
  /** BCP 47, such as "de"; null writes in the language of the prompt. */
  language: z.string().max(35).nullable().default(null),
  references: z.array(referenceTokenSchema).default([]),
  /** Documents chosen from a list, by id: they need no resolving. */
  document_ids: z.array(z.string()).default([]),
});
export type Brief = z.infer<typeof briefSchema>;
