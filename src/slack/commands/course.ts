/** `/course`: alone it opens a form; a prompt starts a course; `help`, `list` and `docs` answer the person alone. */
import { setTimeout as timeout } from "node:timers/promises";
import type { KnownBlock } from "@slack/types";
import { texts } from "../../texts.ts";
import { commandKey } from "../ids.ts";
import { type CommandPayload, commandSchema } from "../payloads.ts";
import { composeModal } from "../render/compose-modal.ts";
import { courseListBlocks, courseListText, documentListText } from "../render/lists.ts";
import type { SlackServices } from "../services.ts";

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
}: Pick<SlackServices, "intake" | "store" | "permissions" | "permalinks" | "openModal">) {
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
    if (command.text.trim().toLowerCase() === "list") return ack(await courses(command));
    await ack(answer(await respond(command)));
  };

  async function respond(command: CommandPayload): Promise<string> {
    const workspaceId = command.team_id;
    switch (command.text.trim().toLowerCase()) {
      case "help":
        return texts.command.help;
      case "docs":
        return documents(workspaceId, command.user_id);
      default:
        return start(command);
    }
  }

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

  async function documents(workspaceId: string, userId: string): Promise<string> {
    if (!(await permissions.mayReadDocuments(workspaceId, userId))) return texts.home.outsiders;
    const [rows, total] = await Promise.all([
      store.documents.list(workspaceId, { limit: listed }),
      store.documents.count(workspaceId, {}),
    ]);
    return documentListText(rows, total);
  }

  async function start(command: CommandPayload): Promise<string> {
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
        return texts.command.starting;
      case "empty":
        return texts.command.nothingToTeach;
      case "limited":
        return result.text;
      case "too-long":
        return texts.command.tooLong(result.length, result.limit);
    }
  }
}
