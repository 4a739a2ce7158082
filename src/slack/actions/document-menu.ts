/** The menu of a document's row in Home, and the same ways on as buttons: each opens a modal. */
import type { ModalView } from "@slack/types";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { actionIds, readDocumentValue } from "../action-ids.ts";
import { documentUse } from "../documents/document-use.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { type MenuChoice, menuChoices } from "../render/home-documents.ts";
import { detailsModal } from "../render/modals/document-details.ts";
import { deleteModal, renameModal, replaceModal } from "../render/modals/document-forms.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { openForAdmin } from "./admin-modal.ts";
import { courseForm } from "./create-course.ts";

type Needs = Pick<SlackServices, "permissions" | "openModal" | "store" | "permalinks">;

/** The row's menu: using a document is for everyone, all else for admins. */
export function documentMenu(needs: Needs): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const [chosen, documentId] = (body.actions[0].selected_option?.value ?? "").split(" ");
    const choice = menuChoices.find((each) => each === chosen);
    if (choice === "use") {
      await needs.openModal({
        workspaceId: body.team.id,
        triggerId: body.trigger_id,
        build: () => courseForm(needs, body, documentId ?? null),
      });
    } else if (choice !== undefined) {
      await openForAdmin(needs, body, () => formFor(needs, body, choice, documentId ?? ""));
    }
    await ack();
  };
}

/** "Replace" and "Delete" beside a document that could not be read. */
export function documentButtons(needs: Needs): { action: string; listener: ActionListener }[] {
  const opening =
    (choice: Exclude<MenuChoice, "use">): ActionListener =>
    async ({ body: raw, ack }) => {
      const body = actionBodySchema.parse(raw);
      const documentId = readDocumentValue(body.actions[0].value)?.document ?? "";
      await openForAdmin(needs, body, () => formFor(needs, body, choice, documentId));
      await ack();
    };
  return [
    { action: actionIds.replaceDocument, listener: opening("replace") },
    { action: actionIds.deleteDocument, listener: opening("delete") },
  ];
}

async function formFor(
  needs: Needs,
  { team }: ActionBody,
  choice: Exclude<MenuChoice, "use">,
  documentId: string,
): Promise<ModalView> {
  const document = await needs.store.documents.find(team.id, documentId);
  if (document === null) return noticeModal(texts.document.goneTitle, texts.document.gone);
  switch (choice) {
    case "rename":
      return renameModal(document);
    case "replace":
      return replaceModal(document);
    case "delete":
      return deleteModal(document, await documentUse(needs, team.id, document.id));
    case "details":
      return documentDetails(needs, document, { asked: new Set(), note: null });
  }
}

/** A document's details as they are now. */
export async function documentDetails(
  needs: Pick<Needs, "store" | "permalinks">,
  document: DocumentRecord,
  said: { asked: ReadonlySet<string>; note: string | null },
): Promise<ModalView> {
  const [source, use] = await Promise.all([
    needs.store.documents.source(document.workspaceId, document.id),
    documentUse(needs, document.workspaceId, document.id),
  ]);
  return detailsModal({ document, link: source?.kind === "link" ? source.url : null, use, ...said });
}
