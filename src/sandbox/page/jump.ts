import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { useActions, useWorkspace } from "./context.ts";
import { Dialog } from "./parts/dialog.ts";
import { HOME } from "./route.ts";

/** Ctrl+K: go somewhere by its name. */
export function JumpDialog({ onClose }: { onClose(): void }) {
  const { channels, bot, directMessage } = useWorkspace();
  const { goTo } = useActions();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const places = [
    ...channels
      .filter(({ kind }) => kind !== "im")
      .map(({ id, name, topic }) => ({ id, label: `# ${name}`, detail: topic })),
    ...(directMessage === null ? [] : [{ id: directMessage.id, label: bot.realName, detail: "Direct message" }]),
    { id: HOME, label: bot.realName, detail: "App, Home tab" },
  ].filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(query.toLowerCase()));
  const current = places[Math.min(active, places.length - 1)];

  const go = (place: string | undefined) => {
    if (place === undefined) return;
    onClose();
    goTo(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: { [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Enter") go(current?.id);
    else if (step !== undefined) setActive((active + step + places.length) % Math.max(places.length, 1));
    else return;
    event.preventDefault();
  };

  return html`<${Dialog} label="Jump to" class="jump" onClose=${onClose}>
    <input
      type="text"
      role="combobox"
      class="jump-field"
      aria-label="Jump to a channel or app"
      aria-expanded="true"
      aria-controls="jump-list"
      aria-activedescendant=${current === undefined ? undefined : `jump-${current.id}`}
      placeholder="Jump to…"
      autocomplete="off"
      ref=${field}
      value=${query}
      onInput=${() => {
        setQuery(field.current?.value ?? "");
        setActive(0);
      }}
      onKeyDown=${onKeyDown}
    />
    <div role="listbox" id="jump-list" aria-label="Places">
      ${places.map(
        (place, index) => html`<div
          key=${place.id}
          id="jump-${place.id}"
          role="option"
          class="option ${place === current ? "option-active" : ""}"
          aria-selected=${place === current}
          onMouseMove=${() => setActive(index)}
          onClick=${() => go(place.id)}
        >
          <span class="option-text"><span>${place.label}</span><span class="option-detail">${place.detail}</span></span>
        </div>`,
      )}
    </div>
    ${places.length === 0 ? html`<p class="option-note">Nothing by that name</p>` : null}
  <//>`;
}
