import { html } from "htm/preact";
import type { RefObject } from "preact";

const MARKS = [
  { label: "Bold", mark: "*", face: html`<b>B</b>` },
  { label: "Italic", mark: "_", face: html`<i>I</i>` },
  { label: "Strikethrough", mark: "~", face: html`<s>S</s>` },
  { label: "Code", mark: "`", face: html`<span class="format-code">${"</>"}</span>` },
  { label: "Code block", mark: "```", face: html`<span class="format-code">${"{ }"}</span>` },
];

/** The row above the text: puts Slack's marks around what is selected. */
export function FormatBar(props: {
  field: RefObject<HTMLTextAreaElement>;
  text: string;
  write(text: string, caret: number): void;
}) {
  const { field, text, write } = props;
  const wrap = (mark: string) => {
    const from = field.current?.selectionStart ?? text.length;
    const to = field.current?.selectionEnd ?? text.length;
    const inner = text.slice(from, to);
    const caret = inner === "" ? from + mark.length : to + 2 * mark.length;
    write(text.slice(0, from) + mark + inner + mark + text.slice(to), caret);
    field.current?.focus();
  };
  const quote = () => {
    const start = text.lastIndexOf("\n", (field.current?.selectionStart ?? text.length) - 1) + 1;
    write(`${text.slice(0, start)}> ${text.slice(start)}`, (field.current?.selectionStart ?? text.length) + 2);
    field.current?.focus();
  };
  return html`<div class="format-bar" role="toolbar" aria-label="Formatting">
    ${MARKS.map(
      ({ label, mark, face }) =>
        html`<button type="button" class="icon-button" aria-label=${label} title=${label} onClick=${() => wrap(mark)}>${face}</button>`,
    )}
    <button type="button" class="icon-button" aria-label="Blockquote" title="Blockquote" onClick=${quote}>❝</button>
  </div>`;
}
