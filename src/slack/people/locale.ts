/** In which language the bot speaks: to a person in that of their Slack, in a course's thread in that of whoever asked for the course. */

import { z } from "zod";
import type { CourseRecord, CourseRepository, Lane } from "../../storage/store.ts";
import { inLanguage, languageOf } from "../../texts/locale.ts";
import { messageEventSchema } from "../payloads.ts";
import type { Permissions } from "./permissions.ts";

/** Somebody new to this process waits so long for their language, once: Slack allows three seconds to acknowledge. */
const patienceMs = 250;

const eventSchema = z.object({ event: z.unknown() });

type Incoming = {
  body: unknown;
  context: { teamId?: string; userId?: string };
  next: () => Promise<void>;
};

/** Whatever a click, a command or a message leads to speaks the language of whoever it came from. */
export function speakTheirLanguage({ languageOf: ask }: Pick<Permissions, "languageOf">) {
  return async ({ body, context: { teamId, userId }, next }: Incoming): Promise<void> => {
    if (teamId === undefined || userId === undefined || isAmongPeople(body)) return next();
    await inLanguage(await ask(teamId, userId, patienceMs), next);
  };
}

/** What people say to each other in a channel is none of the bot's business, nor who they are. */
function isAmongPeople(body: unknown): boolean {
  const { data } = eventSchema.safeParse(body);
  const message = messageEventSchema.safeParse(data?.event).data;
  if (message === undefined || message.type === "app_mention") return false;
  const { channel, channel_type, thread_ts, text, bot_id } = message;
  if (bot_id !== undefined) return true;
  return !(channel_type === "im" || channel.startsWith("D") || thread_ts !== undefined || text.includes("<@"));
}

/** What goes into a course's thread, whoever caused it. */
export function inThreadLanguage<Result>(
  { botLanguage }: Pick<CourseRecord, "botLanguage">,
  say: () => Result,
): Result {
  return inLanguage(languageOf(botLanguage), say);
}

/** Work on a course speaks the language that is kept with it, whoever caused the work. */
export function createLaneLanguage(courses: Pick<CourseRepository, "find">) {
  return async <Result>({ workspaceId, kind, id }: Lane, work: () => Promise<Result>): Promise<Result> => {
    const course = kind === "course" ? await courses.find(workspaceId, id) : null;
    return inThreadLanguage(course ?? { botLanguage: null }, work);
  };
}
