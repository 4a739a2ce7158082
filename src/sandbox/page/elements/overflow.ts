import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { useSurface } from "../blocks/surface.ts";
import { objectsOf, stringOf, textOf } from "../json.ts";
import { Icon } from "../parts/icons.ts";
import { Menu } from "../parts/menu.ts";
import { decodeEntities } from "../text/entities.ts";
import { safeUrl } from "../text/links.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

/** The "⋯" button with a menu of options. */
export function Overflow({ place }: ElementProps) {
  const { element } = place;
  const surface = useSurface();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { ask, dialog } = useConfirm();
  const items = objectsOf(element.options).map((option) => ({
    label: decodeEntities(textOf(option.text)),
    detail: textOf(option.description) || undefined,
    onSelect: () =>
      ask(element.confirm, () => {
        const url = safeUrl(stringOf(option.url));
        if (url !== null) window.open(url, "_blank", "noopener,noreferrer");
        surface.act(place, { selected_option: option });
      }),
  }));
  return html`<button
      type="button"
      class="button overflow-button"
      aria-label=${stringOf(element.accessibility_label) || "More options"}
      aria-haspopup="menu"
      aria-expanded=${open}
      ref=${anchor}
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="overflow" />
    </button>
    ${open ? html`<${Menu} anchor=${anchor} label="Options" items=${items} onClose=${() => setOpen(false)} />` : null}
    ${dialog}`;
}
