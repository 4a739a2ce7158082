/** What can be asked of a finished course, and what comes of it: data that people's sentences are made from elsewhere. */
import { z } from "zod";
import { referenceTokenSchema } from "./brief.ts";
import { changeSchema, dependentSchema } from "./diff.ts";
import { collections } from "./patch.ts";
import { difficultyLevels, placeSchema, sectionNames } from "./schema.ts";

/** What a button points at: a section, or single items. */
export const rewriteTargetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("section"), section: z.enum(sectionNames) }),
  z.object({ kind: z.literal("items"), ids: z.array(z.string()).min(1) }),
]);
export type RewriteTarget = z.infer<typeof rewriteTargetSchema>;

/**
 * Payload of the requests "revise", "rewrite" and "restore". `seen` is the version that the person had before them (the
 * course's at the moment of asking, or the card's of the button): numbers such as "module 2" are read in it. `guest`
 * may not name documents and is answered without them.
 */
export const revisePayloadSchema = z.discriminatedUnion("action", [
  /** `text` unescaped, the mention of the bot taken out. */
  z.object({
    action: z.literal("reply"),
    text: z.string(),
    guest: z.boolean().default(false),
    seen: z.int().nullable().default(null),
    /** Slack's `ts` of the message. */
    saidAt: z.string().nullable().default(null),
  }),
  /** Takes back what version `of` changed; null: the newest change that still holds. */
  z.object({ action: z.literal("undo"), of: z.int().min(1).nullable() }),
  z.object({ action: z.literal("restore"), version: z.int().min(1) }),
  z.object({
    action: z.literal("rewrite"),
    target: rewriteTargetSchema,
    hint: z.string().max(1_000).nullable().default(null),
    guest: z.boolean().default(false),
    /** "Update these too": the version whose change made it necessary. */
    because: z.int().nullable().default(null),
  }),
  /** Mends what the quality notes complain of; with `note` (a `noteKey`) that one alone. */
  z.object({
    action: z.literal("fix"),
    note: z.string().max(500).nullable().default(null),
    guest: z.boolean().default(false),
  }),
]);
export type RevisePayload = z.infer<typeof revisePayloadSchema>;

const candidate = z.object({ in: z.enum(collections), id: z.string(), place: z.int(), title: z.string() });
export type Candidate = z.infer<typeof candidate>;
const nearestDocuments = z.array(z.object({ number: z.int(), title: z.string() }));

/** Why something that was asked for was not done. `wish` is in the person's words. */
const obstacleSchema = z.discriminatedUnion("code", [
  /** Not understood; `help` says that what is understood should be listed. */
  z.object({ code: z.literal("unclear"), wish: z.string(), question: z.string().nullable() }),
  z.object({ code: z.literal("target_unknown"), wish: z.string(), target: z.string(), nearest: z.array(candidate) }),
  z.object({
    code: z.literal("target_ambiguous"),
    wish: z.string(),
    target: z.string(),
    candidates: z.array(candidate),
  }),
  /** It was there when the person wrote, and somebody else has removed it since. */
  z.object({ code: z.literal("target_gone"), wish: z.string(), title: z.string() }),
  z.object({ code: z.literal("contradiction"), wish: z.string(), other: z.string() }),
  z.object({ code: z.literal("already_so"), wish: z.string() }),
  z.object({ code: z.literal("too_few"), wish: z.string(), in: z.enum(collections), limit: z.int() }),
  z.object({ code: z.literal("too_many"), wish: z.string(), in: z.enum(collections), limit: z.int() }),
  /** A length that no course or module can have; minutes. */
  z.object({ code: z.literal("length_impossible"), wish: z.string(), minutes: z.number() }),
  z.object({ code: z.literal("too_long"), length: z.int(), limit: z.int() }),
  /** Only a language model can do this, and none is set up. */
  z.object({
    code: z.literal("needs_model"),
    wish: z.string(),
    what: z.enum(["language", "rewrite", "level", "text"]),
  }),
  z.object({
    code: z.literal("document_unknown"),
    token: referenceTokenSchema,
    nearest: nearestDocuments,
    /** It is there, but could not be read. */
    isUnreadable: z.boolean().optional(),
  }),
  z.object({ code: z.literal("document_not_used"), wish: z.string(), number: z.int() }),
  z.object({ code: z.literal("documents_refused"), wish: z.string() }),
  z.object({ code: z.literal("nothing_to_undo") }),
  z.object({
    code: z.literal("undo_conflict"),
    of: z.int(),
    conflicts: z.array(
      z.discriminatedUnion("reason", [
        z.object({
          reason: z.literal("changed_since"),
          in: z.enum([...collections, "overview"]),
          id: z.string().nullable(),
          title: z.string(),
          field: z.string(),
        }),
        z.object({ reason: z.literal("moved_since"), in: z.enum(collections) }),
      ]),
    ),
  }),
  /** Taking it back would break the course; `problem` is for logs and the model, not for people. */
  z.object({ code: z.literal("undo_breaks"), of: z.int(), problem: z.string() }),
  z.object({ code: z.literal("already_undone"), of: z.int() }),
  z.object({ code: z.literal("version_unknown"), number: z.int() }),
  z.object({ code: z.literal("nothing_to_fix") }),
  /** The course has no version yet. */
  z.object({ code: z.literal("not_written") }),
]);
export type Obstacle = z.infer<typeof obstacleSchema>;

