import { html } from "htm/preact";
import type { UiFile } from "../../page-api.ts";
import { Icon } from "./icons.ts";

/** A file under a message: a picture is shown, anything else is a card to open. */
export function FileCard({ file }: { file: UiFile }) {
  const address = `/ui/files/${encodeURIComponent(file.id)}`;
  const title = file.title || file.name;
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(file.mimetype)) {
    return html`<figure class="file-picture" data-file-id=${file.id}>
      <figcaption>${title}</figcaption>
      <a href=${address} target="_blank" rel="noopener"><img src=${address} alt=${title} loading="lazy" /></a>
    </figure>`;
  }
  return html`<a class="file-card" href=${address} target="_blank" rel="noopener" data-file-id=${file.id}>
    <span class="file-kind file-kind-${kindOf(file)}"><${Icon} name="file" /></span>
    <span class="file-text">
      <span class="file-title">${title}</span>
      <span class="file-detail">${kindOf(file).toUpperCase()} · ${sizeOf(file.size)}</span>
    </span>
  </a>`;
}

function kindOf({ name }: UiFile): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return ending?.toLowerCase() ?? "file";
}

/** A size in bytes as people write it. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
