/** Slack's payloads as far as the bot reads them, parsed at the border. Unknown keys are left alone: Slack adds some at will. */
import { z } from "zod";

export const commandSchema = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().default(""),
  user_id: z.string(),
  text: z.string().default(""),
  trigger_id: z.string(),
  response_url: z.url(),
});
export type CommandPayload = z.output<typeof commandSchema>;

const orEmpty = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
/** A file that hangs on a message, or that a form was given. */
export const fileSchema = z.object({ id: z.string(), name: orEmpty, title: orEmpty, size: z.number().default(0) });
export type SlackFile = z.output<typeof fileSchema>;

/** `app_mention` and `message` alike. */
export const messageEventSchema = z.object({
  type: z.enum(["message", "app_mention"]),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  /** What was deleted or changed, where that is what the event tells. */
  deleted_ts: z.string().optional(),
  message: z.object({ ts: z.string(), subtype: z.string().optional() }).optional(),
  text: z.string().default(""),
  files: z.array(fileSchema).default([]),
});
export type MessageEvent = z.output<typeof messageEventSchema>;

export const homeOpenedSchema = z.object({
  user: z.string(),
  tab: z.string().default("home"),
  /** The direct message with the person. */
  channel: z.string().optional(),
});

/**
 * The workspace that an event belongs to is the one through which the bot sees it: in a channel that is shared with another
 * workspace, `team_id` alone may be the other one.
 */
export const eventBodySchema = z
  .object({
    team_id: z.string().nullish(),
    context_team_id: z.string().nullish(),
    authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  })
  .transform(({ team_id, context_team_id, authorizations }, context) => {
    const workspace = authorizations?.[0]?.team_id ?? context_team_id ?? team_id;
    if (workspace) return { team_id: workspace };
    context.addIssue({ code: "custom", message: "the event names no workspace" });
    return z.NEVER;
  });

const placeSchema = z.looseObject({
  team: z.null(),
  user: z.looseObject({ team_id: z.string().optional() }),
  view: z.looseObject({ app_installed_team_id: z.string().optional() }).nullish(),
});

/**
 * An interaction names its workspace, unless the app is installed in a whole organisation and the place (Home, a modal) belongs to
 * no workspace: then it is the one that the view was opened in, else the person's. As Bolt has it.
 */
export function placeInteraction(body: unknown): unknown {
  const parsed = placeSchema.safeParse(body);
  if (!parsed.success) return body;
  const id = parsed.data.view?.app_installed_team_id ?? parsed.data.user.team_id;
  return id === undefined ? body : { ...parsed.data, team: { id } };
}

const actionSchema = z.object({
  action_id: z.string(),
  block_id: z.string().default(""),
  action_ts: z.string().default(""),
  value: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  /** Of menus. */
  selected_option: z
    .object({ value: z.string() })
    .nullish()
    .transform((option) => option ?? undefined),
});
export const actionBodySchema = z.preprocess(
  placeInteraction,
  z.object({
    team: z.object({ id: z.string() }),
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    channel: z.object({ id: z.string() }).optional(),
    message: z
      .object({
        ts: z.string(),
        thread_ts: z.string().optional(),
        text: z.string().default(""),
        blocks: z.array(z.looseObject({ block_id: z.string().default("") })).default([]),
      })
      .optional(),
    view: z
      .object({
        id: z.string(),
        hash: z.string().optional(),
        type: z.string().default("modal"),
        private_metadata: z.string().default(""),
      })
      .optional(),
    response_url: z.url().optional(),
    actions: z.tuple([actionSchema], actionSchema),
  }),
);
export type ActionBody = z.output<typeof actionBodySchema>;

export const viewSubmissionSchema = z.preprocess(
  placeInteraction,
  z.object({
    team: z.object({ id: z.string() }),
    user: z.object({ id: z.string() }),
    view: z.object({
      id: z.string(),
      callback_id: z.string(),
      private_metadata: z.string().default(""),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    }),
  }),
);
export type ViewSubmission = z.output<typeof viewSubmissionSchema>;