/** What was done beside the wish, or what should be known of it. */
const remarkSchema = z.discriminatedUnion("code", [
  /** The overview's length followed the modules. */
  z.object({ code: z.literal("length_followed"), before: z.string(), after: z.string() }),
  /** The modules' durations followed the length. */
  z.object({ code: z.literal("modules_rescaled"), modules: z.int() }),
  z.object({ code: z.literal("linked"), id: z.string(), title: z.string(), objectives: z.array(z.int()) }),
  z.object({ code: z.literal("objective_without_module"), place: z.int(), text: z.string() }),
  z.object({ code: z.literal("objective_without_assessment"), place: z.int(), text: z.string() }),
  z.object({
    code: z.literal("without_objective"),
    in: z.enum(["modules", "assessments"]),
    place: z.int(),
    title: z.string(),
  }),
  /** The knowledge base held nothing on what was to be added, so it claims no source. */
  z.object({ code: z.literal("no_source_found"), subject: z.string() }),
  /** What was added has a twin: an item that had its title before. */
  z.object({ code: z.literal("same_subject"), in: z.enum(collections), place: z.int(), title: z.string() }),
  /** A document that was named is listed, and nothing rests on it yet. */
  z.object({ code: z.literal("document_unused"), number: z.int(), title: z.string() }),
  /** How many modules and assessments rest on it now. */
  z.object({ code: z.literal("document_linked"), number: z.int(), title: z.string(), items: z.int() }),
  /** The level was set; texts written for the old level stay as they are. */
  z.object({ code: z.literal("texts_kept"), what: z.enum(["level", "length"]) }),
]);
export type Remark = z.infer<typeof remarkSchema>;

/** What an answer rests on. */
const answerCitationSchema = z.object({
  passage_id: z.string(),
  document_id: z.string(),
  number: z.int(),
  title: z.string(),
  place: placeSchema,
});
export type AnswerCitation = z.infer<typeof answerCitationSchema>;

/** What the reply changed of the brief; null or empty where it said nothing. */
const briefChangesSchema = z.object({
  documents_added: z.array(z.object({ id: z.string(), number: z.int(), title: z.string() })),
  documents_dropped: z.array(z.object({ id: z.string(), number: z.int(), title: z.string() })),
  length_minutes: z.number().nullable(),
  level: z.enum(difficultyLevels).nullable(),
  language: z.string().nullable(),
});
export type BriefChanges = z.infer<typeof briefChangesSchema>;

/** What a version's outcome says besides what can be told from the versions themselves. */
export const revisionExtrasSchema = z.object({
  dependents: z.array(dependentSchema),
  brief: briefChangesSchema,
  remarks: z.array(remarkSchema),
  /** What of the reply was not done. */
  obstacles: z.array(obstacleSchema),
  /** How many quality notes the new version has. */
  qualityNotes: z.int(),
  /** A question in the same reply, answered. */
  answer: z.string().nullable(),
  citations: z.array(answerCitationSchema),
  /** The version whose change an undo of an undo has brought back. */
  broughtBack: z.int().nullable().default(null),
});
export type RevisionExtras = z.infer<typeof revisionExtrasSchema>;

export const reviseOutcomeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("revised"),
    action: z.enum(["reply", "undo", "restore", "rewrite", "fix"]),
    /** Version numbers. */
    before: z.int(),
    after: z.int(),
    /** The version that was undone or restored. */
    of: z.int().nullable(),
    changes: z.array(changeSchema),
    ...revisionExtrasSchema.shape,
  }),
  /** `version` is the one that was asked about. */
  z.object({
    kind: z.literal("answered"),
    version: z.int(),
    text: z.string(),
    citations: z.array(answerCitationSchema),
    obstacles: z.array(obstacleSchema),
  }),
  /** People talking. Nothing is posted; the 👀 is taken back. */
  z.object({ kind: z.literal("nothing") }),
  /** "stop" or "cancel" came as a word when nothing was being written. */
  z.object({ kind: z.literal("cancel") }),
  /** Nothing was changed, and why. Never empty. */
  z.object({ kind: z.literal("explained"), version: z.int(), obstacles: z.array(obstacleSchema) }),
  /** `code` is an `ErrorCode` that begins with `model_` or `document_`. */
  z.object({
    kind: z.literal("failed"),
    version: z.int(),
    code: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  /** The work was cancelled by a person. */
  z.object({ kind: z.literal("cancelled") }),
]);
export type ReviseOutcome = z.infer<typeof reviseOutcomeSchema>;
