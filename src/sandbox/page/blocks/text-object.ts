import { html } from "htm/preact";
import type { Json } from "../../page-api.ts";
import { objectOf, stringOf } from "../json.ts";
import { Mrkdwn, PlainText } from "../text/inline-view.ts";

/** A text object: `mrkdwn` is read, `plain_text` is shown. */
export function TextObject({ value }: { value: Json | undefined }) {
  const object = objectOf(value);
  const text = stringOf(object.text);
  if (object.type === "mrkdwn") return html`<${Mrkdwn} text=${text} />`;
  return html`<div class="text"><p><${PlainText} text=${text} emoji=${object.emoji !== false} /></p></div>`;
}
