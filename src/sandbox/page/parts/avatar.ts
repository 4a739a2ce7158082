import { html } from "htm/preact";
import type { UiUser } from "../../page-api.ts";

const HUES = 8;

/** A person's picture: their initial on a colour of their own; an app shows a mortar board. */
export function Avatar({ user, size = "large" }: { user: UiUser; size?: "large" | "small" | "tiny" }) {
  const hue = [...user.id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % HUES;
  const kind = user.isBot ? "app" : `hue-${hue}`;
  const shown = user.isBot ? "🎓" : (user.realName || user.name || "?").charAt(0).toUpperCase();
  return html`<span class="avatar avatar-${size} avatar-${kind}" aria-hidden="true">${shown}</span>`;
}
