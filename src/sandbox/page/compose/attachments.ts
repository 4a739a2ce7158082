import { html } from "htm/preact";
import { useState } from "preact/hooks";
import type { UiFile } from "../../page-api.ts";
import { useActions, useWorkspace } from "../context.ts";
import { sizeOf } from "../parts/file-card.ts";
import { Icon } from "../parts/icons.ts";

type AttachmentState = ReturnType<typeof useAttachments>;

/** Files that wait in a composer: chosen, dropped or pasted, uploaded at once and sent with the next message. */
export function useAttachments() {
  const { calls, say } = useActions();
  const { me } = useWorkspace();
  const [files, setFiles] = useState<UiFile[]>([]);
  const [waiting, setWaiting] = useState(0);
  const [over, setOver] = useState(false);

  const add = async (list: FileList | undefined | null) => {
    for (const file of [...(list ?? [])]) {
      setWaiting((before) => before + 1);
      try {
        const uploaded = await calls.upload(me.id, file);
        setFiles((before) => [...before, uploaded]);
      } catch (error) {
        say(`“${file.name}” could not be uploaded. ${error instanceof Error ? error.message : ""}`);
      } finally {
        setWaiting((before) => before - 1);
      }
    }
  };

  return {
    files,
    waiting,
    over,
    clear: () => setFiles([]),
    remove: (id: string) => setFiles((before) => before.filter((file) => file.id !== id)),
    onChange: async (event: Event) => {
      const input = event.currentTarget;
      if (!(input instanceof HTMLInputElement)) return;
      await add(input.files);
      input.value = "";
    },
    onPaste: (event: ClipboardEvent) => {
      if ((event.clipboardData?.files.length ?? 0) === 0) return;
      event.preventDefault();
      void add(event.clipboardData?.files);
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void add(event.dataTransfer?.files);
    },
  };
}

/** The files that will go with the message. */
export function Attachments({ state }: { state: AttachmentState }) {
  if (state.files.length === 0 && state.waiting === 0) return null;
  return html`<div class="attachments" aria-live="polite">
    ${state.files.map(
      (file) => html`<div class="attachment" data-file-id=${file.id}>
        <${Icon} name="file" size=${18} />
        <span class="attachment-name">${file.name}</span>
        <span class="attachment-size">${sizeOf(file.size)}</span>
        <button type="button" class="icon-button" aria-label="Remove ${file.name}" onClick=${() => state.remove(file.id)}>
          <${Icon} name="close" size=${14} />
        </button>
      </div>`,
    )}
    ${state.waiting > 0 ? html`<span class="attachment">Uploading…</span>` : null}
  </div>`;
}
