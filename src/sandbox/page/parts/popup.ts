import { html } from "htm/preact";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

type PopupProps = {
  /** What the popup belongs to: it stands below it, or above when there is more room. */
  anchor: RefObject<HTMLElement>;
  align?: "start" | "end";
  /** As wide as its anchor. */
  matchWidth?: boolean;
  class?: string;
  children?: ComponentChildren;
  onClose(): void;
};

/**
 * A floating layer next to its anchor. It is fixed to the window, so that scrolling containers (modals, panes) do not cut
 * it, and closes on Escape and on a press elsewhere.
 */
export function Popup({
  anchor,
  align = "start",
  matchWidth = false,
  class: name = "",
  children,
  onClose,
}: PopupProps) {
  const layer = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const place = () => {
      const box = layer.current;
      const at = anchor.current?.getBoundingClientRect();
      if (box === null || at === undefined) return;
      if (matchWidth) box.style.minWidth = `${at.width}px`;
      const below = window.innerHeight - at.bottom - 8;
      const above = at.top - 8;
      const upwards = below < Math.min(box.scrollHeight, 260) && above > below;
      box.style.maxHeight = `${Math.min(360, upwards ? above : below)}px`;
      box.style.top = upwards ? "" : `${at.bottom + 4}px`;
      box.style.bottom = upwards ? `${window.innerHeight - at.top + 4}px` : "";
      const left = align === "end" ? at.right - box.offsetWidth : at.left;
      box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - box.offsetWidth - 8))}px`;
    };
    place();
    window.addEventListener("resize", place);
    document.addEventListener("scroll", place, true);
    return () => {
      window.removeEventListener("resize", place);
      document.removeEventListener("scroll", place, true);
    };
  });

  useEffect(() => {
    const press = (event: Event) => {
      const target = event.target instanceof Node ? event.target : null;
      if (layer.current?.contains(target) !== true && anchor.current?.contains(target) !== true) onClose();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Only the innermost layer closes: not also the modal or the thread behind it.
      event.stopPropagation();
      event.preventDefault();
      onClose();
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("keydown", key, true);
    };
  }, [onClose]);

  return html`<div class="popup ${name}" ref=${layer}>${children}</div>`;
}
