/** What people are called, for lines and files that name them without a mention. */
import { z } from "zod";
import type { Log } from "../../log.ts";
import type { SlackFor } from "../publish/slack-port.ts";

export type Names = {
  /** Null when Slack does not tell. */
  nameOf(workspaceId: string, userId: string): Promise<string | null>;
};

const personSchema = z.object({
  user: z.object({
    real_name: z.string().default(""),
    name: z.string().default(""),
    profile: z.object({ real_name: z.string().default(""), display_name: z.string().default("") }).optional(),
  }),
});

/** Names seldom change: they are asked for once an hour at most. */
const trustedForMs = 60 * 60_000;
const mostKnown = 20_000;

export function createNames({ slackFor, clock, log }: { slackFor: SlackFor; clock: () => number; log: Log }): Names {
  const known = new Map<string, { name: string; until: number }>();

  return {
    async nameOf(workspaceId, userId) {
      const key = `${workspaceId}:${userId}`;
      const before = known.get(key);
      if (before !== undefined && before.until > clock()) return before.name;
      try {
        const slack = await slackFor(workspaceId);
        const { real_name, name, profile } = personSchema.parse(await slack.users.info({ user: userId })).user;
        const called = profile?.real_name || real_name || profile?.display_name || name;
        if (called === "") return null;
        if (known.size > mostKnown) known.clear();
        known.set(key, { name: called, until: clock() + trustedForMs });
        return called;
      } catch (error) {
        log.debug({ error, userId }, "Slack did not say what somebody is called");
        return null;
      }
    },
  };
}
