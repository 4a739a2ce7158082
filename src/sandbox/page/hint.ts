import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "./parts/icons.ts";

const DISMISSED = "hint-dismissed";

/** What a newcomer can press to begin. */
export const SUGGESTIONS = [
  "/course Create security training using @1 @3",
  "/course A two-hour onboarding for new support colleagues using @2",
];

/** The sandbox's own word to a newcomer, above the composer; pressing a line puts it there. */
export function FirstHint({ suggestions, onTry }: { suggestions: string[]; onTry(text: string): void }) {
  const [gone, setGone] = useState(() => sessionStorage.getItem(DISMISSED) === "yes");
  if (gone) return null;
  const dismiss = () => {
    sessionStorage.setItem(DISMISSED, "yes");
    setGone(true);
  };
  return html`<section class="hint" aria-label="First steps">
    <span class="hint-picture" aria-hidden="true">👋</span>
    <div class="hint-body">
      <p class="hint-title">New here? Try one of these.</p>
      <div class="hint-lines">
        ${suggestions.map(
          (text) =>
            html`<button type="button" class="hint-try" onClick=${() => onTry(text)}><code>${text}</code></button>`,
        )}
      </div>
      <p class="hint-detail">Press a line, then Enter. <code>@1</code> and <code>@3</code> are documents: the app’s Home tab lists them.</p>
    </div>
    <button type="button" class="icon-button" aria-label="Dismiss" onClick=${dismiss}><${Icon} name="close" size=${16} /></button>
  </section>`;
}
