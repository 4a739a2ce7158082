import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import type { UiSwitches } from "../page-api.ts";
import { useActions } from "./context.ts";
import { Icon } from "./parts/icons.ts";
import { Popup } from "./parts/popup.ts";

type Switch = { key: keyof UiSwitches; label: string; detail: string; showing: string };
const SWITCHES: Switch[] = [
  {
    key: "throttled",
    label: "Slack throttling",
    detail: "Most calls are answered 429 with Retry-After",
    showing: "Slack is throttling: most calls of the app are answered 429 with Retry-After.",
  },
  {
    key: "down",
    label: "Slack down",
    detail: "Every call of the app is answered 503",
    showing: "Slack is down: every call of the app is answered 503.",
  },
  {
    key: "modelSlow",
    label: "Model slow",
    detail: "The language model takes its time",
    showing: "The language model is slow: a fraction of its usual pace.",
  },
  {
    key: "modelFailing",
    label: "Model failing",
    detail: "The language model answers with errors",
    showing: "The language model fails: whatever is asked of it ends in an error.",
  },
  {
    key: "workerKilled",
    label: "Bot killed",
    detail: "Its process is killed, and starts again after a few seconds",
    showing: "The bot’s process is dead. It starts again by itself in a few seconds.",
  },
];

/** What is going wrong on purpose right now, with a way to end it. */
export function TroubleStrip({ switches }: { switches: UiSwitches }) {
  const { calls, say } = useActions();
  const end = (key: keyof UiSwitches) => {
    calls.call("switch", { [key]: false }).catch((error: Error) => say(error.message));
  };
  return html`<div role="status">
    ${SWITCHES.filter(({ key }) => switches[key]).map(
      ({ key, label, showing }) => html`<div class="trouble-strip" key=${key} data-trouble-strip=${key}>
        <p>${showing}</p>
        <button type="button" class="button" aria-label=${key === "workerKilled" ? "Start the bot now" : `Switch off: ${label}`} onClick=${() => end(key)}>
          ${key === "workerKilled" ? "Start it now" : "Switch off"}
        </button>
      </div>`,
    )}
  </div>`;
}

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
      data-trouble
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
