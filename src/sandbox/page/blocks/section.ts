import { html } from "htm/preact";
import type { JsonObject } from "../../page-api.ts";
import { Element } from "../elements/element.ts";
import { isObject, objectsOf } from "../json.ts";
import { TextObject } from "./text-object.ts";

/** Text, up to ten fields in two columns, and one accessory at the right. */
export function SectionBlock({ block, blockId }: { block: JsonObject; blockId: string }) {
  const fields = objectsOf(block.fields);
  const accessory = isObject(block.accessory) ? block.accessory : null;
  return html`<div class="section">
    <div class="section-body">
      ${isObject(block.text) ? html`<${TextObject} value=${block.text} />` : null}
      ${
        fields.length === 0
          ? null
          : html`<div class="fields">
              ${fields.map((field) => html`<div class="field"><${TextObject} value=${field} /></div>`)}
            </div>`
      }
    </div>
    ${
      accessory === null
        ? null
        : html`<div class="accessory">
            <${Element} place=${{ blockId, element: accessory, inputBlock: null }} />
          </div>`
    }
  </div>`;
}
