import { html } from "htm/preact";
import type { UiView } from "../page-api.ts";
import { Blocks } from "./blocks/block.ts";
import { SurfaceContext, useSurfaceState } from "./blocks/surface.ts";
import { useWorkspace } from "./context.ts";

/** The app's Home tab, as it was last published for this person. */
export function HomeTab({ view }: { view: UiView | null }) {
  const { bot } = useWorkspace();
  if (view === null) {
    return html`<div class="home-empty" role="status">
      <p class="home-empty-picture" aria-hidden="true">🏠</p>
      <p><b>This is the start of something.</b></p>
      <p>${bot.realName} has not published its Home tab yet.</p>
    </div>`;
  }
  return html`<${PublishedHome} key=${view.id} view=${view} />`;
}

function PublishedHome({ view }: { view: UiView }) {
  const surface = useSurfaceState({ type: "view", viewId: view.id }, view.blocks);
  return html`<div class="home" data-view-id=${view.id} data-hash=${view.hash} tabindex="0" role="region" aria-label="Home">
    <div class="home-body">
      <${SurfaceContext.Provider} value=${surface}><${Blocks} blocks=${view.blocks} /><//>
    </div>
  </div>`;
}
