import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import type { JsonObject } from "../../page-api.ts";
import { useSurface } from "../blocks/surface.ts";
import { useActions } from "../context.ts";
import { objectOf, stringOf, textOf } from "../json.ts";
import { PlainText } from "../text/inline-view.ts";
import { safeUrl } from "../text/links.ts";
import { readPermalink } from "../text/permalink.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

/** A button. One with a `url` opens it and reports the press as well, as in Slack. */
export function Button({ place }: ElementProps) {
  const { element } = place;
  const surface = useSurface();
  const { ask, dialog } = useConfirm();
  const { openThread } = useActions();
  const pressed = usePressed();
  const text = objectOf(element.text);
  const url = safeUrl(stringOf(element.url));
  const style = stringOf(element.style);

  const open = (address: string) => {
    const message = readPermalink(address, location.origin);
    if (message === null) window.open(address, "_blank", "noopener,noreferrer");
    else openThread(message.channel, message.thread);
  };
  const press = () => {
    if (url !== null) open(url);
    pressed.start();
    surface.act(place, buttonParts(element));
  };

  return html`<button
      type="button"
      class="button ${style === "" ? "" : `button-${style}`} ${pressed.now ? "button-pressed" : ""}"
      aria-label=${stringOf(element.accessibility_label) || undefined}
      onClick=${() => ask(element.confirm, press)}
    >
      <${PlainText} text=${textOf(text)} emoji=${text.emoji !== false} />
    </button>
    ${dialog}`;
}

function buttonParts(element: JsonObject): JsonObject {
  const parts: JsonObject = { text: element.text ?? null };
  for (const key of ["value", "style", "url"]) {
    const part = element[key];
    if (part !== undefined) parts[key] = part;
  }
  return parts;
}

/** A press is shown for a moment, and a second one within it (a double click) still counts, as in Slack. */
function usePressed(): { now: boolean; start(): void } {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count === 0) return;
    const timer = setTimeout(() => setCount(0), 400);
    return () => clearTimeout(timer);
  }, [count]);
  return { now: count > 0, start: () => setCount((before) => before + 1) };
}
