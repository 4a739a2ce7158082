import { html } from "htm/preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { UiCommand, UiFile } from "../../page-api.ts";
import { useActions, useWorkspace } from "../context.ts";
import { EmojiPicker } from "../emoji-picker.ts";
import { Icon } from "../parts/icons.ts";
import { Attachments, useAttachments } from "./attachments.ts";
import { FormatBar } from "./format-bar.ts";
import { type Suggestion, suggest } from "./suggest.ts";
import { SuggestMenu } from "./suggest-menu.ts";

type ComposerProps = {
  label: string;
  /** Names the conversation: its draft is kept under it. */
  place: string;
  placeholder?: string;
  /** The text to begin with, for editing; a draft is not kept then. */
  initial?: string;
  commands: UiCommand[];
  /** Sends; answers what to say beside the composer when it cannot be sent (the text then stays), else null. */
  send(text: string, files: UiFile[]): Promise<string | null>;
  /** Arrow up in an empty composer; answers whether there was something to edit. */
  editLast?(): boolean;
  onCancel?(): void;
  /** Text that someone else puts in: a suggestion that was pressed. */
  fill?: { text: string; turn: number };
};

/** Where one writes: Enter sends, Shift+Enter begins a line, `/`, `@`, `#` and `:` open a menu. */
export function Composer(props: ComposerProps) {
  const { place, initial } = props;
  const { drafts } = useActions();
  const workspace = useWorkspace();
  const draft = `${workspace.me.id} ${place}`;
  const menuId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const emojiButton = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState(() => initial ?? drafts.get(draft) ?? "");
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [menuClosed, setMenuClosed] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  const [picking, setPicking] = useState(false);
  const attachments = useAttachments();
  const editing = initial !== undefined;

  const write = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setActive(0);
    setMenuClosed(false);
    setRefusal("");
    if (!editing) drafts.set(draft, next);
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };

  useEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 280)}px`;
  }, [text]);

  useEffect(() => {
    field.current?.focus();
    if (editing) field.current?.setSelectionRange(text.length, text.length);
  }, [place]);

  useEffect(() => {
    if (props.fill === undefined) return;
    write(props.fill.text, props.fill.text.length);
    field.current?.focus();
  }, [props.fill?.turn]);

  const offered = menuClosed ? null : suggest(text, caret, workspace, props.commands);
  /** The command whose text is being typed: its usage stays in sight. */
  const running = props.commands.find(({ command }) => text.startsWith(`${command} `));
  const choose = (item: Suggestion) => {
    if (offered === null) return;
    const next = text.slice(0, offered.start) + item.insert + text.slice(caret);
    write(next, offered.start + item.insert.length);
    field.current?.focus();
  };
  const insert = (piece: string) => {
    const at = field.current?.selectionStart ?? text.length;
    write(text.slice(0, at) + piece + text.slice(at), at + piece.length);
    field.current?.focus();
  };

  const ready = attachments.waiting === 0 && (text.trim() !== "" || attachments.files.length > 0);
  const submit = async () => {
    if (!ready || busy) return;
    setBusy(true);
    // The box empties at once, as in Slack; what was refused comes back, unless something new was typed meanwhile.
    if (!editing) write("", 0);
    const refused = await props.send(text.trim(), attachments.files);
    setBusy(false);
    if (refused === null) return attachments.clear();
    if (field.current?.value === "") write(text, text.length);
    setRefusal(refused);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (offered !== null && steer(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && props.onCancel !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      props.onCancel();
    } else if (event.key === "ArrowUp" && text === "" && props.editLast?.() === true) {
      event.preventDefault();
    }
  };

  /** Moves in the menu; answers whether the key was meant for it. */
  const steer = (event: KeyboardEvent): boolean => {
    const items = offered?.items ?? [];
    const current = items[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setActive((active + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      // A name typed in full ("/course", "@grace") has nothing left to complete: Enter sends.
      const typed = text.slice(offered?.start, caret).toLowerCase();
      if (event.key === "Enter" && current?.insert.trim().toLowerCase() === typed) return false;
      if (current !== undefined) choose(current);
    } else if (event.key === "Escape") {
      setMenuClosed(true);
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const follow = () => setCaret(field.current?.selectionStart ?? 0);
  return html`<div
    class="composer ${attachments.over ? "composer-over" : ""}"
    onDragOver=${attachments.onDragOver}
    onDragLeave=${attachments.onDragLeave}
    onDrop=${attachments.onDrop}
  >
    ${
      offered === null
        ? null
        : html`<${SuggestMenu}
            id=${menuId}
            items=${offered.items}
            active=${active}
            onActive=${setActive}
            onChoose=${choose}
          />`
    }
    ${
      running === undefined || offered !== null || refusal !== ""
        ? null
        : html`<p class="composer-usage"><b>${running.command}</b> ${running.usageHint} <span>${running.description}</span></p>`
    }
    ${refusal === "" ? null : html`<p class="composer-refusal" role="alert">${refusal}</p>`}
    <div class="composer-box">
      <${FormatBar} field=${field} text=${text} write=${write} />
      <textarea
        ref=${field}
        rows="1"
        class="composer-text"
        aria-label=${props.label}
        aria-autocomplete="list"
        aria-controls=${offered === null ? undefined : menuId}
        aria-activedescendant=${offered === null ? undefined : `${menuId}-${active}`}
        placeholder=${props.placeholder ?? ""}
        value=${text}
        onInput=${() => write(field.current?.value ?? "", field.current?.selectionStart ?? 0)}
        onKeyDown=${onKeyDown}
        onKeyUp=${follow}
        onClick=${follow}
        onPaste=${attachments.onPaste}
      ></textarea>
      <${Attachments} state=${attachments} />
      <div class="composer-tools">
        ${
          editing
            ? null
            : html`<label class="icon-button composer-attach" title="Attach files">
                <${Icon} name="plus" size=${18} />
                <input type="file" multiple class="visually-hidden" aria-label="Attach files" onChange=${attachments.onChange} />
              </label>`
        }
        <button
          type="button"
          class="icon-button"
          aria-label="Emoji"
          title="Emoji"
          aria-expanded=${picking}
          ref=${emojiButton}
          onClick=${() => setPicking(!picking)}
        >
          <${Icon} name="smile" size=${18} />
        </button>
        <button type="button" class="icon-button composer-at" aria-label="Mention someone" title="Mention someone" onClick=${() => insert("@")}>@</button>
        <span class="composer-space"></span>
        ${
          editing
            ? html`<button type="button" class="button" onClick=${props.onCancel}>Cancel</button>
                <button type="button" class="button button-primary" disabled=${!ready || busy} onClick=${submit}>Save</button>`
            : html`<button
                type="button"
                class="composer-send ${ready ? "composer-send-ready" : ""}"
                aria-label="Send now"
                title="Send now"
                disabled=${!ready || busy}
                onClick=${submit}
              >
                <${Icon} name="send" size=${18} />
              </button>`
        }
      </div>
    </div>
    ${picking ? html`<${EmojiPicker} anchor=${emojiButton} onPick=${(name: string) => insert(`:${name}: `)} onClose=${() => setPicking(false)} />` : null}
    <p class="composer-hint" aria-hidden="true">${text.includes("\n") || text.length > 1 ? html`<b>Shift + Enter</b> to add a new line` : " "}</p>
  </div>`;
}
