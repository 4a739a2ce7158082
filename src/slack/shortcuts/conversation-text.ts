/** What people wrote in Slack, as Markdown that reads well as a document. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { unescaped } from "../unescape.ts";

/** A message as far as its words go. */
export const saidSchema = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  username: z.string().optional(),
  text: z.string().default(""),
});
export type Said = z.output<typeof saidSchema>;

/** Somebody's name; null when nobody knows it. */
export type NameOf = (userId: string) => Promise<string | null>;

/** One message's words, without saying who wrote them. */
export async function messageText({ text }: Said, nameOf: NameOf): Promise<string> {
  return toMarkdown(text, nameOf);
}

/** A thread: who said what, and when, in order. Messages without words are left out. */
export async function threadText(messages: readonly Said[], nameOf: NameOf): Promise<string> {
  const parts: string[] = [];
  for (const message of messages) {
    const words = (await toMarkdown(message.text, nameOf)).trim();
    if (words === "") continue;
    const name = message.username ?? (message.user === undefined ? null : await nameOf(message.user));
    parts.push(`**${name ?? texts.addFromSlack.somebody}** (${momentOf(message.ts)}):\n\n${words}`);
  }
  return parts.join("\n\n");
}

/** When a message was written. */
export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1_000);
}

function momentOf(ts: string): string {
  return `${dateOf(ts).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Slack's own tokens become words and links, its escapes characters. */
async function toMarkdown(text: string, nameOf: NameOf): Promise<string> {
  const parts = text.split(/(<[^<>\n]+>)/);
  const said = await Promise.all(
    parts.map(async (part, index) => (index % 2 === 1 ? tokenText(part.slice(1, -1), nameOf) : part)),
  );
  return unescaped(said.join(""));
}

async function tokenText(token: string, nameOf: NameOf): Promise<string> {
  const [target = "", label] = token.split("|", 2);
  if (target.startsWith("@")) return `@${label ?? (await nameOf(target.slice(1))) ?? texts.thread.deletion.somebody}`;
  if (target.startsWith("#")) return `#${label ?? texts.addFromSlack.someChannel}`;
  if (target.startsWith("!")) return label ?? `@${target.slice(1).split("^")[0]}`;
  const address = target.replace(/^mailto:/, "");
  return label === undefined || label === address ? address : `[${label}](${target})`;
}
