import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import type { Snapshot, UiChannel } from "../page-api.ts";
import { ChannelIntro } from "./channel-intro.ts";
import { ChannelMembers } from "./channel-members.ts";
import { Composer } from "./compose/composer.ts";
import { BUILT_IN, useSend } from "./compose/send.ts";
import { useActions, useWorkspace } from "./context.ts";
import { FirstHint, SUGGESTIONS } from "./hint.ts";
import { MessageList, useEditing } from "./message-list.ts";
import { Icon } from "./parts/icons.ts";
import { Scroller } from "./scroller.ts";
import { lastOf, rootsOf, summarise } from "./threads.ts";

/** A channel's head and conversation. */
export function ChannelPane({ snapshot, channel }: { snapshot: Snapshot; channel: UiChannel }) {
  const [open, setOpen] = useState(false);
  const members = useRef<HTMLButtonElement>(null);
  return html`
    <header class="pane-head">
      <h1><${Icon} name=${channel.kind === "private" ? "lock" : "hash"} size=${18} />${channel.name}</h1>
      <span class="pane-sub">${channel.topic}</span>
      <button
        type="button"
        class="button members-button"
        aria-label="${channel.members.length} members"
        aria-expanded=${open}
        ref=${members}
        onClick=${() => setOpen(!open)}
      >
        <${Icon} name="people" size=${18} /> ${channel.members.length}
      </button>
      ${open ? html`<${ChannelMembers} channel=${channel} anchor=${members} onClose=${() => setOpen(false)} />` : null}
    </header>
    <${Conversation} snapshot=${snapshot} channel=${channel} />
  `;
}

/** The messages of a channel or direct message with its composer. */
export function Conversation({ snapshot, channel }: { snapshot: Snapshot; channel: UiChannel }) {
  const { me, bot } = useWorkspace();
  const { calls, say } = useActions();
  const [fill, setFill] = useState<{ text: string; turn: number } | undefined>(undefined);
  const commands = [...snapshot.commands, ...BUILT_IN];
  const send = useSend(channel, null, commands);
  const messages = rootsOf(snapshot.messages, channel.id);
  const editing = useEditing(messages, me.id);
  const isDirect = channel.kind === "im";
  const member = channel.members.includes(me.id);
  const fresh = !messages.some(({ user, ephemeralFor }) => user === bot.id && ephemeralFor === null);
  const suggestions = isDirect ? SUGGESTIONS.map((text) => text.replace(/^\/\w+ /, "")) : SUGGESTIONS;
  const hinted = member && fresh && snapshot.commands.length > 0 && channel.members.includes(bot.id);

  const join = () => {
    calls.call("join", { user: me.id, channel: channel.id }).catch((error: Error) => say(error.message));
  };

  return html`
    <${Scroller} place=${channel.id} label="Messages" own=${lastOf(messages, me.id)}>
      <${ChannelIntro} channel=${channel} />
      <${MessageList}
        messages=${messages}
        inThread=${false}
        replies=${summarise(snapshot.messages, channel.id)}
        editing=${editing.editing}
        onEdit=${editing.onEdit}
      />
    <//>
    ${
      hinted
        ? html`<${FirstHint}
            suggestions=${suggestions}
            onTry=${(text: string) => setFill({ text, turn: (fill?.turn ?? 0) + 1 })}
          />`
        : null
    }
    ${
      member
        ? html`<${Composer}
            key=${channel.id}
            label=${isDirect ? `Message ${bot.realName}` : `Message to ${channel.name}`}
            placeholder=${isDirect ? `Message ${bot.realName}` : `Message #${channel.name}`}
            place=${channel.id}
            commands=${commands}
            send=${send}
            editLast=${editing.editLast}
            fill=${fill}
          />`
        : html`<div class="join">
            <p>You are looking at <b># ${channel.name}</b></p>
            <button type="button" class="button button-primary" onClick=${join}>Join channel</button>
          </div>`
    }
  `;
}
