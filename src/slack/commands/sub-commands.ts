/** `help`, `list` and `docs`: behind `/course`, behind a mention, or alone in a direct message. Each answers one person. */
import type { KnownBlock } from "@slack/types";
import { allTexts, texts } from "../../texts.ts";
import { inTime } from "../people/in-time.ts";
import { courseListBlocks, courseListText, documentListText } from "../render/lists.ts";
import type { SlackServices } from "../services.ts";
import { within } from "../within.ts";

const subCommandNames = ["help", "list", "docs"] as const;
export type SubCommand = (typeof subCommandNames)[number];
type Asked = { workspaceId: string; userId: string };
type Said = { text: string; blocks?: KnownBlock[] };

/** How many courses and documents the short lists show. */
const listed = 20;
/** Slack waits three seconds for the answer to a command: a link that takes longer is left out. */
const longestLinkMs = 1_500;

/** Which one a text asks for, in any language, whoever asks; null where a course is asked for. */
export function subCommandOf(text: string): SubCommand | null {
  const word = text.trim().toLowerCase();
  return subCommandNames.find((name) => allTexts.some(({ command }) => command.words[name].includes(word))) ?? null;
}

/** A word that stands alone; whatever else is written is a prompt. `texts.command.help` tells of them, `words` names them. */
export function createSubCommands({
  store,
  permissions,
  permalinks,
}: Pick<SlackServices, "store" | "permissions" | "permalinks">): Record<SubCommand, (asked: Asked) => Promise<Said>> {
  return {
    help: async () => ({ text: texts.command.help }),

    async list({ workspaceId, userId: requesterId }) {
      const found = await store.courses.list(workspaceId, { requesterId, limit: listed });
      const rows = await Promise.all(
        found.map(async (course) => {
          const { channelId, threadTs: ts } = course;
          return { course, link: await within(longestLinkMs, permalinks.of(workspaceId, { channelId, ts })) };
        }),
      );
      const blocks = courseListBlocks(rows);
      return { text: courseListText(rows), ...(blocks.length > 0 && { blocks }) };
    },

    async docs({ workspaceId, userId }) {
      const mayRead = await inTime(permissions.mayReadDocuments(workspaceId, userId));
      if (mayRead !== "yes") return { text: mayRead === "no" ? texts.home.outsiders : texts.permissions.unsure };
      const [rows, total] = await Promise.all([
        store.documents.list(workspaceId, { limit: listed }),
        store.documents.count(workspaceId, {}),
      ]);
      return { text: documentListText(rows, total) };
    },
  };
}
