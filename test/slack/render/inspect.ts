/** Reads rendered messages as Slack would: what is literal, what is markup. */
import type { KnownBlock } from "@slack/types";
import { blockProblems, textLength } from "../../../src/sandbox/blocks/check.ts";
import type { RenderedMessage } from "../../../src/slack/render/message.ts";

type Said = { kind: "mrkdwn" | "literal" | "mention"; text: string };

/** Everything that stands in blocks, in order, with how Slack reads it. */
export function said(value: unknown): Said[] {
  if (Array.isArray(value)) return value.flatMap(said);
  if (value === null || typeof value !== "object") return [];
  const { type, text, user_id } = value as { type?: string; text?: unknown; user_id?: string };
  if (type === "mrkdwn" && typeof text === "string") return [{ kind: "mrkdwn", text }];
  if ((type === "plain_text" || type === "text") && typeof text === "string") return [{ kind: "literal", text }];
  if (type === "user" && user_id !== undefined) return [{ kind: "mention", text: user_id }];
  return Object.values(value).flatMap(said);
}

/** All visible text of messages, without white space: for "is every character there". */
export function visible(messages: readonly { blocks: readonly KnownBlock[] }[]): string {
  return messages
    .flatMap(({ blocks }) => said(blocks))
    .map(({ text }) => text)
    .join("")
    .replace(/\s/g, "");
}

/** What Slack would object to in a message: its own checks, its undocumented limit, and the limit of `chat.update`. */
export function objections({ text, blocks }: RenderedMessage): string[] {
  const json: unknown = JSON.parse(JSON.stringify(blocks));
  return [
    ...blockProblems(json, "message", "/blocks"),
    ...(textLength(JSON.parse(JSON.stringify(blocks))) > 10_000 ? ["over 10,000 characters"] : []),
    ...(blocks.length > 45 ? ["over 45 blocks"] : []),
    ...(blocks.length === 0 ? ["no blocks"] : []),
    ...(text === "" || text.length > 4_000 ? [`text of ${text.length}`] : []),
    ...emptyTexts(json),
  ];
}

/** Slack refuses empty and blank text. */
function emptyTexts(blocks: unknown): string[] {
  return said(blocks)
    .filter(({ kind, text }) => kind !== "mention" && text === "")
    .map(() => "empty text");
}

/** Live sequences in markup, other than our own date: mentions, links, broadcasts. */
export function live(markup: string): string[] {
  return [...markup.matchAll(/<[^>]*>/g)]
    .map(([whole]) => whole)
    .filter((each) => !/^<!date\^\d+\^\{ago\}\|/.test(each));
}
