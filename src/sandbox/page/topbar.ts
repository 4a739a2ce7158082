import { html } from "htm/preact";
import type { UiSwitches } from "../page-api.ts";
import { useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";
import { Icon } from "./parts/icons.ts";
import { ThemeButton } from "./theme.ts";
import { TroubleMenu } from "./trouble.ts";

/** The bar at the top: workspace, search, what goes wrong, traffic, light or dark, and who one is. */
export function TopBar(props: {
  name: string;
  switches: UiSwitches;
  trafficOpen: boolean;
  onTraffic(): void;
  onJump(): void;
  onUser(id: string): void;
  /** Null while the tour is playing, and where there is nothing to show. */
  onTour: (() => void) | null;
}) {
  const { me, users } = useWorkspace();
  const people = users.filter(({ isBot }) => !isBot);
  return html`<header class="topbar">
    <span class="workspace"><span class="workspace-mark" aria-hidden="true">${props.name.charAt(0)}</span>${props.name}</span>
    <span class="sandbox-note">Sandbox workspace: no Slack account needed</span>
    <button type="button" class="jump-button" onClick=${props.onJump}>
      <${Icon} name="search" size=${16} /> Jump to… <kbd>Ctrl K</kbd>
    </button>
    <div class="topbar-end">
      ${props.onTour === null ? null : html`<button type="button" class="topbar-button tour-start" onClick=${props.onTour}>Take the tour</button>`}
      <${TroubleMenu} switches=${props.switches} />
      <button type="button" class="topbar-button" aria-pressed=${props.trafficOpen} onClick=${props.onTraffic}>
        <${Icon} name="traffic" size=${18} /> Traffic
      </button>
      <${ThemeButton} />
      <label class="user-switch">
        <${Avatar} user=${me} size="small" />
        <span class="visually-hidden">Acting as</span>
        <select
          aria-label="Acting as"
          value=${me.id}
          onChange=${(event: Event) => {
            const box = event.currentTarget;
            if (box instanceof HTMLSelectElement) props.onUser(box.value);
          }}
        >
          ${people.map(
            (user) => html`<option key=${user.id} value=${user.id} selected=${user.id === me.id}>
              ${user.realName || user.name}${user.isAdmin ? " (admin)" : user.isGuest ? " (guest)" : " (member)"}
            </option>`,
          )}
        </select>
      </label>
    </div>
  </header>`;
}
