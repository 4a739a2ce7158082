import { html } from "htm/preact";
import { findUser, useWorkspace } from "../context.ts";
import { Avatar } from "../parts/avatar.ts";
import type { Suggestion } from "./suggest.ts";

/** The menu above the composer. The focus stays in the text; the menu is steered from there. */
export function SuggestMenu(props: {
  id: string;
  items: Suggestion[];
  active: number;
  onActive(index: number): void;
  onChoose(item: Suggestion): void;
}) {
  const workspace = useWorkspace();
  const first = props.items[0];
  const heading =
    first?.kind === "command"
      ? "Commands"
      : first?.kind === "channel"
        ? "Channels"
        : first?.kind === "emoji"
          ? "Emoji"
          : "People";
  return html`<div class="suggest" role="listbox" id=${props.id} aria-label=${heading}>
    <div class="suggest-head" role="presentation">
      <span>${heading}</span>
      <span class="suggest-keys"><kbd>↑</kbd><kbd>↓</kbd> to move <kbd>Enter</kbd> to choose <kbd>Esc</kbd> to close</span>
    </div>
    ${props.items.map(
      (item, index) => html`<div
        key=${item.key}
        id="${props.id}-${index}"
        role="option"
        class="suggest-item ${index === props.active ? "suggest-active" : ""}"
        aria-selected=${index === props.active}
        onMouseDown=${(event: Event) => event.preventDefault()}
        onMouseMove=${() => props.onActive(index)}
        onClick=${() => props.onChoose(item)}
      >
        ${
          item.kind === "user"
            ? html`<${Avatar} user=${findUser(workspace, item.picture)} size="small" />`
            : html`<span class="suggest-picture" aria-hidden="true">${item.picture}</span>`
        }
        <span class="suggest-text">
          <span class="suggest-title">${item.title}</span>
          ${item.detail === "" ? null : html`<span class="suggest-detail">${item.detail}</span>`}
        </span>
        ${item.kind === "command" ? html`<span class="suggest-app">${workspace.bot.realName}</span>` : null}
      </div>`,
    )}
  </div>`;
}
