import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useSurface } from "../blocks/surface.ts";
import { useWorkspace } from "../context.ts";
import { objectOf, stringOf, stringsOf, textOf } from "../json.ts";
import { Icon } from "../parts/icons.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

/** Thumbs up and down; the chosen one stays marked. */
export function FeedbackButtons({ place }: ElementProps) {
  const { element } = place;
  const surface = useSurface();
  const [chosen, setChosen] = useState("");
  const sides = [
    { key: "positive_button", icon: "thumbUp" },
    { key: "negative_button", icon: "thumbDown" },
  ].map((side) => ({ ...side, button: objectOf(element[side.key]) }));
  return html`<span class="feedback" data-action-id=${stringOf(element.action_id)} data-element-type="feedback_buttons">
    ${sides.map(
      ({ key, icon, button }) => html`<button
        type="button"
        class="icon-button"
        aria-pressed=${chosen === key}
        aria-label=${stringOf(button.accessibility_label) || textOf(button.text)}
        title=${textOf(button.text)}
        onClick=${() => {
          setChosen(key);
          surface.act(place, { text: button.text ?? null, value: stringOf(button.value) });
        }}
      >
        <${Icon} name=${icon} size=${18} />
      </button>`,
    )}
  </span>`;
}

/** A small icon; Slack knows one so far, the bin. Some are shown to certain people only. */
export function IconButton({ place }: ElementProps) {
  const { element } = place;
  const surface = useSurface();
  const { me } = useWorkspace();
  const { ask, dialog } = useConfirm();
  const visibleTo = stringsOf(element.visible_to_user_ids);
  if (visibleTo.length > 0 && !visibleTo.includes(me.id)) return null;
  const label = stringOf(element.accessibility_label) || textOf(element.text);
  return html`<span data-action-id=${stringOf(element.action_id)} data-element-type="icon_button">
    <button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${textOf(element.text)}
      onClick=${() =>
        ask(element.confirm, () => surface.act(place, { text: element.text ?? null, value: stringOf(element.value) }))}
    >
      <${Icon} name=${element.icon === "trash" ? "trash" : "more"} size=${18} />
    </button>
    ${dialog}
  </span>`;
}
