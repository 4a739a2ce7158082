/** Which courses rest on a document, with the addresses of their threads. */
import type { FullStore } from "../../storage/create-store.ts";
import type { Permalinks } from "../permalinks.ts";
import type { Use } from "../render/modals/document-forms.ts";

/** As many as a modal can list; the rest is counted. */
const listed = 20;

export async function documentUse(
  { store, permalinks }: { store: Pick<FullStore, "documents">; permalinks: Permalinks },
  workspaceId: string,
  documentId: string,
): Promise<Use> {
  const { total, courses } = await store.documents.citedBy(workspaceId, documentId, listed);
  const linked = courses.map(async (course) => ({
    ...course,
    link: await permalinks.of(workspaceId, { channelId: course.channelId, ts: course.threadTs }),
  }));
  return { total, courses: await Promise.all(linked) };
}
