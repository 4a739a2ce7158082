import { html } from "htm/preact";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Popup } from "./popup.ts";

export type MenuItem = {
  label: string;
  detail?: string;
  danger?: boolean;
  /** A line above it. */
  divided?: boolean;
  onSelect(): void;
};

/** A menu of actions under a button; arrows, Home, End and letters move, Enter takes, Escape and Tab leave. */
export function Menu(props: {
  anchor: RefObject<HTMLElement>;
  label: string;
  items: MenuItem[];
  heading?: ComponentChildren;
  onClose(): void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const entries = () => [...(list.current?.querySelectorAll("button") ?? [])];

  useEffect(() => {
    entries()[0]?.focus();
  }, []);

  const close = () => {
    props.onClose();
    props.anchor.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(":focus"));
    const moves: { [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      all.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    }
  };

  return html`<${Popup} anchor=${props.anchor} align="end" class="menu" onClose=${close}>
    ${props.heading}
    <div role="menu" aria-label=${props.label} ref=${list} onKeyDown=${onKeyDown}>
      ${props.items.map(
        (item) => html`<button
          type="button"
          role="menuitem"
          class="menu-item ${item.danger ? "menu-item-danger" : ""} ${item.divided ? "menu-item-divided" : ""}"
          onClick=${() => {
            close();
            item.onSelect();
          }}
        >
          <span>${item.label}</span>
          ${item.detail === undefined ? null : html`<span class="menu-detail">${item.detail}</span>`}
        </button>`,
      )}
    </div>
  <//>`;
}
