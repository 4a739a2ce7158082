import { html } from "htm/preact";
import { useId } from "preact/hooks";
import type { JsonObject } from "../../page-api.ts";
import { Element } from "../elements/element.ts";
import { objectOf, textOf } from "../json.ts";
import { PlainText } from "../text/inline-view.ts";
import { useSurface } from "./surface.ts";

const GROUPED = new Set(["checkboxes", "radio_buttons"]);

/** A labelled element with a hint and, when the view was refused, an error. */
export function InputBlock({ block, blockId }: { block: JsonObject; blockId: string }) {
  const id = useId();
  const error = useSurface().errors[blockId];
  const element = objectOf(block.element);
  const hint = textOf(block.hint);
  const grouped = GROUPED.has(String(element.type));
  const label = html`<span id="${id}-label" class="input-label-text">
    <${PlainText} text=${textOf(block.label)} />
    ${block.optional === true ? html`<span class="input-optional"> (optional)</span>` : null}
  </span>`;
  const describedBy = [hint === "" ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`]
    .filter(Boolean)
    .join(" ");
  return html`<div class="input ${error === undefined ? "" : "input-wrong"}">
    ${grouped ? html`<div class="input-label">${label}</div>` : html`<label class="input-label" for=${id}>${label}</label>`}
    <${Element}
      place=${{ blockId, element, inputBlock: block }}
      id=${id}
      labelledBy="${id}-label"
      describedBy=${describedBy}
      invalid=${error !== undefined}
    />
    ${error === undefined ? null : html`<p class="input-error" id="${id}-error" role="alert">${error}</p>`}
    ${hint === "" ? null : html`<p class="input-hint" id="${id}-hint"><${PlainText} text=${hint} /></p>`}
  </div>`;
}
