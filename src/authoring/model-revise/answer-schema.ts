/** What a model fills in when it reads a reply: strict, every key required, null where nothing is said. */
import { z } from "zod";
import { assessmentTypes, bloomLevels, difficultyLevels } from "../../course/schema.ts";
import { jsonSchemaOf } from "../../model/json-schema.ts";

const replyKinds = ["revision", "answer", "nothing", "undo", "unclear"] as const;

const fields = {
  text: z.string().nullable().describe("of an objective: the whole sentence, beginning with its verb"),
  bloom_level: z.enum(bloomLevels).nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  duration: z.string().nullable().describe('of a module: like "45 minutes" or "1.5 hours"'),
  topics: z.array(z.string()).nullable(),
  type: z.enum(assessmentTypes).nullable().describe("of an assessment"),
  objective_ids: z.array(z.string()).nullable(),
  passages: z.array(z.number()).nullable().describe("numbers of the passages it rests on; null keeps its sources"),
};

export const modelReplySchema = z.strictObject({
  kind: z.enum(replyKinds),
  answer: z.string().nullable().describe("the answer to a question; for unclear: what to ask back; null otherwise"),
  answer_passages: z.array(z.number()).describe("numbers of the passages that the answer rests on"),
  overview_title: z.string().nullable(),
  overview_description: z.string().nullable(),
  level: z.enum(difficultyLevels).nullable().describe("only when the reply asks for another level"),
  length_minutes: z.number().nullable().describe("only when the reply asks for another total length; a day is 360"),
  language: z.string().nullable().describe("BCP 47, only when the reply asks for another language"),
  documents_added: z.array(z.number()).describe("@numbers that the reply wants used"),
  documents_dropped: z.array(z.number()).describe("@numbers that the reply wants gone"),
  operations: z.array(
    z.strictObject({
      op: z.enum(["add", "change", "remove", "move"]),
      section: z.enum(["objectives", "modules", "assessments"]),
      id: z.string().nullable().describe('id of the item, like "m2"; for add a name of your own, like "new1"'),
      after: z
        .string()
        .nullable()
        .describe('for add and move: the id after which it stands, or "start"; null is the end'),
      ...fields,
    }),
  ),
  not_done: z.array(z.string()).describe("wishes of the reply, in its words, that cannot be met"),
});
export type ModelReply = z.infer<typeof modelReplySchema>;

/** The JSON schema for strict structured output. */
export function replyJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf(modelReplySchema);
}
