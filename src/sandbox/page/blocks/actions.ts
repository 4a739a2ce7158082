import { html } from "htm/preact";
import type { JsonObject } from "../../page-api.ts";
import { Element } from "../elements/element.ts";
import { FeedbackButtons, IconButton } from "../elements/feedback.ts";
import { objectsOf, stringOf } from "../json.ts";

/** Buttons, selects and the like in a row. */
export function ActionsBlock({ block, blockId }: { block: JsonObject; blockId: string }) {
  return html`<div class="actions">
    ${objectsOf(block.elements).map(
      (element) =>
        html`<${Element}
          key=${stringOf(element.action_id)}
          place=${{ blockId, element, inputBlock: null }}
        />`,
    )}
  </div>`;
}

/** The row below an app's answer: thumbs and small icons. */
export function ContextActionsBlock({ block, blockId }: { block: JsonObject; blockId: string }) {
  return html`<div class="context-actions">
    ${objectsOf(block.elements).map((element) => {
      const place = { blockId, element, inputBlock: null };
      return element.type === "feedback_buttons"
        ? html`<${FeedbackButtons} place=${place} />`
        : html`<${IconButton} place=${place} />`;
    })}
  </div>`;
}
