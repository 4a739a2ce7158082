import { html } from "htm/preact";
import type { Snapshot, UiChannel, UiStatus } from "../page-api.ts";
import { Composer } from "./compose/composer.ts";
import { useSend } from "./compose/send.ts";
import { findUser, useActions, useWorkspace } from "./context.ts";
import { MessageList, useEditing } from "./message-list.ts";
import { Icon } from "./parts/icons.ts";
import { Scroller } from "./scroller.ts";
import { lastOf, repliesOf, statusesOf } from "./threads.ts";

const NO_REPLIES = new Map();

/** The pane at the right with one thread and a composer of its own. */
export function ThreadPane(props: { snapshot: Snapshot; channel: UiChannel; ts: string }) {
  const { snapshot, channel, ts } = props;
  const { me } = useWorkspace();
  const { closeThread } = useActions();
  const send = useSend(channel, ts, snapshot.commands);
  const root = snapshot.messages.find((message) => message.channel === channel.id && message.ts === ts);
  const replies = repliesOf(snapshot.messages, channel.id, ts);
  const messages = root === undefined ? replies : [root, ...replies];
  const editing = useEditing(messages, me.id);
  const member = channel.members.includes(me.id);
  const place = `${channel.id} ${ts}`;

  return html`<aside
    class="thread"
    aria-label="Thread"
    data-thread=${ts}
    onKeyDown=${(event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) closeThread();
    }}
  >
    <header class="pane-head">
      <h2>Thread</h2>
      <span class="pane-sub">${channel.kind === "im" ? "Direct message" : `# ${channel.name}`}</span>
      <button type="button" class="icon-button" aria-label="Close thread" title="Close (Esc)" onClick=${closeThread}>
        <${Icon} name="close" />
      </button>
    </header>
    <${Scroller} place=${place} label="Replies" own=${lastOf(replies, me.id)}>
      ${root === undefined ? html`<p class="empty">This message is gone.</p>` : null}
      <${MessageList}
        messages=${messages}
        inThread
        replies=${NO_REPLIES}
        editing=${editing.editing}
        onEdit=${editing.onEdit}
        afterFirst=${replies.length === 0 ? null : html`<${ReplyDivider} key="replies" count=${replies.length} />`}
      />
      <${StatusLines} statuses=${statusesOf(snapshot.statuses, channel.id, ts)} />
    <//>
    ${
      member
        ? html`<${Composer}
            key=${place}
            label="Reply"
            placeholder="Reply…"
            place=${place}
            commands=${snapshot.commands}
            send=${send}
            editLast=${editing.editLast}
          />`
        : null
    }
  </aside>`;
}

function ReplyDivider({ count }: { count: number }) {
  return html`<div class="reply-divider"><span>${count} ${count === 1 ? "reply" : "replies"}</span></div>`;
}

/** "Coursewright is thinking…": what an app says while it works. */
function StatusLines({ statuses }: { statuses: UiStatus[] }) {
  const workspace = useWorkspace();
  return html`<div class="statuses" role="status">
    ${statuses.map(
      ({ user, status }) => html`<p class="status-line">
        <span class="typing" aria-hidden="true"><i></i><i></i><i></i></span>
        <b>${findUser(workspace, user).realName}</b> ${status}
      </p>`,
    )}
  </div>`;
}
