/** Takes new documents in: stores them with their requests to be read, wakes a worker, and lets everyone's Home know. */
import type { DocumentRecord } from "../../storage/documents-port.ts";
import type { SlackServices } from "../services.ts";
import type { NewContent } from "../views/new-content.ts";

/**
 * @param keyOf the idempotency key of a part: what is delivered twice is added once
 * @returns the documents, in the order of the contents
 */
export async function addDocuments(
  { store, queue, home }: Pick<SlackServices, "store" | "queue" | "home">,
  {
    workspaceId,
    userId,
    contents,
    keyOf,
  }: {
    workspaceId: string;
    userId: string;
    contents: readonly (NewContent & { title: string })[];
    keyOf: (part: string) => string;
  },
): Promise<DocumentRecord[]> {
  const added: DocumentRecord[] = [];
  for (const { part, title, kind, bytes, source } of contents) {
    const { document } = await store.documents.accept(
      // The content's hash is noted when it is read: until then nobody knows what a file holds.
      { workspaceId, title, kind, bytes, contentHash: null, addedBy: userId, source },
      keyOf(part),
    );
    await queue.wake({ workspaceId, kind: "document", id: document.id });
    added.push(document);
  }
  home.changed(workspaceId);
  return added;
}
