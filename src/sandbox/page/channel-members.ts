import { html } from "htm/preact";
import type { RefObject } from "preact";
import type { UiChannel, UiUser } from "../page-api.ts";
import { findUser, useActions, useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";
import { Popup } from "./parts/popup.ts";

/** Who is in a channel, and who could be added: people and the app. */
export function ChannelMembers(props: { channel: UiChannel; anchor: RefObject<HTMLElement>; onClose(): void }) {
  const workspace = useWorkspace();
  const { calls, say } = useActions();
  const { channel } = props;
  const { me, bot, users } = workspace;
  const everyone = users.some(({ id }) => id === bot.id) ? users : [...users, bot];
  const others = everyone.filter(({ id }) => !channel.members.includes(id) && id !== me.id);
  const add = (user: UiUser) => {
    calls
      .call("join", { user: me.id, channel: channel.id, invite: user.id })
      .catch((error: Error) => say(error.message));
  };
  return html`<${Popup} anchor=${props.anchor} align="end" class="members" onClose=${props.onClose}>
    <section aria-label="Members">
      <h2>Members</h2>
      <ul>
        ${channel.members.map((id) => html`<li key=${id}><${Person} user=${findUser(workspace, id)} /></li>`)}
      </ul>
      ${
        others.length === 0 || !channel.members.includes(me.id)
          ? null
          : html`<h2>Add people and apps</h2>
              <ul>
                ${others.map(
                  (user) => html`<li key=${user.id}>
                    <${Person} user=${user} />
                    <button type="button" class="button" aria-label="Add ${user.realName}" onClick=${() => add(user)}>Add</button>
                  </li>`,
                )}
              </ul>`
      }
    </section>
  <//>`;
}

function Person({ user }: { user: UiUser }) {
  const role = user.isBot ? "App" : user.isAdmin ? "Admin" : user.isGuest ? "Guest" : "";
  return html`<span class="person">
    <${Avatar} user=${user} size="small" />
    <span>${user.realName || user.name}</span>
    ${role === "" ? null : html`<span class="person-role">${role}</span>`}
  </span>`;
}
