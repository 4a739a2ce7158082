import { html } from "htm/preact";
import type { JsonObject } from "../../page-api.ts";
import { objectOf, stringOf, textOf } from "../json.ts";
import { PlainText } from "../text/inline-view.ts";

/** A picture with an optional title above it. */
export function ImageBlock({ block }: { block: JsonObject }) {
  const title = textOf(block.title);
  return html`<figure class="image">
    ${title === "" ? null : html`<figcaption><${PlainText} text=${title} /></figcaption>`}
    <${Picture} image=${block} />
  </figure>`;
}

/** The picture itself: from an address, or from a file that was uploaded to the sandbox. */
export function Picture({ image, class: name = "" }: { image: JsonObject; class?: string }) {
  const fileId = stringOf(objectOf(image.slack_file).id);
  const source = fileId === "" ? stringOf(image.image_url) : `/ui/files/${encodeURIComponent(fileId)}`;
  if (!/^(?:https?:\/\/|\/ui\/files\/)/.test(source))
    return html`<span class="unknown">${stringOf(image.alt_text)}</span>`;
  return html`<img class=${name} src=${source} alt=${stringOf(image.alt_text)} loading="lazy" />`;
}
