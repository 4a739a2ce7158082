import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { UiView } from "../page-api.ts";
import { Blocks } from "./blocks/block.ts";
import { SurfaceContext, useSurfaceState } from "./blocks/surface.ts";
import { useActions, useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";
import { Dialog } from "./parts/dialog.ts";
import { Icon } from "./parts/icons.ts";
import { PlainText } from "./text/inline-view.ts";
import { collectValues, findInputErrors } from "./values.ts";

const FIELD = "input:not([type=file]), textarea";

type Errors = { [blockId: string]: string };

/** The stack of modals: only the top one is seen, those below keep what was typed in them. */
export function Modals({ views, notices }: { views: UiView[]; notices: ComponentChildren }) {
  const top = Math.max(0, ...views.map(({ depth }) => depth));
  return views.map(
    (view) =>
      html`<${Modal} key=${view.id} view=${view} open=${view.depth === top} notices=${view.depth === top ? notices : null} deeper=${view.depth > lowest(views)} />`,
  );
}

function lowest(views: UiView[]): number {
  return Math.min(...views.map(({ depth }) => depth));
}

type ModalProps = {
  view: UiView;
  open: boolean;
  /** It lies on another one. */
  deeper: boolean;
  /** Shown here while a modal is open: the page behind it cannot be seen or pressed. */
  notices: ComponentChildren;
};

function Modal({ view, open, deeper, notices }: ModalProps) {
  const { calls } = useActions();
  const { me, bot } = useWorkspace();
  const body = useRef<HTMLDivElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState("");
  const [pending, setPending] = useState(false);
  const forget = (blockId: string) => setErrors(({ [blockId]: _gone, ...others }) => others);
  const surface = useSurfaceState({ type: "view", viewId: view.id }, view.blocks, errors, forget);
  const wrong = Object.keys(errors)[0];

  useEffect(() => {
    if (wrong === undefined) return;
    const block = [...(body.current?.querySelectorAll<HTMLElement>("[data-block-id]") ?? [])].find(
      (entry) => entry.dataset.blockId === wrong,
    );
    block?.scrollIntoView({ block: "nearest" });
    block?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  }, [wrong]);

  // The first field has the focus as soon as there is one: a view that says "Loading…" is filled later.
  const fields = view.blocks.some((block) => block.type === "input");
  useEffect(() => {
    const inside = body.current?.matches(":focus-within") === true;
    if (open && fields && !inside) body.current?.querySelector<HTMLElement>(FIELD)?.focus();
  }, [open, fields]);

  const close = () => {
    calls.call("close", { user: me.id, viewId: view.id }).catch((error: Error) => setTrouble(error.message));
  };

  const submit = async () => {
    if (pending || view.submit === null) return;
    setTrouble("");
    const own = findInputErrors(view.blocks, surface.edits);
    setErrors(own);
    if (Object.keys(own).length > 0) return;
    setPending(true);
    try {
      const values = collectValues(view.blocks, surface.edits);
      const answer = await calls.call("submit", { user: me.id, viewId: view.id, values });
      setErrors(answer.errors ?? {});
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : "We had some trouble connecting. Try again?");
    } finally {
      setPending(false);
    }
  };

  return html`<${Dialog} label=${view.title} class="modal" open=${open} onClose=${close} data-view-id=${view.id} data-hash=${view.hash} data-depth=${String(view.depth)}>
    <form
      class="modal-form"
      method="dialog"
      novalidate
      onSubmit=${(event: Event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <header class="dialog-head">
        ${
          deeper
            ? html`<button type="button" class="icon-button" aria-label="Back" onClick=${close}><${Icon} name="back" /></button>`
            : html`<${Avatar} user=${bot} size="small" />`
        }
        <h2><${PlainText} text=${view.title} /></h2>
        <button type="button" class="icon-button dialog-x" aria-label="Close" onClick=${close}><${Icon} name="close" /></button>
      </header>
      <div class="dialog-body" ref=${body} tabindex="-1">
        ${notices}
        ${trouble === "" ? null : html`<p class="modal-trouble" role="alert">${trouble}</p>`}
        <${SurfaceContext.Provider} value=${surface}><${Blocks} blocks=${view.blocks} /><//>
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick=${close}><${PlainText} text=${view.close ?? "Close"} /></button>
        ${
          view.submit === null
            ? null
            : html`<button type="submit" class="button button-primary" disabled=${pending} aria-busy=${pending}>
                ${pending ? html`<span class="spinner" aria-hidden="true"></span>` : null}
                <${PlainText} text=${view.submit} />
              </button>`
        }
      </footer>
    </form>
  <//>`;
}
