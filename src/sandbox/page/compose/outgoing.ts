import type { UiChannel, UiUser } from "../../page-api.ts";
import { decodeEntities } from "../text/entities.ts";

/** Who and what can be named in a message. */
export type Directory = { users: UiUser[]; channels: UiChannel[] };

/** A sent message as its author would type it, for editing. */
export function decodeSent(text: string, directory: Directory): string {
  const typed = text.replace(/<([^<>\n]+)>/g, (whole, content: string) => {
    const [head = "", label] = content.split("|");
    if (head.startsWith("@")) {
      const user = directory.users.find(({ id }) => id === head.slice(1));
      return user === undefined ? whole : `@${user.name}`;
    }
    if (head.startsWith("#")) {
      const channel = directory.channels.find(({ id }) => id === head.slice(1));
      return channel === undefined ? whole : `#${channel.name}`;
    }
    if (/^!(?:here|channel|everyone)$/.test(head)) return `@${head.slice(1)}`;
    const address = head.replace(/^mailto:/, "");
    return /^(?:https?|mailto):/.test(head) && (label === undefined || label === address) ? address : whole;
  });
  return decodeEntities(typed);
}

/** `/course Create …` as command and text; null when the text is no command. */
export function readCommand(typed: string): { command: string; text: string } | null {
  const found = /^(\/[a-z0-9][\w-]*)(?:\s+([\s\S]*))?$/i.exec(typed.replace(/\s+$/, ""));
  return found === null ? null : { command: (found[1] ?? "").toLowerCase(), text: found[2] ?? "" };
}
