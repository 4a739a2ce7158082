import { html } from "htm/preact";
import type { UiMessage } from "../page-api.ts";
import { findUser, useActions, useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";
import { useNow } from "./parts/clock.ts";
import { Icon } from "./parts/icons.ts";
import { ago } from "./text/dates.ts";

/** What the page knows of a thread's replies. */
export type Replies = { users: string[]; lastTs: string };

/** "3 replies · Last reply 2 minutes ago": opens the thread. */
export function ThreadSummary({ message, replies }: { message: UiMessage; replies: Replies }) {
  const workspace = useWorkspace();
  const { openThread } = useActions();
  const now = useNow(15_000);
  const count = message.replyCount;
  if (count === 0) return null;
  // The clock ticks rarely: a reply may be newer than what it says.
  const last = Number(replies.lastTs) * 1000;
  return html`<button type="button" class="thread-summary" onClick=${() => openThread(message.channel, message.ts)}>
    ${replies.users.slice(0, 5).map((id) => html`<${Avatar} user=${findUser(workspace, id)} size="tiny" />`)}
    <span class="thread-count">${count} ${count === 1 ? "reply" : "replies"}</span>
    ${replies.lastTs === "" ? null : html`<span class="thread-last">Last reply ${ago(last, Math.max(now, last))}</span>`}
    <span class="thread-view">View thread</span>
    <${Icon} name="chevron" size=${16} />
  </button>`;
}
