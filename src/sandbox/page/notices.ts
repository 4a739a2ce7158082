import { html } from "htm/preact";
import { Icon } from "./parts/icons.ts";
import type { Notice } from "./store.ts";

/** What Slack tells the person, at the lower edge until it is dismissed. */
export function Notices({ notices, onDismiss }: { notices: Notice[]; onDismiss(id: number): void }) {
  return html`<div class="notices" role="alert">
    ${notices.map(
      ({ id, text }) => html`<div class="notice" key=${id}>
        <span class="notice-mark" aria-hidden="true">S</span>
        <p><b>Slackbot</b> <span class="only-you"><${Icon} name="eye" size=${14} /> Only visible to you</span><br />${text}</p>
        <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => onDismiss(id)}><${Icon} name="close" size=${16} /></button>
      </div>`,
    )}
  </div>`;
}
