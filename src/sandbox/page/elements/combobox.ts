import { html } from "htm/preact";
import { useCallback, useEffect, useId, useRef, useState } from "preact/hooks";
import type { Place } from "../blocks/surface.ts";
import { Icon } from "../parts/icons.ts";
import { Popup } from "../parts/popup.ts";
import { type Choice, useChoices } from "./choices-source.ts";

type ComboboxProps = {
  place: Place;
  id?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  placeholder: string;
  several: boolean;
  /** How many may be chosen. */
  most: number;
  clearable: boolean;
  chosen: Choice[];
  onChoose(choices: Choice[]): void;
};

/** A text box with a list to choose from (ARIA combobox): arrows move, Enter takes, Escape closes, Backspace takes the last one back. */
export function Combobox(props: ComboboxProps) {
  const { place, chosen, several, most } = props;
  const list = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { groups, note } = useChoices(place, query, open);
  const choices = groups.flatMap((group) => group.choices);
  const current = choices[Math.min(active, choices.length - 1)];
  const isChosen = (choice: Choice) => chosen.some(({ key }) => key === choice.key);

  useEffect(() => {
    document.getElementById(`${list}-${current?.key}`)?.scrollIntoView({ block: "nearest" });
  }, [current?.key, open]);

  const close = useCallback(() => {
    setOpen(false);
    setQuery("");
    setActive(0);
  }, []);

  const show = () => {
    if (open) return;
    setOpen(true);
    setActive(Math.max(0, choices.findIndex(isChosen)));
  };

  const take = (choice: Choice) => {
    if (!several) {
      close();
      if (!isChosen(choice)) props.onChoose([choice]);
      return;
    }
    setQuery("");
    if (isChosen(choice)) props.onChoose(chosen.filter(({ key }) => key !== choice.key));
    else if (chosen.length < most) props.onChoose([...chosen, choice]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((Math.min(active, choices.length - 1) + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (current !== undefined) take(current);
    } else if (event.key === "Enter") {
      event.preventDefault();
      show();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "Backspace" && several && query === "" && chosen.length > 0) {
      props.onChoose(chosen.slice(0, -1));
    }
  };

  const single = several ? undefined : chosen[0];
  return html`<div class="combobox ${open ? "combobox-open" : ""}" ref=${anchor}>
    ${
      several
        ? chosen.map(
            (choice) => html`<span class="chip" key=${choice.key}>
              ${choice.label}
              <button
                type="button"
                aria-label="Remove ${choice.label}"
                onClick=${() => props.onChoose(chosen.filter(({ key }) => key !== choice.key))}
              >
                <${Icon} name="close" size=${14} />
              </button>
            </span>`,
          )
        : null
    }
    <input
      type="text"
      role="combobox"
      autocomplete="off"
      id=${props.id}
      ref=${input}
      aria-label=${props.id === undefined ? props.placeholder : undefined}
      aria-expanded=${open}
      aria-controls=${list}
      aria-autocomplete="list"
      aria-activedescendant=${open && current !== undefined ? `${list}-${current.key}` : undefined}
      aria-describedby=${props.describedBy || undefined}
      aria-invalid=${props.invalid ? "true" : undefined}
      class=${single === undefined ? "" : "has-choice"}
      placeholder=${single?.label ?? (several && chosen.length > 0 ? "" : props.placeholder)}
      value=${open ? query : (single?.label ?? "")}
      onFocus=${() => input.current?.select()}
      onClick=${show}
      onInput=${() => {
        setQuery(input.current?.value ?? "");
        setActive(0);
        setOpen(true);
      }}
      onKeyDown=${onKeyDown}
    />
    ${
      props.clearable && single !== undefined
        ? html`<button type="button" class="combobox-clear" aria-label="Clear the choice" onClick=${() => props.onChoose([])}>
            <${Icon} name="close" size=${14} />
          </button>`
        : null
    }
    <span class="combobox-arrow"><${Icon} name="chevron" size=${18} /></span>
    ${
      open
        ? html`<${Popup} anchor=${anchor} matchWidth class="options" onClose=${close}>
            <div role="listbox" id=${list} aria-label=${props.placeholder} aria-multiselectable=${several ? "true" : undefined}>
              ${groups.map(
                (
                  group,
                ) => html`${group.label === "" ? null : html`<div class="option-group" role="presentation">${group.label}</div>`}
                  ${group.choices.map(
                    (choice) => html`<div
                      key=${choice.key}
                      id="${list}-${choice.key}"
                      role="option"
                      class="option ${choice === current ? "option-active" : ""}"
                      aria-selected=${isChosen(choice)}
                      aria-disabled=${several && chosen.length >= most && !isChosen(choice) ? "true" : undefined}
                      data-value=${choice.key}
                      onMouseDown=${(event: Event) => event.preventDefault()}
                      onMouseMove=${() => setActive(choices.indexOf(choice))}
                      onClick=${() => take(choice)}
                    >
                      <span class="option-check">${isChosen(choice) ? html`<${Icon} name="check" size=${16} />` : null}</span>
                      <span class="option-text">
                        <span>${choice.label}</span>
                        ${choice.detail === "" ? null : html`<span class="option-detail">${choice.detail}</span>`}
                      </span>
                    </div>`,
                  )}`,
              )}
            </div>
            ${note === "" ? null : html`<p class="option-note" role="status">${note}</p>`}
          <//>`
        : null
    }
  </div>`;
}
