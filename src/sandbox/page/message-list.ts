import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { UiMessage } from "../page-api.ts";
import { Message } from "./message.ts";
import { formatDate } from "./text/dates.ts";
import type { Replies } from "./thread-summary.ts";

const GROUP_SECONDS = 300;

/** Messages one below the other, with a line between days. `editing` is the ts of the message that is being edited. */
export function MessageList(props: {
  messages: UiMessage[];
  inThread: boolean;
  replies: Map<string, Replies>;
  editing: string | null;
  onEdit(ts: string | null): void;
  /** Drawn behind the first message: the thread's "3 replies". */
  afterFirst?: ComponentChildren;
}) {
  const { messages, inThread } = props;
  const drawn: ComponentChildren[] = [];
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    const newDay = before === undefined || dayOf(before) !== dayOf(message);
    if (newDay && !inThread) drawn.push(html`<${DayDivider} key=${`day ${message.ts}`} ts=${message.ts} />`);
    if (index === 1 && props.afterFirst) drawn.push(props.afterFirst);
    const compact = !newDay && !(inThread && index === 1) && continues(before, message);
    drawn.push(
      html`<${StableMessage}
        key=${message.ts}
        message=${message}
        compact=${compact}
        inThread=${inThread}
        replies=${props.replies.get(message.ts) ?? null}
        editing=${props.editing === message.ts}
        onEdit=${props.onEdit}
      />`,
    );
  }
  return drawn;
}

/** Draws a message again only when something of it has changed: a card that grows does not cost the whole channel. */
function StableMessage(props: Parameters<typeof Message>[0]) {
  const { message, compact, inThread, replies, editing } = props;
  // `replies` is a new object at each drawing: what it says counts.
  const said = replies === null ? "" : `${replies.lastTs} ${replies.users.join()}`;
  return useMemo(() => html`<${Message} ...${props} />`, [message, compact, inThread, said, editing]);
}

function continues(before: UiMessage | undefined, message: UiMessage): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.ephemeralFor === null &&
    message.ephemeralFor === null &&
    before.replyCount === 0 &&
    Number(message.ts) - Number(before.ts) < GROUP_SECONDS
  );
}

function dayOf({ ts }: UiMessage): string {
  return new Date(Number(ts) * 1000).toDateString();
}

function DayDivider({ ts }: { ts: string }) {
  const text = formatDate(Number(ts), "{day_divider_pretty}", { now: Date.now() });
  return html`<div class="day-divider" role="separator" aria-label=${text}><span>${text.charAt(0).toUpperCase() + text.slice(1)}</span></div>`;
}

/** Remembers which message of a list is being edited, and finds the last of one's own for the arrow up. */
export function useEditing(messages: UiMessage[], me: string) {
  const [editing, onEdit] = useState<string | null>(null);
  const editLast = () => {
    const last = messages.findLast(({ user, ephemeralFor }) => user === me && ephemeralFor === null);
    if (last !== undefined) onEdit(last.ts);
    return last !== undefined;
  };
  return { editing, onEdit, editLast };
}
