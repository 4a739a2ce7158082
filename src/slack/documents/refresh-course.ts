/** Asks for just those modules and assessments of a course to be written again that cite a document. */
import type { DocumentRecord } from "../../storage/documents-port.ts";
import type { CourseRecord } from "../../storage/store.ts";
import { texts } from "../../texts.ts";
import { ask } from "../ask.ts";
import { actionKey } from "../ids.ts";
import { inThreadLanguage } from "../people/locale.ts";
import type { SlackServices } from "../services.ts";

/**
 * Stores a request of kind "rewrite" and wakes its worker. The hint names the document by number, so that the work waits while the
 * document is still being read.
 * @returns false when nothing of the course cites the document
 */
export async function requestRefresh(
  needs: Pick<SlackServices, "store" | "queue">,
  { document, course, userId }: { document: DocumentRecord; course: CourseRecord; userId: string },
): Promise<boolean> {
  const { workspaceId } = course;
  const latest = await needs.store.courses.version(workspaceId, course.id, course.version);
  if (latest === null) return false;
  const reference = latest.course.references.find(({ document_id }) => document_id === document.id);
  const cited = new Set(reference?.passages.map(({ id }) => id));
  const ids = [...latest.course.modules, ...latest.course.assessments]
    .filter(({ citations }) => citations.some((id) => cited.has(id)))
    .map(({ id }) => id);
  if (ids.length === 0) return false;
  await ask(needs, course, {
    // Twice for the same version of both is once.
    key: actionKey(`refresh:${document.id}:${document.version}`, course.id, String(course.version)),
    kind: "rewrite",
    payload: {
      documentId: document.id,
      action: "rewrite",
      target: { kind: "items", ids },
      // In the language of the thread: it is what the rewriting goes by.
      hint: inThreadLanguage(course, () => texts.document.details.refreshHint(document.number)),
      guest: false,
      because: null,
    },
    userId,
  });
  return true;
}
