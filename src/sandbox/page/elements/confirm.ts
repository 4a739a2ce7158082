import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Json, JsonObject } from "../../page-api.ts";
import { TextObject } from "../blocks/text-object.ts";
import { isObject, textOf } from "../json.ts";
import { Dialog } from "../parts/dialog.ts";
import { PlainText } from "../text/inline-view.ts";

/**
 * Asks first when an element or option has a `confirm` object.
 * @returns `ask(confirm, go)`, which goes at once without one, and what has to be drawn meanwhile
 */
export function useConfirm(): { ask(confirm: Json | undefined, go: () => void): void; dialog: ComponentChildren } {
  const [waiting, setWaiting] = useState<{ confirm: JsonObject; go: () => void } | null>(null);
  const close = () => setWaiting(null);
  return {
    ask(confirm, go) {
      if (isObject(confirm)) setWaiting({ confirm, go });
      else go();
    },
    dialog:
      waiting === null
        ? null
        : html`<${ConfirmDialog}
            confirm=${waiting.confirm}
            onDeny=${close}
            onConfirm=${() => {
              close();
              waiting.go();
            }}
          />`,
  };
}

function ConfirmDialog(props: { confirm: JsonObject; onDeny(): void; onConfirm(): void }) {
  const { confirm } = props;
  const title = textOf(confirm.title);
  return html`<${Dialog} label=${title} class="confirm" onClose=${props.onDeny}>
    <header class="dialog-head"><h2><${PlainText} text=${title} /></h2></header>
    <div class="dialog-body"><${TextObject} value=${confirm.text} /></div>
    <footer class="dialog-foot">
      <button type="button" class="button" onClick=${props.onDeny}><${PlainText} text=${textOf(confirm.deny) || "Cancel"} /></button>
      <button
        type="button"
        class="button ${confirm.style === "danger" ? "button-danger" : "button-primary"}"
        onClick=${props.onConfirm}
      >
        <${PlainText} text=${textOf(confirm.confirm) || "OK"} />
      </button>
    </footer>
  <//>`;
}
