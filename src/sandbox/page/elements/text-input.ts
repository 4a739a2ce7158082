import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { triggers, useSurface, useValue } from "../blocks/surface.ts";
import { numberOf, stringOf, textOf } from "../json.ts";
import { decodeEntities } from "../text/entities.ts";
import type { ElementProps } from "./element.ts";

const NATIVE: { [type: string]: string } = { email_text_input: "email", url_text_input: "url" };

/** One line or several of text, a number, an address. */
export function TextInput({ place, id, describedBy, invalid }: ElementProps) {
  const { element } = place;
  const type = stringOf(element.type);
  const surface = useSurface();
  const value = useValue(place);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const typed = stringOf(value.value);
  const most = type === "plain_text_input" ? numberOf(element.max_length) : null;

  useEffect(() => {
    if (element.focus_on_load === true) field.current?.focus();
  }, []);

  const onInput = () => {
    const text = field.current?.value ?? "";
    surface.change(place, { type, value: text === "" ? null : text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const multiline = element.multiline === true;
    if (multiline && !event.metaKey && !event.ctrlKey) return;
    const asked = place.inputBlock?.dispatch_action === true && triggers(element).includes("on_enter_pressed");
    if (!asked) return;
    event.preventDefault();
    surface.act(place, { value: value.value ?? null });
  };

  const shared = {
    id,
    ref: field,
    value: typed,
    class: "field-box",
    placeholder: decodeEntities(textOf(element.placeholder)),
    maxLength: most ?? undefined,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": invalid ? "true" : undefined,
    "aria-required": place.inputBlock !== null && place.inputBlock.optional !== true ? "true" : undefined,
    onInput,
    onKeyDown,
  };
  const left = most === null ? null : most - typed.length;
  return html`<div class="text-input">
    ${
      type === "plain_text_input" && element.multiline === true
        ? html`<textarea ...${shared} rows="5"></textarea>`
        : html`<input
            ...${shared}
            type=${NATIVE[type] ?? "text"}
            inputmode=${type === "number_input" ? "decimal" : undefined}
            autocomplete="off"
          />`
    }
    ${left !== null && left < 50 ? html`<span class="characters-left" aria-live="polite">${left}</span>` : null}
  </div>`;
}
