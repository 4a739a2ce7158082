import { html } from "htm/preact";
import { useState } from "preact/hooks";
import type { UiTraffic } from "../page-api.ts";
import { Icon } from "./parts/icons.ts";
import { timeOf } from "./text/dates.ts";

/** What the app and Slack say to each other, newest first; a line opens to its payloads. */
export function TrafficPanel({ traffic, onClose }: { traffic: UiTraffic[]; onClose(): void }) {
  const [wanted, setWanted] = useState("");
  const shown = traffic.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  return html`<aside class="traffic" aria-label="Traffic">
    <header class="pane-head">
      <h2>Traffic</h2>
      <span class="pane-sub">${traffic.length} calls</span>
      <button type="button" class="icon-button" aria-label="Close traffic" onClick=${onClose}><${Icon} name="close" /></button>
    </header>
    <div class="traffic-search">
      <input
        class="field-box"
        type="search"
        aria-label="Filter calls"
        placeholder="Filter, such as chat.update"
        value=${wanted}
        onInput=${(event: Event) => {
          const box = event.currentTarget;
          if (box instanceof HTMLInputElement) setWanted(box.value);
        }}
      />
    </div>
    <div class="traffic-list" tabindex="0" role="region" aria-label="Calls">
      ${shown.length === 0 ? html`<p class="empty">Nothing yet: calls between the app and Slack appear here.</p>` : null}
      ${shown.map((entry) => html`<${Line} key=${entry.id} entry=${entry} />`)}
    </div>
  </aside>`;
}

function Line({ entry }: { entry: UiTraffic }) {
  const [open, setOpen] = useState(false);
  const toBot = entry.direction === "to-bot";
  const failed = entry.status >= 400 || entry.status === 0;
  return html`<details
    class="call ${failed ? "call-failed" : ""}"
    data-call=${entry.name}
    onToggle=${(event: Event) => {
      const box = event.currentTarget;
      if (box instanceof HTMLDetailsElement) setOpen(box.open);
    }}
  >
    <summary>
      <span class="call-direction call-${entry.direction}" title=${toBot ? "Slack to the app" : "App to Slack"}>${toBot ? "Slack → app" : "app → Slack"}</span>
      <span class="call-name">${entry.name}</span>
      <span class="call-status">${entry.status}</span>
      <span class="call-time">${timeOf(entry.at, undefined, true)} · ${Math.round(entry.ms)} ms</span>
    </summary>
    ${
      open
        ? html`<h3>Request</h3>
            <pre tabindex="0">${JSON.stringify(entry.request, null, 2)}</pre>
            <h3>Response</h3>
            <pre tabindex="0">${JSON.stringify(entry.response, null, 2)}</pre>`
        : null
    }
  </details>`;
}
