import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "./parts/icons.ts";

const KEY = "theme";

/** Light or dark: the system's choice until someone presses the button. */
export function ThemeButton() {
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const dark = chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";

  useEffect(() => {
    if (chosen === null) return;
    document.documentElement.dataset.theme = chosen;
    localStorage.setItem(KEY, chosen);
  }, [chosen]);

  const label = dark ? "Switch to light" : "Switch to dark";
  return html`<button
    type="button"
    class="topbar-button"
    aria-label=${label}
    title=${label}
    onClick=${() => setChosen(dark ? "light" : "dark")}
  >
    <${Icon} name=${dark ? "sun" : "moon"} size=${18} />
  </button>`;
}
