import { html } from "htm/preact";
import { useId } from "preact/hooks";
import type { JsonObject } from "../../page-api.ts";
import { useSurface, useValue } from "../blocks/surface.ts";
import { TextObject } from "../blocks/text-object.ts";
import { isObject, objectsOf, stringOf } from "../json.ts";
import { chosenValue } from "../values.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

/** Checkboxes and radio buttons: options with a text and a description. */
export function Choices({ place, labelledBy, describedBy, invalid }: ElementProps) {
  const { element } = place;
  const group = useId();
  const surface = useSurface();
  const value = useValue(place);
  const { ask, dialog } = useConfirm();
  const several = element.type === "checkboxes";
  const chosen = several ? objectsOf(value.selected_options).map(chosenValue) : [chosenValue(value.selected_option)];

  const toggle = (option: JsonObject, on: boolean) => {
    const type = stringOf(element.type);
    const kept = objectsOf(element.options).filter((entry) =>
      entry === option ? on : chosen.includes(stringOf(entry.value)),
    );
    ask(element.confirm, () =>
      surface.change(place, several ? { type, selected_options: kept } : { type, selected_option: option }),
    );
  };

  return html`<div
      class="choices"
      role=${several ? "group" : "radiogroup"}
      aria-labelledby=${labelledBy}
      aria-describedby=${describedBy || undefined}
      aria-invalid=${invalid && !several ? "true" : undefined}
    >
      ${objectsOf(element.options).map((option, index) => {
        const on = chosen.includes(stringOf(option.value));
        return html`<div class="choice">
          <input
            type=${several ? "checkbox" : "radio"}
            name=${group}
            id="${group}-${index}"
            value=${stringOf(option.value)}
            checked=${on}
            onChange=${(event: Event) => {
              const box = event.currentTarget;
              if (box instanceof HTMLInputElement) toggle(option, box.checked);
            }}
          />
          <label for="${group}-${index}">
            <${TextObject} value=${option.text} />
            ${isObject(option.description) ? html`<span class="choice-detail"><${TextObject} value=${option.description} /></span>` : null}
          </label>
        </div>`;
      })}
    </div>
    ${dialog}`;
}
