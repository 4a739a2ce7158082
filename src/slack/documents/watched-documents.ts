/** The documents, with everyone's Home told when one of them changes. */
import type { DocumentRepository } from "../../storage/documents-port.ts";
import type { HomePublisher } from "../home.ts";

/** For the worker: what it notes of its progress is seen by those who have Home open. */
export function watchDocuments(
  documents: DocumentRepository,
  home: Pick<HomePublisher, "changed">,
): DocumentRepository {
  return {
    ...documents,
    async begin(lease) {
      const begun = await documents.begin(lease);
      home.changed(lease.lane.workspaceId);
      return begun;
    },
    async setState(lease, state, change) {
      await documents.setState(lease, state, change);
      home.changed(lease.lane.workspaceId);
    },
  };
}
