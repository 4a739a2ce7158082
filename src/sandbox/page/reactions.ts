import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import type { UiMessage } from "../page-api.ts";
import { findUser, useActions, useWorkspace } from "./context.ts";
import { EmojiPicker } from "./emoji-picker.ts";
import { Icon } from "./parts/icons.ts";
import { emojiCharacter } from "./text/emoji.ts";

/** The reactions below a message; pressing one adds or takes back one's own. */
export function Reactions({ message }: { message: UiMessage }) {
  const workspace = useWorkspace();
  const react = useReact(message);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  if (message.reactions.length === 0) return null;
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users }) => {
      const mine = users.includes(workspace.me.id);
      const who = users.map((id) => (id === workspace.me.id ? "you" : findUser(workspace, id).realName)).join(", ");
      return html`<button
        type="button"
        key=${name}
        class="reaction ${mine ? "reaction-mine" : ""}"
        aria-pressed=${mine}
        aria-label="${name.replaceAll("_", " ")}: ${users.length}, ${who}"
        title="${who} reacted with :${name}:"
        data-reaction=${name}
        onClick=${() => react(name)}
      >
        <span class="emoji">${emojiCharacter(name) ?? `:${name}:`}</span>
        <span class="reaction-count">${users.length}</span>
      </button>`;
    })}
    <button
      type="button"
      class="reaction reaction-add"
      aria-label="Add reaction"
      aria-expanded=${open}
      ref=${anchor}
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="smile" size=${16} />
    </button>
    ${open ? html`<${EmojiPicker} anchor=${anchor} onPick=${react} onClose=${() => setOpen(false)} />` : null}
  </div>`;
}

/** Adds or takes back one's reaction to a message. */
export function useReact({ channel, ts }: UiMessage): (name: string) => void {
  const { calls, say } = useActions();
  const { me } = useWorkspace();
  return (name) => {
    calls.call("reaction", { user: me.id, channel, ts, name }).catch((error: Error) => say(error.message));
  };
}
