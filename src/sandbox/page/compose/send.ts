import type { UiChannel, UiCommand, UiFile } from "../../page-api.ts";
import { useActions, useWorkspace } from "../context.ts";
import { readCommand } from "./outgoing.ts";

/** Commands that Slack has itself, as far as the sandbox knows them. */
export const BUILT_IN: UiCommand[] = [
  { command: "/invite", description: "Add someone, or an app, to this channel", usageHint: "@someone" },
];

/**
 * Sends what was typed in a conversation: a message, a reply, or a slash command.
 * @returns a function whose promise holds what to tell the person when it was not sent, else null
 */
export function useSend(
  channel: UiChannel,
  threadTs: string | null,
  commands: UiCommand[],
): (text: string, files: UiFile[]) => Promise<string | null> {
  const workspace = useWorkspace();
  const { calls } = useActions();
  const user = workspace.me.id;

  return async (text, files) => {
    const command = files.length === 0 ? readCommand(text) : null;
    try {
      if (command !== null) return await run(command);
      const content = { user, channel: channel.id, text, files: files.map(({ id }) => id) };
      await calls.call("message", threadTs === null ? content : { ...content, threadTs });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : "The message could not be sent.";
    }
  };

  async function run({ command, text }: { command: string; text: string }): Promise<string | null> {
    if (command === "/invite" && threadTs === null) return await invite(text);
    if (!commands.some((known) => known.command === command)) {
      return `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands. If you are trying to send a message and not run a command, try preceding the “/” with an empty space.`;
    }
    if (threadTs !== null) return `${command} is not supported in threads. Sorry!`;
    await calls.call("command", { user, channel: channel.id, command, text });
    return null;
  }

  async function invite(text: string): Promise<string | null> {
    const name = text.trim().replace(/^@/, "").toLowerCase();
    const guest = workspace.users.find(
      (entry) => entry.name.toLowerCase() === name || entry.realName.toLowerCase() === name,
    );
    if (guest === undefined) return `Nobody here is called “${text.trim()}”. Try /invite @name.`;
    if (channel.members.includes(guest.id)) return `${guest.realName} is already in this channel.`;
    await calls.call("join", { user, channel: channel.id, invite: guest.id });
    return null;
  }
}
