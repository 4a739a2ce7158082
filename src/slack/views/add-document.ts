/** The submitted "add documents" modal: files, a link and pasted text become documents, each with its own request to be read. */

import { texts } from "../../texts.ts";
import { addDocuments } from "../documents/add-documents.ts";
import { viewKey } from "../ids.ts";
import { type FormListener, showErrors } from "../listener.ts";
import { addDocumentFields as fields } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { adminForm } from "./admin-form.ts";
import { typedIn } from "./field-values.ts";
import { contentOf } from "./new-content.ts";

export function addDocumentView(needs: Pick<SlackServices, "store" | "queue" | "permissions" | "home">): FormListener {
  return adminForm(needs, async (submission) => {
    const { limits } = await needs.store.workspaces.settings(submission.team.id);
    const contents = contentOf(submission, { megabytes: limits.fileMegabytes });
    if (!Array.isArray(contents)) return showErrors(contents);
    if (contents.length === 0) return showErrors({ [fields.text.block]: texts.addDocument.nothing });
    const title = typedIn(submission, fields.title).trim();
    const isText = contents.some(({ kind }) => kind === "markdown");
    if (isText && title === "") return showErrors({ [fields.title.block]: texts.addDocument.titleMissing });
    // One title cannot be for both: the text has no other.
    const linkTitle = isText ? "" : title;
    await addDocuments(needs, {
      workspaceId: submission.team.id,
      userId: submission.user.id,
      contents: contents.map((content) => ({
        ...content,
        title: content.title === null ? title : (content.kind === "link" && linkTitle) || content.title,
      })),
      keyOf: (part) => viewKey(submission.view.id, part),
    });
    return undefined;
  });
}
