import type { JsonObject } from "../../page-api.ts";
import { numberOf, objectOf, stringOf } from "../json.ts";
import { emojiCharacter } from "../text/emoji.ts";
import { safeUrl } from "../text/links.ts";
import type { Inline } from "../text/nodes.ts";

/** The inline elements of `rich_text` as text nodes. Their text is literal: neither mrkdwn nor entities are read in it. */
export function readRichText(elements: JsonObject[]): Inline[] {
  return elements.flatMap((element) => {
    const node = readElement(element);
    return node === null ? [] : [styled(node, objectOf(element.style))];
  });
}

function readElement(element: JsonObject): Inline | null {
  const text = stringOf(element.text);
  switch (element.type) {
    case "text":
      return objectOf(element.style).code === true ? { type: "code", text } : { type: "text", text };
    case "link": {
      const url = safeUrl(stringOf(element.url));
      const shown: Inline = { type: "text", text: text === "" ? stringOf(element.url) : text };
      return url === null ? shown : { type: "link", url, children: [shown] };
    }
    case "emoji": {
      const name = stringOf(element.name);
      const character = emojiCharacter(name);
      return character === null ? { type: "text", text: `:${name}:` } : { type: "emoji", name, character };
    }
    case "user":
      return { type: "user", id: stringOf(element.user_id), label: null };
    case "channel":
      return { type: "channel", id: stringOf(element.channel_id), label: null };
    case "usergroup":
      return { type: "usergroup", id: stringOf(element.usergroup_id), label: null };
    case "broadcast":
      return { type: "broadcast", range: stringOf(element.range) };
    case "date":
      return {
        type: "date",
        timestamp: numberOf(element.timestamp) ?? 0,
        format: stringOf(element.format),
        url: safeUrl(stringOf(element.url)),
        fallback: stringOf(element.fallback),
      };
    case "color":
      return { type: "code", text: stringOf(element.value) };
    default:
      return text === "" ? null : { type: "text", text };
  }
}

function styled(node: Inline, style: JsonObject): Inline {
  let result = node;
  if (style.underline === true) result = { type: "underline", children: [result] };
  if (style.strike === true) result = { type: "strike", children: [result] };
  if (style.italic === true) result = { type: "italic", children: [result] };
  if (style.bold === true) result = { type: "bold", children: [result] };
  return result;
}
