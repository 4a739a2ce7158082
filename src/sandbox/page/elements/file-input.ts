import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { useSurface, useValue } from "../blocks/surface.ts";
import { useActions, useWorkspace } from "../context.ts";
import { numberOf, objectsOf, stringOf, stringsOf } from "../json.ts";
import { sizeOf } from "../parts/file-card.ts";
import { Icon } from "../parts/icons.ts";
import { fileValue } from "../values.ts";
import type { ElementProps } from "./element.ts";

const MOST_BYTES = 10 * 1024 * 1024;

/** Files for a view: chosen or dropped, uploaded at once, their ids kept in the view's values. */
export function FileInput({ place, id, describedBy, invalid }: ElementProps) {
  const { element } = place;
  const surface = useSurface();
  const value = useValue(place);
  const { calls } = useActions();
  const { me } = useWorkspace();
  const [problem, setProblem] = useState("");
  const [waiting, setWaiting] = useState(0);
  const [over, setOver] = useState(false);
  const files = objectsOf(value.files);
  // Uploads end one after another: each adds to what is there then, not to what was there when it began.
  const held = useRef(files);
  held.current = files;
  const most = numberOf(element.max_files) ?? 10;
  const accept = stringsOf(element.filetypes).map((kind) => `.${kind}`);

  const keep = (next: typeof files) => {
    held.current = next;
    surface.change(place, { type: "file_input", files: next });
  };

  const add = async (list: FileList | null) => {
    setProblem("");
    for (const file of list ?? []) {
      if (held.current.length >= most) return setProblem(`You can upload up to ${most} file${most === 1 ? "" : "s"}.`);
      if (file.size > MOST_BYTES) return setProblem(`“${file.name}” is larger than 10 MB.`);
      if (accept.length > 0 && !accept.some((ending) => file.name.toLowerCase().endsWith(ending))) {
        return setProblem(`“${file.name}” is not one of the supported types: ${accept.join(", ")}.`);
      }
      setWaiting((before) => before + 1);
      try {
        keep([...held.current, fileValue(await calls.upload(me.id, file))]);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : "The upload failed.");
      } finally {
        setWaiting((before) => before - 1);
      }
    }
  };

  return html`<div
    class="file-input ${over ? "file-input-over" : ""}"
    onDragOver=${(event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    }}
    onDragLeave=${() => setOver(false)}
    onDrop=${(event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      void add(event.dataTransfer?.files ?? null);
    }}
  >
    ${files.map(
      (file) => html`<div class="file-row" data-file-id=${stringOf(file.id)}>
        <${Icon} name="file" />
        <span class="file-row-name">${stringOf(file.name)}</span>
        <span class="file-row-size">${sizeOf(numberOf(file.size) ?? 0)}</span>
        <button
          type="button"
          class="icon-button"
          aria-label="Remove ${stringOf(file.name)}"
          onClick=${() => keep(held.current.filter((entry) => entry.id !== file.id))}
        >
          <${Icon} name="close" size=${16} />
        </button>
      </div>`,
    )}
    <div class="file-choose">
      <input
        type="file"
        id=${id}
        multiple=${most > 1}
        accept=${accept.join(",") || undefined}
        disabled=${files.length >= most}
        aria-describedby=${describedBy || undefined}
        aria-invalid=${invalid ? "true" : undefined}
        onChange=${async (event: Event) => {
          const box = event.currentTarget;
          if (!(box instanceof HTMLInputElement)) return;
          await add(box.files);
          box.value = "";
        }}
      />
      <span class="file-hint">${waiting > 0 ? "Uploading…" : most > 1 ? "or drop files here" : "or drop a file here"}</span>
    </div>
    ${problem === "" ? null : html`<p class="input-error" role="alert">${problem}</p>`}
  </div>`;
}
