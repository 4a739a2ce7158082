/**
 * Whether a course may use the team's documents: not for guests and people from connected workspaces, and in a channel that has
 * such people only if the settings allow it. Asked by the worker before it searches, so that nobody waits for an answer meanwhile.
 */
import { z } from "zod";
import type { DocumentRefusal } from "../../course/view.ts";
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Store } from "../../storage/store.ts";
import type { Permissions } from "../people/permissions.ts";
import { mayPass } from "../publish/outcome.ts";
import type { Workspaces } from "../workspaces.ts";

export type DocumentPolicy = {
  /**
   * Null when documents may be used.
   * @throws CoursewrightError `slack_unreachable` when Slack cannot say now: to be asked again
   */
  refusal(asked: { workspaceId: string; userId: string; channelId: string }): Promise<DocumentRefusal | null>;
};

const channelSchema = z.object({
  channel: z.object({
    is_im: z.boolean().default(false),
    is_shared: z.boolean().default(false),
    is_ext_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
    is_org_shared: z.boolean().default(false),
  }),
});
const pagedSchema = z.object({ response_metadata: z.object({ next_cursor: z.string().default("") }).prefault({}) });
const membersSchema = pagedSchema.extend({ members: z.array(z.string()) });
const peopleSchema = pagedSchema.extend({
  members: z.array(
    z.object({
      id: z.string(),
      deleted: z.boolean().default(false),
      is_restricted: z.boolean().default(false),
      is_ultra_restricted: z.boolean().default(false),
      is_stranger: z.boolean().default(false),
    }),
  ),
});

const pageSize = 1_000;
/** Of people in a workspace, and of members of a channel. Beyond, nobody can say in time whether there is a guest. */
const mostPages = 30;
/** For each page of people: listing many is dear (20 pages a minute). Who is in a channel is asked each time. */
const guestsKnownForMs = 30_000;

export function createDocumentPolicy({
  store,
  permissions,
  workspaces,
  clock,
  log,
}: {
  store: Pick<Store, "workspaces">;
  permissions: Pick<Permissions, "mayReadDocuments">;
  workspaces: Workspaces;
  /** Milliseconds. */
  clock: () => number;
  log: Log;
}): DocumentPolicy {
  const known = new Map<string, { guests: ReadonlySet<string> | null; until: number }>();

  async function hasOutsiders(workspaceId: string, channelId: string): Promise<boolean | "unknown"> {
    const client = await workspaces.client(workspaceId);
    const { channel } = channelSchema.parse(await client.conversations.info({ channel: channelId }));
    if (channel.is_im) return false;
    // Shared within one organisation is another workspace as well.
    if (channel.is_ext_shared || channel.is_pending_ext_shared || channel.is_shared || channel.is_org_shared)
      return true;
    const guests = await guestsOf(workspaceId);
    if (guests === null) return "unknown";
    if (guests.size === 0) return false;
    let cursor = "";
    for (let page = 0; page < mostPages; page += 1) {
      const answer = membersSchema.parse(
        await client.conversations.members({ channel: channelId, limit: pageSize, ...(cursor && { cursor }) }),
      );
      if (answer.members.some((member) => guests.has(member))) return true;
      cursor = answer.response_metadata.next_cursor;
      if (cursor === "") return false;
    }
    return "unknown";
  }

  /** The ids of all guests; null when there are too many people to list. */
  async function guestsOf(workspaceId: string): Promise<ReadonlySet<string> | null> {
    const cached = known.get(workspaceId);
    if (cached !== undefined && cached.until > clock()) return cached.guests;
    const { guests, pages } = await listGuests(workspaceId);
    known.set(workspaceId, { guests, until: clock() + guestsKnownForMs * pages });
    return guests;
  }

  async function listGuests(workspaceId: string): Promise<{ guests: ReadonlySet<string> | null; pages: number }> {
    const client = await workspaces.client(workspaceId);
    const guests = new Set<string>();
    let cursor = "";
    for (let page = 0; page < mostPages; page += 1) {
      const answer = peopleSchema.parse(
        await client.users.list({ team_id: workspaceId, limit: pageSize, ...(cursor && { cursor }) }),
      );
      for (const person of answer.members) {
        const isGuest = person.is_restricted || person.is_ultra_restricted || person.is_stranger;
        if (isGuest && !person.deleted) guests.add(person.id);
      }
      cursor = answer.response_metadata.next_cursor;
      if (cursor === "") return { guests, pages: page + 1 };
    }
    return { guests: null, pages: mostPages };
  }

  return {
    async refusal({ workspaceId, userId, channelId }) {
      if (!(await permissions.mayReadDocuments(workspaceId, userId))) return "guest";
      // In a direct message nobody else reads along.
      if (channelId.startsWith("D")) return null;
      const { documentsWithGuests } = await store.workspaces.settings(workspaceId);
      if (documentsWithGuests) return null;
      try {
        const found = await hasOutsiders(workspaceId, channelId);
        return found === "unknown" ? "unknown" : found ? "channel" : null;
      } catch (error) {
        if (error instanceof CoursewrightError) throw error;
        if (mayPass(error)) {
          throw new CoursewrightError("slack_unreachable", "Slack did not say who is in a channel", { cause: error });
        }
        log.warn({ error, workspaceId, channelId }, "Slack does not say who is in a channel; no documents are used");
        return "unknown";
      }
    },
  };
}
