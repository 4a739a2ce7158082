/** A shortcut in the menu of a message, as Slack sends it. */
import { z } from "zod";
import { fileSchema, placeInteraction } from "../payloads.ts";
import { saidSchema } from "./conversation-text.ts";

export const messageShortcutSchema = z.preprocess(
  placeInteraction,
  z.object({
    team: z.object({ id: z.string() }),
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    channel: z.object({ id: z.string(), name: z.string().default("") }),
    response_url: z.url().optional(),
    message: saidSchema.extend({
      thread_ts: z.string().optional(),
      reply_count: z.number().default(0),
      files: z.array(fileSchema).default([]),
    }),
  }),
);
export type MessageShortcut = z.output<typeof messageShortcutSchema>;
