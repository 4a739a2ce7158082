import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import type { Snapshot } from "../page-api.ts";
import { Conversation } from "./channel.ts";
import { useActions, useWorkspace } from "./context.ts";
import { HomeTab } from "./home.ts";
import { Avatar } from "./parts/avatar.ts";
import { HOME } from "./route.ts";

/** The app's own place: its Home tab and the direct message with it. */
export function AppPane({ snapshot, tab }: { snapshot: Snapshot; tab: "home" | "messages" }) {
  const { me, bot, directMessage } = useWorkspace();
  const { calls, goTo, say } = useActions();

  useEffect(() => {
    // The app is told each time: it publishes its Home when it hears of it.
    calls.call("home", { user: me.id, tab }).catch((error: Error) => say(error.message));
  }, [me.id, tab]);

  const tabs = [
    { key: "home", label: "Home", place: HOME },
    { key: "messages", label: "Messages", place: directMessage?.id ?? null },
  ];
  return html`
    <header class="pane-head pane-head-tabs">
      <h1><${Avatar} user=${bot} size="small" />${bot.realName}<span class="app-badge">APP</span></h1>
      <div class="tabs" role="tablist" aria-label=${bot.realName}>
        ${tabs.map(
          ({ key, label, place }) => html`<button
            type="button"
            role="tab"
            id="tab-${key}"
            aria-selected=${key === tab}
            aria-controls="app-panel"
            disabled=${place === null}
            onClick=${() => place !== null && goTo(place)}
          >
            ${label}
          </button>`,
        )}
      </div>
    </header>
    <div class="app-panel" id="app-panel" role="tabpanel" aria-labelledby="tab-${tab}">
      ${
        tab === "messages" && directMessage !== null
          ? html`<${Conversation} snapshot=${snapshot} channel=${directMessage} />`
          : html`<${HomeTab} view=${snapshot.home} />`
      }
    </div>
  `;
}
