import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Snapshot, UiChannel } from "../page-api.ts";
import { useActions, useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";
import { Icon } from "./parts/icons.ts";
import { HOME } from "./route.ts";
import { countUnread, seenUpTo, type Unread } from "./unread.ts";

/** Channels, the direct message with the app, and the app. `at` is where the person is. */
export function Sidebar({ snapshot, at }: { snapshot: Snapshot; at: string }) {
  const { me, bot, channels, directMessage } = useWorkspace();
  const places = channels.filter(({ kind }) => kind !== "im").sort((a, b) => a.name.localeCompare(b.name));
  const mine = places.filter(({ members }) => members.includes(me.id));
  const others = places.filter(({ members }) => !members.includes(me.id));
  const unread = (channel: UiChannel) =>
    channel.id === at
      ? { bold: false, count: 0 }
      : countUnread(
          snapshot.messages,
          channel.id,
          channel.kind === "im",
          me,
          seenUpTo(localStorage, me.id, channel.id),
        );

  return html`<nav class="sidebar" aria-label="Channels and direct messages">
    <${Section} title="Channels">
      ${mine.map((channel) => html`<${ChannelLine} key=${channel.id} channel=${channel} at=${at} unread=${unread(channel)} />`)}
    <//>
    ${
      others.length === 0
        ? null
        : html`<${Section} title="More channels">
            ${others.map((channel) => html`<${ChannelLine} key=${channel.id} channel=${channel} at=${at} unread=${{ bold: false, count: 0 }} />`)}
          <//>`
    }
    ${
      directMessage === null
        ? null
        : html`<${Section} title="Direct messages">
            <${Line} place=${directMessage.id} at=${at} label=${bot.realName} unread=${unread(directMessage)} picture=${html`<${Avatar} user=${bot} size="tiny" />`} />
          <//>`
    }
    <${Section} title="Apps">
      <${Line} place=${HOME} at=${at} label=${bot.realName} unread=${{ bold: false, count: 0 }} picture=${html`<${Avatar} user=${bot} size="tiny" />`} />
    <//>
  </nav>`;
}

function Section({ title, children }: { title: string; children?: ComponentChildren }) {
  const [open, setOpen] = useState(true);
  return html`<section class="side-section ${open ? "" : "side-closed"}" aria-label=${title}>
    <button type="button" class="side-title" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <${Icon} name="chevron" size=${16} /> ${title}
    </button>
    ${open ? html`<ul>${children}</ul>` : null}
  </section>`;
}

function ChannelLine({ channel, at, unread }: { channel: UiChannel; at: string; unread: Unread }) {
  const icon = html`<${Icon} name=${channel.kind === "private" ? "lock" : "hash"} size=${16} />`;
  return html`<${Line} place=${channel.id} at=${at} label=${channel.name} unread=${unread} picture=${icon} />`;
}

function Line(props: { place: string; at: string; label: string; unread: Unread; picture: ComponentChildren }) {
  const { goTo } = useActions();
  const { place, unread } = props;
  const here = place === props.at;
  return html`<li>
    <button
      type="button"
      class="side-line ${here ? "side-here" : ""} ${unread.bold ? "side-unread" : ""}"
      aria-current=${here ? "page" : undefined}
      data-place=${place}
      data-unread=${unread.bold ? "true" : undefined}
      onClick=${() => goTo(place)}
    >
      <span class="side-picture">${props.picture}</span>
      <span class="side-label">${props.label}</span>
      ${unread.bold ? html`<span class="visually-hidden">, unread</span>` : null}
      ${unread.count > 0 ? html`<span class="side-badge">${unread.count}</span>` : null}
    </button>
  </li>`;
}
