/** Who people are, as Slack tells: what they may do, and which language they read Slack in. One call answers both. */
import { z } from "zod";
import type { Log } from "../../log.ts";
import { type Language, languageOf } from "../../texts/locale.ts";
import { within } from "../within.ts";
import type { Workspaces } from "../workspaces.ts";

const userSchema = z.object({
  user: z.object({
    team_id: z.string().optional(),
    /** Of a person of an organisation: all of their workspaces. */
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    deleted: z.boolean().default(false),
    locale: z.string().nullish(),
  }),
});

/** An outsider is a guest, a person from a connected workspace, or somebody who has left. */
export type Standing = "admin" | "member" | "outsider";
export type Person = { standing: Standing; language: Language };

export type People = {
  /** Half a minute old at most. @throws what Slack's client throws */
  find(workspaceId: string, userId: string): Promise<Person>;
  /**
   * The language of somebody's Slack; how it was when last heard is good enough. Of somebody new Slack is asked, and waited for
   * so long at most. Where it does not say: the language last heard of in the workspace, or English. Never fails.
   */
  languageOf(workspaceId: string, userId: string, patienceMs: number): Promise<Language>;
};

/** How long an answer of Slack's is trusted, in milliseconds: a person who was made an admin should not have to wait long. */
const trustedForMs = 30_000;
/** People seldom change their language. */
const languageTrustedForMs = 10 * 60_000;
/** Beyond this many people all are forgotten and asked for anew. */
const mostKnown = 20_000;

export function createPeople({
  workspaces,
  clock,
  log,
}: {
  workspaces: Workspaces;
  clock: () => number;
  log: Log;
}): People {
  const known = new Map<string, { person: Person; askedAt: number }>();
  const asking = new Map<string, Promise<Person>>();
  const lastOf = new Map<string, Language>();
  const keyOf = (workspaceId: string, userId: string) => `${workspaceId}:${userId}`;

  /** Whoever asks while Slack is being asked gets the same answer. */
  function ask(workspaceId: string, userId: string): Promise<Person> {
    const key = keyOf(workspaceId, userId);
    const underWay = asking.get(key);
    if (underWay !== undefined) return underWay;
    const answer = askSlack(workspaceId, userId).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  }

  async function askSlack(workspaceId: string, userId: string): Promise<Person> {
    const client = await workspaces.client(workspaceId);
    const { user } = userSchema.parse(await client.users.info({ user: userId, include_locale: true }));
    const teams = [...(user.team_id === undefined ? [] : [user.team_id]), ...(user.enterprise_user?.teams ?? [])];
    const isStranger = user.is_stranger || (teams.length > 0 && !teams.includes(workspaceId));
    const isOutside = user.deleted || user.is_restricted || user.is_ultra_restricted || isStranger;
    const standing = isOutside ? "outsider" : user.is_admin || user.is_owner ? "admin" : "member";
    const person: Person = { standing, language: languageOf(user.locale ?? null) };
    if (known.size > mostKnown) known.clear();
    known.set(keyOf(workspaceId, userId), { person, askedAt: clock() });
    lastOf.set(workspaceId, person.language);
    return person;
  }

  /** For when nobody waits for the answer, or nobody does any more. */
  async function askQuietly(workspaceId: string, userId: string): Promise<Language | null> {
    try {
      return (await ask(workspaceId, userId)).language;
    } catch (error) {
      log.debug({ error, workspaceId, userId }, "Slack did not say in which language somebody reads it");
      return null;
    }
  }

  return {
    async find(workspaceId, userId) {
      const before = known.get(keyOf(workspaceId, userId));
      const isFresh = before !== undefined && before.askedAt + trustedForMs > clock();
      return isFresh ? before.person : ask(workspaceId, userId);
    },

    async languageOf(workspaceId, userId, patienceMs) {
      const before = known.get(keyOf(workspaceId, userId));
      if (before !== undefined) {
        if (before.askedAt + languageTrustedForMs <= clock()) void askQuietly(workspaceId, userId);
        return before.person.language;
      }
      const told = await within(patienceMs, askQuietly(workspaceId, userId));
      return told ?? lastOf.get(workspaceId) ?? "en";
    },
  };
}
