import { html } from "htm/preact";
import { Picture } from "../blocks/image.ts";
import type { Place } from "../blocks/surface.ts";
import { stringOf } from "../json.ts";
import { Button } from "./button.ts";
import { Choices } from "./choices.ts";
import { DateInput } from "./date-input.ts";
import { FileInput } from "./file-input.ts";
import { Overflow } from "./overflow.ts";
import { Select } from "./select.ts";
import { TextInput } from "./text-input.ts";

export type ElementProps = {
  place: Place;
  /** The id that a label points to. */
  id?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
};

/** One interactive element (or picture) of a block. */
export function Element(props: ElementProps) {
  const { element, blockId } = props.place;
  const type = stringOf(element.type);
  if (type === "image") return html`<${Picture} image=${element} class="accessory-image" />`;
  return html`<div
    class="element element-${type}"
    data-action-id=${stringOf(element.action_id)}
    data-element-type=${type}
    data-in-block=${blockId}
  >
    <${componentFor(type)} ...${props} />
  </div>`;
}

function componentFor(type: string) {
  switch (type) {
    case "button":
    case "workflow_button":
      return Button;
    case "overflow":
      return Overflow;
    case "checkboxes":
    case "radio_buttons":
      return Choices;
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return TextInput;
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return DateInput;
    case "file_input":
      return FileInput;
    default:
      return /_select$/.test(type) ? Select : Unknown;
  }
}

function Unknown({ place }: ElementProps) {
  return html`<span class="unknown">This element (${stringOf(place.element.type)}) is not drawn by the sandbox.</span>`;
}
