/** `/course`: alone it opens a form; a prompt starts a course; `help`, `list` and `docs` answer the person alone. */
import type { KnownBlock } from "@slack/types";
import { texts } from "../../texts.ts";
import { commandKey } from "../ids.ts";
import { type CommandPayload, commandSchema } from "../payloads.ts";
import { composeModal } from "../render/modals/compose.ts";
import type { SlackServices } from "../services.ts";
import { createSubCommands, subCommandOf } from "./sub-commands.ts";

type Answer = { response_type: "ephemeral"; text: string; blocks?: KnownBlock[] };
const answer = (text: string): Answer => ({ response_type: "ephemeral", text });

export function courseCommand({
  intake,
  store,
  permissions,
  permalinks,
  openModal,
  waiting,
}: Pick<SlackServices, "intake" | "store" | "permissions" | "permalinks" | "openModal" | "waiting">) {
  const subCommands = createSubCommands({ store, permissions, permalinks });

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
    if (asked === null) return ack(await start(command));
    const said = await subCommands[asked]({ workspaceId: command.team_id, userId: command.user_id });
    await ack({ response_type: "ephemeral", ...said });
  };

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
