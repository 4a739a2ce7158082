import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { InlineText } from "../text/inline-view.ts";
import { type MarkdownBlock, parseMarkdown } from "../text/markdown.ts";

/** The `markdown` block. */
export function MarkdownView({ text }: { text: string }) {
  return html`<div class="text markdown">${drawAll(parseMarkdown(text))}</div>`;
}

function drawAll(blocks: MarkdownBlock[]): ComponentChildren {
  const drawn: ComponentChildren[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    if (block.type !== "item") {
      drawn.push(drawOne(block));
      continue;
    }
    // A run of items of the same kind and depth is one list.
    const items: ComponentChildren[] = [];
    for (let next: MarkdownBlock | undefined = block; next?.type === "item"; next = blocks[at + 1]) {
      if (next.ordered !== block.ordered || next.indent !== block.indent) break;
      items.push(drawItem(next));
      if (next !== block) at += 1;
    }
    const name = `rich-list depth-${Math.min(block.indent, 8)}`;
    drawn.push(
      block.ordered
        ? html`<ol class=${name} start=${block.number}>${items}</ol>`
        : html`<ul class=${name}>${items}</ul>`,
    );
  }
  return drawn;
}

function drawItem({ checked, children }: Extract<MarkdownBlock, { type: "item" }>): ComponentChildren {
  const box = checked === null ? null : html`<input type="checkbox" disabled checked=${checked} aria-label="Task" /> `;
  return html`<li class=${checked === null ? "" : "task"}>${box}<${InlineText} nodes=${children} /></li>`;
}

function drawOne(block: Exclude<MarkdownBlock, { type: "item" }>): ComponentChildren {
  switch (block.type) {
    case "heading":
      return html`<p class="markdown-heading level-${Math.min(block.level, 3)}" role="heading" aria-level=${Math.min(block.level + 2, 6)}>
        <${InlineText} nodes=${block.children} />
      </p>`;
    case "paragraph":
      return html`<p><${InlineText} nodes=${block.children} /></p>`;
    case "quote":
      return html`<blockquote>${drawAll(block.blocks)}</blockquote>`;
    case "pre":
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case "rule":
      return html`<hr />`;
    case "table":
      return html`<div class="table-frame" tabindex="0" role="group" aria-label="Table">
        <table>
          <thead>
            <tr>${block.head.map((cell) => html`<th scope="col"><${InlineText} nodes=${cell} /></th>`)}</tr>
          </thead>
          <tbody>
            ${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td><${InlineText} nodes=${cell} /></td>`)}</tr>`)}
          </tbody>
        </table>
      </div>`;
  }
}
