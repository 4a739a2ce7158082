/** How a course and its versions stand in the database, and how they are read from it. */
import { z } from "zod";
import { briefSchema } from "../course/brief.ts";
import { courseSchema, sectionNames, sectionSchemas } from "../course/schema.ts";
import { courseStates } from "../course/view.ts";
import { errorCodes } from "../errors.ts";
import type { CourseOrigin, CourseRecord, VersionRecord } from "./store.ts";

export const courseColumns = `workspace_id as "workspaceId", id, channel_id as "channelId", thread_ts as "threadTs",
  requester_id as "requesterId", brief, origin, state, version, writer, bot_language as "botLanguage", failure,
  cancel_requested_at as "cancelRequestedAt", started_at as "startedAt",
  created_at as "createdAt", updated_at as "updatedAt"`;

const originSchema: z.ZodType<CourseOrigin> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("command"), responseUrl: z.string() }),
  z.object({ kind: z.literal("message"), channelId: z.string(), ts: z.string() }),
  z.object({ kind: z.literal("modal") }),
]);
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const courseShape = {
  workspaceId: z.string(),
  id: z.string(),
  channelId: z.string(),
  threadTs: z.string().nullable(),
  requesterId: z.string(),
  brief: briefSchema,
  origin: originSchema,
  state: z.enum(courseStates),
  version: z.number(),
  writer: z.enum(["model", "offline"]),
  botLanguage: z.string().nullable(),
  failure: z.object({ stage: z.enum(sectionNames), code: z.enum(errorCodes), facts: factsSchema }).nullable(),
  cancelRequestedAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
};
export const courseRow: z.ZodType<CourseRecord> = z.object(courseShape);
export const listedCourseRow: z.ZodType<CourseRecord & { title: string | null }> = z.object({
  ...courseShape,
  title: z.string().nullable(),
});

export const draftRow = z.object({ stage: z.enum(sectionNames), section: z.unknown() });
export const draftSchema = z.object(sectionSchemas).partial();

export const versionColumns = `workspace_id as "workspaceId", course_id as "courseId", number, course, cause,
  author_id as "authorId", request_id as "requestId", created_at as "createdAt"`;
export const versionRow: z.ZodType<VersionRecord> = z.object({
  workspaceId: z.string(),
  courseId: z.string(),
  number: z.number(),
  course: courseSchema,
  cause: z.string(),
  authorId: z.string(),
  requestId: z.string(),
  createdAt: z.date(),
});
