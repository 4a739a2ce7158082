import { html } from "htm/preact";
import { createContext } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import type { UiMessage, UiShortcut } from "../page-api.ts";
import { useActions, useWorkspace } from "./context.ts";
import { EmojiPicker } from "./emoji-picker.ts";
import { Dialog } from "./parts/dialog.ts";
import { Icon } from "./parts/icons.ts";
import { Menu, type MenuItem } from "./parts/menu.ts";
import { useReact } from "./reactions.ts";
import { emojiCharacter } from "./text/emoji.ts";

/** The message shortcuts of the installed app. */
export const ShortcutsContext = createContext<UiShortcut[]>([]);

const QUICK = ["white_check_mark", "eyes", "raised_hands"];

/** What floats over a message under the pointer or the focus. */
export function MessageToolbar(props: {
  message: UiMessage;
  inThread: boolean;
  onEdit(): void;
  onOpen(open: boolean): void;
}) {
  const { message } = props;
  const { me, bot } = useWorkspace();
  const { calls, openThread, say } = useActions();
  const shortcuts = useContext(ShortcutsContext);
  const react = useReact(message);
  const emojiButton = useRef<HTMLButtonElement>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"" | "emoji" | "more" | "delete">("");
  const show = (what: typeof open) => {
    setOpen(what);
    props.onOpen(what !== "");
  };
  const { channel, ts } = message;
  const mine = message.user === me.id;
  if (message.ephemeralFor !== null) return null;

  const items: MenuItem[] = [
    ...(mine ? [{ label: "Edit message", detail: "E", onSelect: props.onEdit }] : []),
    ...(props.inThread
      ? []
      : [{ label: "Reply in thread", detail: "T", onSelect: () => openThread(channel, message.threadTs ?? ts) }]),
    {
      label: "Copy text",
      onSelect: () => {
        navigator.clipboard?.writeText(message.text).catch(() => say("The text could not be copied."));
      },
    },
    ...shortcuts.map((shortcut, index) => ({
      label: shortcut.name,
      detail: bot.realName,
      divided: index === 0,
      onSelect: () => {
        calls
          .call("shortcut", { user: me.id, channel, ts, callbackId: shortcut.callbackId })
          .catch((error: Error) => say(error.message));
      },
    })),
    ...(mine || me.isAdmin
      ? [{ label: "Delete message…", danger: true, divided: true, onSelect: () => show("delete") }]
      : []),
  ];

  return html`<div class="message-toolbar" role="group" aria-label="Message actions">
    ${QUICK.map(
      (name) => html`<button
        type="button"
        class="icon-button quick-reaction"
        tabindex="-1"
        aria-label="React with ${name.replaceAll("_", " ")}"
        title="React with :${name}:"
        onClick=${() => react(name)}
      >
        ${emojiCharacter(name)}
      </button>`,
    )}
    <button
      type="button"
      class="icon-button"
      aria-label="Find another reaction"
      title="Find another reaction"
      aria-expanded=${open === "emoji"}
      ref=${emojiButton}
      onClick=${() => show(open === "emoji" ? "" : "emoji")}
    >
      <${Icon} name="smile" size=${18} />
    </button>
    ${
      props.inThread
        ? null
        : html`<button
            type="button"
            class="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick=${() => openThread(channel, message.threadTs ?? ts)}
          >
            <${Icon} name="reply" size=${18} />
          </button>`
    }
    <button
      type="button"
      class="icon-button"
      aria-label="More actions"
      title="More actions"
      aria-haspopup="menu"
      aria-expanded=${open === "more"}
      ref=${moreButton}
      onClick=${() => show(open === "more" ? "" : "more")}
    >
      <${Icon} name="more" size=${18} />
    </button>
    ${open === "emoji" ? html`<${EmojiPicker} anchor=${emojiButton} onPick=${react} onClose=${() => show("")} />` : null}
    ${open === "more" ? html`<${Menu} anchor=${moreButton} label="More actions" items=${items} onClose=${() => show("")} />` : null}
    ${open === "delete" ? html`<${DeleteDialog} message=${message} onClose=${() => show("")} />` : null}
  </div>`;
}

function DeleteDialog({ message, onClose }: { message: UiMessage; onClose(): void }) {
  const { calls, say } = useActions();
  const { me } = useWorkspace();
  const go = () => {
    onClose();
    calls
      .call("delete", { user: me.id, channel: message.channel, ts: message.ts })
      .catch((error: Error) => say(error.message));
  };
  return html`<${Dialog} label="Delete message" class="confirm" onClose=${onClose}>
    <header class="dialog-head"><h2>Delete message</h2></header>
    <div class="dialog-body"><p>Are you sure you want to delete this message? This cannot be undone.</p></div>
    <footer class="dialog-foot">
      <button type="button" class="button" onClick=${onClose}>Cancel</button>
      <button type="button" class="button button-danger" onClick=${go}>Delete</button>
    </footer>
  <//>`;
}
