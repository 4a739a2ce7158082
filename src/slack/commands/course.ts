/** `/course`: alone it opens a form; a prompt starts a course; `help`, `list` and `docs` answer the person alone. */
import { setTimeout as timeout } from "node:timers/promises";
import type { KnownBlock } from "@slack/types";
import { allTexts, texts } from "../../texts.ts";
import { commandKey } from "../ids.ts";
import { type CommandPayload, commandSchema } from "../payloads.ts";
import { courseListBlocks, courseListText, documentListText } from "../render/lists.ts";
import { composeModal } from "../render/modals/compose.ts";
import type { SlackServices } from "../services.ts";

const subCommandNames = ["help", "list", "docs"] as const;
type SubCommand = (typeof subCommandNames)[number];
type Answer = { response_type: "ephemeral"; text: string; blocks?: KnownBlock[] };
const answer = (text: string): Answer => ({ response_type: "ephemeral", text });

/** How many courses and documents the short lists show. */
const listed = 20;
/** Slack waits three seconds for the answer to a command: a link that takes longer is left out. */
const longestLinkMs = 1_500;

export function courseCommand({
  intake,
  store,
  permissions,
  permalinks,
  openModal,
  waiting,
}: Pick<SlackServices, "intake" | "store" | "permissions" | "permalinks" | "openModal" | "waiting">) {
  /** A word that stands alone; whatever else is written is a prompt. `texts.command.help` tells of them, `words` names them. */
  const subCommands: Record<SubCommand, (command: CommandPayload) => Promise<Answer>> = {
    help: async () => answer(texts.command.help),
    docs: documents,
    list: courses,
  };

  return async ({ body, ack }: { body: unknown; ack: (response?: Answer) => Promise<void> }): Promise<void> => {
    const command = commandSchema.parse(body);
    if (command.text.trim() === "") {
      await openModal({
        workspaceId: command.team_id,
        triggerId: command.trigger_id,
        build: async () => {
          const { defaults } = await store.workspaces.settings(command.team_id);
          return composeModal({ channelId: command.channel_id, documents: [], defaults });
        },
      });
      return ack();
    }
    const asked = subCommandOf(command.text);
    await ack(await (asked === null ? start : subCommands[asked])(command));
  };

  async function courses({ team_id: workspaceId, user_id: requesterId }: CommandPayload): Promise<Answer> {
    const found = await store.courses.list(workspaceId, { requesterId, limit: listed });
    const late = timeout(longestLinkMs, undefined, { ref: false });
    const rows = await Promise.all(
      found.map(async (course) => {
        const { channelId, threadTs: ts } = course;
        const link = await Promise.race([permalinks.of(workspaceId, { channelId, ts }), late]);
        return { course, link: link ?? null };
      }),
    );
    const blocks = courseListBlocks(rows);
    return { ...answer(courseListText(rows)), ...(blocks.length > 0 && { blocks }) };
  }

  async function documents({ team_id: workspaceId, user_id: userId }: CommandPayload): Promise<Answer> {
    if (!(await permissions.mayReadDocuments(workspaceId, userId))) return answer(texts.home.outsiders);
    const [rows, total] = await Promise.all([
      store.documents.list(workspaceId, { limit: listed }),
      store.documents.count(workspaceId, {}),
    ]);
    return answer(documentListText(rows, total));
  }

  async function start(command: CommandPayload): Promise<Answer> {
    const result = await intake.startCourse({
      workspaceId: command.team_id,
      key: commandKey(command.trigger_id),
      channelId: command.channel_id,
      threadTs: null,
      userId: command.user_id,
      text: command.text,
      origin: { kind: "command", responseUrl: command.response_url },
    });
    switch (result.kind) {
      case "accepted":
        return answer([texts.command.starting, await waiting(command.team_id)].filter(Boolean).join(" "));
      case "empty":
        return answer(texts.command.nothingToTeach);
      case "limited":
        return answer(result.text);
      case "too-long":
        return answer(texts.command.tooLong(result.length, result.limit));
    }
  }
}

/** In any language, whoever asks; null where a course is asked for. */
export function subCommandOf(text: string): SubCommand | null {
  const word = text.trim().toLowerCase();
  return subCommandNames.find((name) => allTexts.some(({ command }) => command.words[name].includes(word))) ?? null;
}
