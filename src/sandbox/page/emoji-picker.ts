import { html } from "htm/preact";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Popup } from "./parts/popup.ts";
import { emojiCharacter, searchEmoji } from "./text/emoji.ts";

/** Shown before anyone searches. */
const FREQUENT = [
  ..."white_check_mark eyes raised_hands tada heart +1 -1 smile joy thinking_face pray clap fire rocket bulb".split(
    " ",
  ),
  ..."question exclamation warning hourglass_flowing_sand memo books mortar_board star 100 wave muscle sob".split(" "),
  ..."sunglasses robot_face trophy coffee sparkles key lock calendar link x heavy_plus_sign speech_balloon".split(" "),
];

/** A searchable grid of emoji. */
export function EmojiPicker(props: { anchor: RefObject<HTMLElement>; onPick(name: string): void; onClose(): void }) {
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const frequent = FREQUENT.flatMap((name) => {
    const character = emojiCharacter(name);
    return character === null ? [] : [{ name, character }];
  });
  const shown = query === "" ? frequent : searchEmoji(query, 72);
  const pick = (name: string) => {
    props.onPick(name);
    props.onClose();
    props.anchor.current?.focus();
  };

  return html`<${Popup} anchor=${props.anchor} align="end" class="emoji-picker" onClose=${props.onClose}>
    <input
      class="field-box"
      type="search"
      aria-label="Search emoji"
      placeholder="Search all emoji"
      value=${query}
      ref=${field}
      onInput=${() => setQuery(field.current?.value.replaceAll(":", "") ?? "")}
      onKeyDown=${(event: KeyboardEvent) => {
        const first = shown[0];
        if (event.key === "Enter" && first !== undefined) pick(first.name);
      }}
    />
    <div class="emoji-grid" role="group" aria-label="Emoji">
      ${shown.map(
        ({ name, character }) => html`<button
          type="button"
          key=${name}
          aria-label=${name.replaceAll("_", " ")}
          title=":${name}:"
          onClick=${() => pick(name)}
        >
          ${character}
        </button>`,
      )}
    </div>
    ${shown.length === 0 ? html`<p class="option-note">No emoji found</p>` : null}
  <//>`;
}
