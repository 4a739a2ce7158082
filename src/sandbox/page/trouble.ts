import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import type { UiSwitches } from "../page-api.ts";
import { useActions } from "./context.ts";
import { Icon } from "./parts/icons.ts";
import { Popup } from "./parts/popup.ts";

const SWITCHES: { key: keyof UiSwitches; label: string; detail: string }[] = [
  { key: "throttled", label: "Slack throttling", detail: "Most calls are answered 429 with Retry-After" },
  { key: "down", label: "Slack down", detail: "Every call of the app fails with a 500" },
  { key: "modelSlow", label: "Model slow", detail: "The language model takes its time" },
  { key: "modelFailing", label: "Model failing", detail: "The language model answers with errors" },
];

/** "What goes wrong": switches to watch the app cope and recover. */
export function TroubleMenu({ switches }: { switches: UiSwitches }) {
  const { calls, say } = useActions();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const on = SWITCHES.filter(({ key }) => switches[key]);
  const flip = (key: keyof UiSwitches) => {
    calls.call("switch", { [key]: !switches[key] }).catch((error: Error) => say(error.message));
  };
  return html`<button
      type="button"
      class="topbar-button ${on.length > 0 ? "topbar-alarm" : ""}"
      aria-label=${["What goes wrong", ...on.map(({ label }) => label)].join(": ")}
      aria-expanded=${open}
      ref=${anchor}
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="trouble" size=${18} />
      ${on.length === 0 ? "What goes wrong" : on.map(({ label }) => label).join(", ")}
    </button>
    ${
      open
        ? html`<${Popup} anchor=${anchor} align="end" class="trouble" onClose=${() => setOpen(false)}>
            <div role="group" aria-label="What goes wrong">
              ${SWITCHES.map(
                ({ key, label, detail }) => html`<label class="switch" key=${key}>
                  <span class="switch-text"><b>${label}</b><span>${detail}</span></span>
                  <input type="checkbox" role="switch" aria-label=${label} checked=${switches[key]} data-switch=${key} onChange=${() => flip(key)} />
                </label>`,
              )}
            </div>
          <//>`
        : null
    }`;
}
