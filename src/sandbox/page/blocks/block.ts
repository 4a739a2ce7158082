import { html } from "htm/preact";
import type { JsonObject } from "../../page-api.ts";
import { objectsOf, stringOf, textOf } from "../json.ts";
import { PlainText } from "../text/inline-view.ts";
import { blockIdOf } from "../values.ts";
import { ActionsBlock, ContextActionsBlock } from "./actions.ts";
import { ContextBlock } from "./context.ts";
import { ImageBlock } from "./image.ts";
import { InputBlock } from "./input.ts";
import { blockKeys } from "./keys.ts";
import { MarkdownView } from "./markdown.ts";
import { RichText } from "./rich-text.ts";
import { SectionBlock } from "./section.ts";
import { useSurface } from "./surface.ts";
import { TableBlock } from "./table.ts";

/** Draws blocks one below the other, each kept from edit to edit. */
export function Blocks({ blocks }: { blocks: JsonObject[] }) {
  const keys = blockKeys(blocks);
  return html`<div class="blocks">
    ${blocks.map((block, index) => {
      const id = blockIdOf(block, index);
      const type = stringOf(block.type);
      return html`<div key=${keys[index]} class="block block-${type}" data-block-id=${id} data-block-type=${type}>
        <${Block} block=${block} blockId=${id} />
      </div>`;
    })}
  </div>`;
}

/** On Home it stands right below the page's own heading, in a message below the pane's. */
function Header({ text }: { text: string }) {
  const level = useSurface().container.type === "view" ? 2 : 3;
  return html`<div class="header-text" role="heading" aria-level=${level}><${PlainText} text=${text} /></div>`;
}

function Block({ block, blockId }: { block: JsonObject; blockId: string }) {
  switch (block.type) {
    case "section":
      return html`<${SectionBlock} block=${block} blockId=${blockId} />`;
    case "header":
      return html`<${Header} text=${textOf(block.text)} />`;
    case "divider":
      return html`<hr />`;
    case "context":
      return html`<${ContextBlock} block=${block} />`;
    case "actions":
      return html`<${ActionsBlock} block=${block} blockId=${blockId} />`;
    case "context_actions":
      return html`<${ContextActionsBlock} block=${block} blockId=${blockId} />`;
    case "image":
      return html`<${ImageBlock} block=${block} />`;
    case "input":
      return html`<${InputBlock} block=${block} blockId=${blockId} />`;
    case "rich_text":
      return html`<${RichText} elements=${objectsOf(block.elements)} />`;
    case "table":
      return html`<${TableBlock} block=${block} />`;
    case "markdown":
      return html`<${MarkdownView} text=${stringOf(block.text)} />`;
    default:
      return html`<p class="unknown">This block (${stringOf(block.type) || "without a type"}) is not drawn by the sandbox.</p>`;
  }
}
