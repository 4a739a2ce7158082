import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import type { JsonObject } from "../../page-api.ts";
import { numberOf, objectsOf, stringOf } from "../json.ts";
import { InlineText } from "../text/inline-view.ts";
import { plainTextOf } from "../text/nodes.ts";
import { readRichText } from "./rich-text-inline.ts";

/** The parts of a `rich_text` block. Consecutive lists of different depths make one nested list, as in Slack. */
export function RichText({ elements }: { elements: JsonObject[] }) {
  return html`<div class="text rich-text">${elements.map((element) => drawPart(element))}</div>`;
}

function drawPart(element: JsonObject): ComponentChildren {
  const inner = readRichText(objectsOf(element.elements));
  const border = element.border === 1 ? "rich-bordered" : "";
  switch (element.type) {
    case "rich_text_section":
      return html`<p class=${border}><${InlineText} nodes=${inner} /></p>`;
    case "rich_text_quote":
      return html`<blockquote><${InlineText} nodes=${inner} /></blockquote>`;
    case "rich_text_preformatted":
      return html`<pre tabindex="0"><code>${plainTextOf(inner)}</code></pre>`;
    case "rich_text_list":
      return drawList(element, border);
    default:
      return html`<p class="unknown">This text (${stringOf(element.type)}) is not drawn by the sandbox.</p>`;
  }
}

function drawList(list: JsonObject, border: string): ComponentChildren {
  const depth = Math.min(Math.max(numberOf(list.indent) ?? 0, 0), 8);
  const name = `rich-list depth-${depth} ${border}`;
  const items = objectsOf(list.elements).map(
    (item) =>
      html`<li>${item.type === "rich_text_section" ? html`<${InlineText} nodes=${readRichText(objectsOf(item.elements))} />` : drawPart(item)}</li>`,
  );
  if (list.style === "ordered") return html`<ol class=${name} start=${(numberOf(list.offset) ?? 0) + 1}>${items}</ol>`;
  return html`<ul class=${name}>${items}</ul>`;
}
