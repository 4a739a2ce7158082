import { html } from "htm/preact";
import { useState } from "preact/hooks";
import type { UiMessage } from "../page-api.ts";
import { Blocks } from "./blocks/block.ts";
import { SurfaceContext, useSurfaceState } from "./blocks/surface.ts";
import { Composer } from "./compose/composer.ts";
import { decodeSent } from "./compose/outgoing.ts";
import { findUser, useActions, useWorkspace } from "./context.ts";
import { MessageToolbar } from "./message-toolbar.ts";
import { Avatar } from "./parts/avatar.ts";
import { FileCard } from "./parts/file-card.ts";
import { Icon } from "./parts/icons.ts";
import { Reactions } from "./reactions.ts";
import { formatDate, timeOf } from "./text/dates.ts";
import { Mrkdwn } from "./text/inline-view.ts";
import { type Replies, ThreadSummary } from "./thread-summary.ts";

type MessageProps = {
  message: UiMessage;
  /** Directly below another of the same author: drawn without name and picture. */
  compact: boolean;
  /** In the thread pane there is no summary and no "reply". */
  inThread: boolean;
  replies: Replies | null;
  editing: boolean;
  onEdit(ts: string | null): void;
};

/** One message. */
export function Message(props: MessageProps) {
  const { message, compact, inThread } = props;
  const workspace = useWorkspace();
  const { openThread } = useActions();
  const [menuOpen, setMenuOpen] = useState(false);
  const author = findUser(workspace, message.user);
  const at = Number(message.ts) * 1000;
  const name = author.realName || author.name;
  const onlyMe = message.ephemeralFor !== null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "e" && message.user === workspace.me.id && !onlyMe) props.onEdit(message.ts);
    else if (key === "t" && !inThread && !onlyMe) openThread(message.channel, message.ts);
    else return;
    event.preventDefault();
  };

  return html`<article
    tabindex="-1"
    onKeyDown=${onKeyDown}
    class="message ${compact ? "message-compact" : ""} ${onlyMe ? "message-ephemeral" : ""} ${menuOpen ? "message-active" : ""} ${props.editing ? "message-editing" : ""}"
    data-ts=${message.ts}
    data-user=${message.user}
    data-edits=${message.edits}
    data-ephemeral=${onlyMe ? "true" : undefined}
    aria-label="${name} at ${timeOf(at, undefined, false)}"
  >
    <div class="message-side">
      ${compact ? html`<span class="message-time-side" aria-hidden="true">${timeOf(at, undefined, false).replace(/ [AP]M$/, "")}</span>` : html`<${Avatar} user=${author} />`}
    </div>
    <div class="message-main">
      ${onlyMe ? html`<p class="only-you"><${Icon} name="eye" size=${14} /> Only visible to you</p>` : null}
      ${
        compact
          ? null
          : html`<header class="message-head">
              <span class="message-author">${name}</span>
              ${author.isBot ? html`<span class="app-badge">APP</span>` : null}
              <${MessageTime} at=${at} />
            </header>`
      }
      ${props.editing ? html`<${MessageEditor} message=${message} onDone=${() => props.onEdit(null)} />` : html`<${MessageBody} message=${message} />`}
      ${message.files.length === 0 ? null : html`<div class="files">${message.files.map((file) => html`<${FileCard} file=${file} />`)}</div>`}
      <${Reactions} message=${message} />
      ${inThread || props.replies === null ? null : html`<${ThreadSummary} message=${message} replies=${props.replies} />`}
    </div>
    ${
      props.editing
        ? null
        : html`<${MessageToolbar}
            message=${message}
            inThread=${inThread}
            onEdit=${() => props.onEdit(message.ts)}
            onOpen=${setMenuOpen}
          />`
    }
  </article>`;
}

function MessageTime({ at }: { at: number }) {
  const title = formatDate(at / 1000, "{date_long} at {time_secs}", { now: Date.now() });
  return html`<time class="message-time" datetime=${new Date(at).toISOString()} title=${title}>${timeOf(at, undefined, false)}</time>`;
}

function MessageBody({ message }: { message: UiMessage }) {
  const surface = useSurfaceState({ type: "message", channel: message.channel, ts: message.ts }, message.blocks);
  const edited = message.edited ? html`<span class="edited">(edited)</span>` : null;
  // With blocks the text is for notifications and screen readers only.
  if (message.blocks.length === 0) {
    return html`<div class="message-body">
      ${message.text === "" ? null : html`<${Mrkdwn} text=${message.text} />`}${edited}
    </div>`;
  }
  return html`<div class="message-body">
    <${SurfaceContext.Provider} value=${surface}><${Blocks} blocks=${message.blocks} /><//>${edited}
  </div>`;
}

function MessageEditor({ message, onDone }: { message: UiMessage; onDone(): void }) {
  const workspace = useWorkspace();
  const { calls, say } = useActions();
  return html`<${Composer}
    label="Edit message"
    place=${`edit ${message.channel} ${message.ts}`}
    initial=${decodeSent(message.text, workspace)}
    commands=${[]}
    send=${async (text: string) => {
      await calls
        .call("edit", { user: workspace.me.id, channel: message.channel, ts: message.ts, text })
        .catch((error: Error) => say(error.message));
      onDone();
      return null;
    }}
    onCancel=${onDone}
  />`;
}
