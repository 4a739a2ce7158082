import { html } from "htm/preact";
import type { JsonObject } from "../../page-api.ts";
import { objectsOf } from "../json.ts";
import { Picture } from "./image.ts";
import { TextObject } from "./text-object.ts";

/** Small print: texts and pictures in a row. */
export function ContextBlock({ block }: { block: JsonObject }) {
  return html`<div class="context">
    ${objectsOf(block.elements).map((element) =>
      element.type === "image"
        ? html`<${Picture} image=${element} class="context-image" />`
        : html`<div class="context-text"><${TextObject} value=${element} /></div>`,
    )}
  </div>`;
}
