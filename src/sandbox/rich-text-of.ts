import { unescapeText } from "./escape.ts";
import type { JsonObject } from "./page-api.ts";

/** The `rich_text` block that Slack's composer sends along with what a person typed. */
export function typedRichText(text: string): JsonObject {
  const elements = text
    .split(/(<[^<>\s][^<>]*>)/)
    .filter((part) => part !== "")
    .map(inline);
  return { type: "rich_text", block_id: "typed", elements: [{ type: "rich_text_section", elements }] };
}

function inline(part: string): JsonObject {
  const [, sign, target, label] = /^<([@#!]?)([^|>]+)(?:\|([^>]*))?>$/.exec(part) ?? [];
  if (target === undefined) return { type: "text", text: unescapeText(part) };
  if (sign === "@") return { type: "user", user_id: target };
  if (sign === "#") return { type: "channel", channel_id: target };
  if (sign === "!") return { type: "broadcast", range: target };
  return { type: "link", url: unescapeText(target), ...(label === undefined ? {} : { text: unescapeText(label) }) };
}
