/** What goes between the bot and the child that reads a file: one line of JSON and the file inwards, lines of JSON outwards. */
import { z } from "zod";
import { fileKinds } from "../../course/document-kinds.ts";
import { documentRemarksSchema } from "../../course/document-remarks.ts";
import { errorCodes } from "../../errors.ts";
import { blockSchema } from "../blocks.ts";

/** The child's lines, as the bot checks them: what reads a hostile file is not trusted either. */
export const childLineSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("progress"), done: z.int().min(0), total: z.int().min(0) }),
  z.strictObject({ type: z.literal("block"), block: blockSchema.omit({ headingPath: true }) }),
  z.strictObject({
    type: z.literal("end"),
    kind: z.enum(fileKinds),
    title: z.string().nullable(),
    pageCount: z.int().min(1).nullable(),
    remarks: documentRemarksSchema,
  }),
  z.strictObject({
    type: z.literal("failure"),
    code: z.enum(errorCodes),
    facts: z.record(z.string(), z.union([z.string().max(100), z.number()])),
    /** For the log: where it failed, without a word of the document. */
    message: z.string().max(2000),
  }),
]);
export type ChildLine = z.infer<typeof childLineSchema>;
