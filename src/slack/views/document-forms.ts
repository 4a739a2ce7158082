/** The submitted forms that change a document. What somebody else has changed meanwhile is said, and not overwritten. */

import { foldedTitle, titleProblem } from "../../knowledge/document-title.ts";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { documentDetails } from "../actions/document-menu.ts";
import { documentUse } from "../documents/document-use.ts";
import { viewKey } from "../ids.ts";
import { type FormAnswer, type FormListener, showErrors, showInstead } from "../listener.ts";
import type { ViewSubmission } from "../payloads.ts";
import { deleteModal, type FormMetadata, formMetadataSchema, renameForm } from "../render/modals/document-forms.ts";
import { contentFields, noticeModal } from "../render/modals.ts";
import { line } from "../render/text.ts";
import type { SlackServices } from "../services.ts";
import { adminForm } from "./admin-form.ts";
import { typedIn } from "./field-values.ts";
import { contentOf } from "./new-content.ts";

type Needs = Pick<SlackServices, "store" | "queue" | "permissions" | "home" | "permalinks">;

const gone = (): FormAnswer => showInstead(noticeModal(texts.document.goneTitle, texts.document.gone));

export function renameDocumentView(needs: Needs): FormListener {
  return documentForm(needs, async (submission, document, seen) => {
    const words = texts.document.rename;
    const title = typedIn(submission, renameForm.title).trim();
    if (title === "") return showErrors({ [renameForm.title.block]: words.missing });
    const refusal = document.title === title ? null : await titleRefusal(needs, document, title);
    if (refusal !== null) return showErrors({ [renameForm.title.block]: refusal });
    // Slack keeps the form's metadata, so a second try comes with what was seen first; who insists then wins.
    if (document.title !== seen.title && document.title !== title && !(await isInsisted(needs, submission))) {
      return showErrors({ [renameForm.title.block]: words.changed(line(document.title)) });
    }
    await needs.store.documents.rename(document.workspaceId, document.id, title);
    needs.home.changed(document.workspaceId);
    return undefined;
  });
}

/** More than a knowledge base has. */
const mostDocuments = 5_000;

/** Why a document cannot have a title that nobody could name it by; null when it can. */
async function titleRefusal(
  { store }: Needs,
  { workspaceId, id }: DocumentRecord,
  title: string,
): Promise<string | null> {
  const words = texts.documentTitle;
  const problem = titleProblem(title);
  if (problem !== null) return words[problem];
  const others = await store.documents.list(workspaceId, { limit: mostDocuments });
  const taken = others.find((other) => other.id !== id && foldedTitle(other.title) === foldedTitle(title));
  return taken === undefined ? null : words.taken(taken.number);
}

/** Whether this form was told already that somebody else was faster. */
async function isInsisted({ store }: Needs, { team, view }: ViewSubmission): Promise<boolean> {
  return !(await store.stashes.keep(team.id, viewKey(view.id, "told"), {}));
}

export function replaceDocumentView(needs: Needs): FormListener {
  return documentForm(needs, async (submission, document, seen) => {
    const words = texts.document.replace;
    const { workspaceId } = document;
    const { limits } = await needs.store.workspaces.settings(workspaceId);
    const contents = contentOf(submission, { megabytes: limits.fileMegabytes });
    if (!Array.isArray(contents)) return showErrors(contents);
    const [content, ...others] = contents;
    if (content === undefined) return showErrors({ [contentFields.text.block]: words.nothing });
    if (others.length > 0) return showErrors({ [contentFields.text.block]: words.one });
    const { kind, bytes, source } = content;
    const replaced = await needs.store.documents.replace(
      {
        workspaceId,
        documentId: document.id,
        seenVersion: seen.version,
        authorId: submission.user.id,
        kind,
        bytes,
        source,
      },
      viewKey(submission.view.id),
    );
    if (replaced.kind === "gone") return gone();
    if (replaced.kind === "changed") {
      return showErrors({ [contentFields.text.block]: words.changed(replaced.document.version) });
    }
    await needs.queue.wake({ workspaceId, kind: "document", id: document.id });
    needs.home.changed(workspaceId);
    const note = texts.document.details.accepted(replaced.document.version);
    return showInstead(await documentDetails(needs, replaced.document, { asked: new Set(), note }));
  });
}

export function deleteDocumentView(needs: Needs): FormListener {
  return documentForm(needs, async (_, document, seen) => {
    const { workspaceId, id } = document;
    if (document.version !== seen.version) {
      // Shown as it is now, to be confirmed anew.
      return showInstead(
        deleteModal(document, await documentUse(needs, workspaceId, id), texts.document.delete.changed),
      );
    }
    await needs.store.documents.delete(workspaceId, id);
    needs.home.changed(workspaceId);
    return undefined;
  });
}

/** For admins, with the document as it is now and as it was when the form opened. */
function documentForm(
  needs: Needs,
  submit: (submission: ViewSubmission, document: DocumentRecord, seen: FormMetadata) => Promise<FormAnswer>,
): FormListener {
  return adminForm(needs, async (submission) => {
    const seen = formMetadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const document = await needs.store.documents.find(submission.team.id, seen.document);
    return document === null ? gone() : submit(submission, document, seen);
  });
}
