/** What courses have cost: tokens, calls to the model and to Slack, and time. Kept by course, request and month (UTC). */
import { z } from "zod";
import type { Queryable } from "./database.ts";

export type Spent = {
  modelCalls: number;
  /** Cached input is part of the input. */
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  slackEdits: number;
  slackPosts: number;
  milliseconds: number;
};
export type CourseUsage = Spent & {
  courseId: string;
  model: string;
  /** Both null once the course is erased. */
  requesterId: string | null;
  askedAt: Date | null;
};
export type UsageRepository = {
  /** Adds to what is counted, and returns at once with nothing when it is nothing. `requestId` null: the course as a whole. Not fenced: what was spent was spent. */
  add(
    of: { workspaceId: string; courseId: string; requestId: string | null; model?: string },
    spent: Partial<Spent>,
  ): Promise<void>;
  /** All of a workspace in the month that holds `at`. */
  month(workspaceId: string, at: Date): Promise<Spent & { courses: number }>;
  /** The workspace's courses of that month, the dearest first. */
  courses(workspaceId: string, at: Date, limit: number): Promise<CourseUsage[]>;
  /** The last months that have anything, newest first; `month` reads "2026-11". */
  months(workspaceId: string, limit: number): Promise<(Spent & { month: string; courses: number })[]>;
};

const columns = {
  modelCalls: "model_calls",
  inputTokens: "input_tokens",
  cachedInputTokens: "cached_input_tokens",
  outputTokens: "output_tokens",
  slackEdits: "slack_edits",
  slackPosts: "slack_posts",
  milliseconds: "milliseconds",
} as const satisfies Record<keyof Spent, string>;
const names = [
  "modelCalls",
  "inputTokens",
  "cachedInputTokens",
  "outputTokens",
  "slackEdits",
  "slackPosts",
  "milliseconds",
] as const;
const sums = names.map((name) => `coalesce(sum(${columns[name]}), 0)::float8 as "${name}"`).join(", ");
const spentShape = {
  modelCalls: z.number(),
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  outputTokens: z.number(),
  slackEdits: z.number(),
  slackPosts: z.number(),
  milliseconds: z.number(),
};
const monthShape = { ...spentShape, courses: z.number() };
const thisMonth = "month = date_trunc('month', $2::timestamptz at time zone 'UTC')::date";

export function createUsage({ database }: { database: Queryable }): UsageRepository {
  return {
    async add({ workspaceId, courseId, requestId, model = "" }, spent) {
      const counts = names.map((name) => Math.round(spent[name] ?? 0));
      if (counts.every((count) => count === 0)) return;
      const list = names.map((name) => columns[name]);
      await database.execute(
        `insert into course_usage (workspace_id, course_id, request_id, month, model, ${list.join(", ")})
         select workspace_id, $2, $3, date_trunc('month', clock_timestamp() at time zone 'UTC')::date, $4,
                ${list.map((_, index) => `$${index + 5}::bigint`).join(", ")}
         from workspaces where workspace_id = $1
         on conflict (workspace_id, course_id, request_id, month) do update
           set model = case when excluded.model = '' then course_usage.model else excluded.model end,
               updated_at = clock_timestamp(),
               ${list.map((column) => `${column} = course_usage.${column} + excluded.${column}`).join(", ")}`,
        [workspaceId, courseId, requestId ?? "", model, ...counts],
      );
    },

    async month(workspaceId, at) {
      const [row] = await database.query(
        z.object(monthShape),
        `select ${sums}, count(distinct course_id)::int as courses from course_usage
         where workspace_id = $1 and ${thisMonth}`,
        [workspaceId, at],
      );
      return row ?? { ...nothing, courses: 0 };
    },

    courses: (workspaceId, at, limit) =>
      database.query(
        z.object({
          ...spentShape,
          courseId: z.string(),
          model: z.string(),
          requesterId: z.string().nullable(),
          askedAt: z.date().nullable(),
        }),
        `select spent.course_id as "courseId", max(spent.model) as model, ${sums},
                max(courses.requester_id) as "requesterId", max(courses.created_at) as "askedAt"
         from course_usage as spent
         left join courses on courses.workspace_id = spent.workspace_id and courses.id = spent.course_id
         where spent.workspace_id = $1 and spent.${thisMonth}
         group by spent.course_id
         order by sum(input_tokens + output_tokens) desc, spent.course_id limit $3`,
        [workspaceId, at, limit],
      ),

    months: (workspaceId, limit) =>
      database.query(
        z.object({ ...monthShape, month: z.string() }),
        `select to_char(month, 'YYYY-MM') as month, ${sums}, count(distinct course_id)::int as courses
         from course_usage where workspace_id = $1 group by course_usage.month order by course_usage.month desc limit $2`,
        [workspaceId, limit],
      ),
  };
}

const nothing: Spent = {
  modelCalls: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  slackEdits: 0,
  slackPosts: 0,
  milliseconds: 0,
};
