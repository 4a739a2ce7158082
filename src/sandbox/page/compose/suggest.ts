import type { UiCommand } from "../../page-api.ts";
import { searchEmoji } from "../text/emoji.ts";
import type { Directory } from "./outgoing.ts";

/** One line of the menu above the composer. */
export type Suggestion = {
  key: string;
  kind: "command" | "user" | "channel" | "emoji" | "broadcast";
  /** What replaces the text from `start` to the caret. */
  insert: string;
  title: string;
  detail: string;
  picture: string;
};
type Suggestions = { start: number; items: Suggestion[] };

const MOST = 8;

/** What the menu offers for the text in front of the caret; null when there is nothing to offer. */
export function suggest(typed: string, caret: number, directory: Directory, commands: UiCommand[]): Suggestions | null {
  const before = typed.slice(0, caret);
  if (/^\/[\w-]*$/.test(before)) return offer(0, suggestCommands(before.toLowerCase(), commands));
  const found = /(?:^|[\s([{])([@#:])([\p{L}\p{N}._+'-]*)$/u.exec(before);
  if (found === null) return null;
  const sign = found[1] ?? "";
  const query = (found[2] ?? "").toLowerCase();
  const start = caret - query.length - 1;
  if (sign === "@") return offer(start, suggestUsers(query, directory));
  if (sign === "#") return offer(start, suggestChannels(query, directory));
  return query.length < 2 ? null : offer(start, suggestEmoji(query));
}

function offer(start: number, items: Suggestion[]): Suggestions | null {
  return items.length === 0 ? null : { start, items: items.slice(0, MOST) };
}

function suggestCommands(before: string, commands: UiCommand[]): Suggestion[] {
  return commands
    .filter(({ command }) => command.startsWith(before))
    .map(({ command, description, usageHint }) => ({
      key: command,
      kind: "command",
      insert: `${command} `,
      title: usageHint === "" ? command : `${command} ${usageHint}`,
      detail: description,
      picture: "/",
    }));
}

function suggestUsers(query: string, directory: Directory): Suggestion[] {
  const fits = (name: string) =>
    name
      .toLowerCase()
      .split(/[\s._-]+/)
      .some((word) => word.startsWith(query)) || name.toLowerCase().startsWith(query);
  const people: Suggestion[] = directory.users
    .filter(({ name, realName }) => fits(name) || fits(realName))
    .map((user) => ({
      key: user.id,
      kind: "user",
      insert: `@${user.name} `,
      title: user.realName,
      detail: user.isBot ? `${user.name} · app` : user.name,
      picture: user.id,
    }));
  const broadcasts: Suggestion[] = [
    { range: "here", detail: "Notify every online member in this channel" },
    { range: "channel", detail: "Notify everyone in this channel" },
  ]
    .filter(({ range }) => range.startsWith(query))
    .map(({ range, detail }) => ({
      key: range,
      kind: "broadcast",
      insert: `@${range} `,
      title: `@${range}`,
      detail,
      picture: "📣",
    }));
  return [...people, ...broadcasts];
}

function suggestChannels(query: string, directory: Directory): Suggestion[] {
  return directory.channels
    .filter(({ kind, name }) => kind !== "im" && name.toLowerCase().includes(query))
    .map((channel) => ({
      key: channel.id,
      kind: "channel",
      insert: `#${channel.name} `,
      title: channel.name,
      detail: channel.topic,
      picture: channel.kind === "private" ? "🔒" : "#",
    }));
}

function suggestEmoji(query: string): Suggestion[] {
  return searchEmoji(query, MOST).map(({ name, character }) => ({
    key: name,
    kind: "emoji",
    insert: `:${name}: `,
    title: `:${name}:`,
    detail: "",
    picture: character,
  }));
}
