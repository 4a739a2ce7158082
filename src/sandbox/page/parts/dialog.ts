import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/**
 * A native modal dialog: it traps the focus, and gives it back to where it was. Escape and a press on the backdrop ask
 * `onClose`; the dialog itself stays until its parent takes it away. With `open` false it keeps its place (and everything typed in it), unseen.
 */
export function Dialog(props: {
  label: string;
  class?: string;
  open?: boolean;
  children?: ComponentChildren;
  onClose(): void;
  [data: `data-${string}`]: string;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const { label, class: name = "", open = true, children, onClose, ...data } = props;

  // Before any other effect: what wants the focus inside can take it only when the dialog is shown.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  useEffect(() => () => element.current?.close(), []);

  return html`<dialog
    ...${data}
    class="dialog ${name}"
    aria-label=${label}
    ref=${element}
    onCancel=${(event: Event) => {
      // A cancelled file chooser inside bubbles up as `cancel` too.
      if (event.target !== element.current) return;
      event.preventDefault();
      onClose();
    }}
    onMouseDown=${(event: MouseEvent) => {
      if (event.target === element.current) onClose();
    }}
  >
    ${children}
  </dialog>`;
}
