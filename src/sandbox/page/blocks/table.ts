import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import type { Json, JsonObject } from "../../page-api.ts";
import { isObject, objectOf, objectsOf, stringOf } from "../json.ts";
import { decodeEntities } from "../text/entities.ts";
import { RichText } from "./rich-text.ts";

/** A table: its first row is the head. */
export function TableBlock({ block }: { block: JsonObject }) {
  const rows = (Array.isArray(block.rows) ? block.rows : []).filter((row) => Array.isArray(row));
  const settings = Array.isArray(block.column_settings) ? block.column_settings : [];
  const [head = [], ...body] = rows;
  const style = (column: number) => columnStyle(settings[column]);
  return html`<div class="table-frame" tabindex="0" role="group" aria-label="Table">
    <table>
      <thead>
        <tr>
          ${head.map((cell, column) => html`<th scope="col" class=${style(column)}>${drawCell(cell)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${style(column)}>${drawCell(cell)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function columnStyle(setting: Json | undefined): string {
  if (!isObject(setting)) return "";
  const align = stringOf(setting.align);
  return `${align === "" ? "" : `align-${align}`} ${setting.is_wrapped === true ? "wrapped" : ""}`;
}

function drawCell(cell: Json): ComponentChildren {
  const object = objectOf(cell);
  if (object.type === "rich_text") return html`<${RichText} elements=${objectsOf(object.elements)} />`;
  return decodeEntities(object.type === "raw_number" ? String(object.value ?? "") : stringOf(object.text));
}
