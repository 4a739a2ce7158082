/** "Create a course" in Home, and "Use in a course" at a document: the form, with the document chosen and a channel to pick. */
import type { ModalView } from "@slack/types";
import { texts } from "../../texts.ts";
import { readDocumentValue } from "../action-ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { composeModal } from "../render/modals/compose.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "permissions" | "openModal" | "store">;

export function createCourseAction(needs: Needs): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const documentId = readDocumentValue(body.actions[0].value)?.document ?? null;
    await needs.openModal({
      workspaceId: body.team.id,
      triggerId: body.trigger_id,
      build: () => courseForm(needs, body, documentId),
    });
    await ack();
  };
}

/** The form for a new course. `documentId` is chosen beforehand, if the person may read documents and it still exists. */
export async function courseForm(
  { permissions, store }: Pick<Needs, "permissions" | "store">,
  { team, user }: ActionBody,
  documentId: string | null,
): Promise<ModalView> {
  const { defaults } = await store.workspaces.settings(team.id);
  if (documentId === null) return composeModal({ channelId: null, documents: [], defaults });
  if (!(await permissions.mayReadDocuments(team.id, user.id))) {
    return noticeModal(texts.passage.title, texts.home.outsiders);
  }
  const document = await store.documents.find(team.id, documentId);
  if (document === null) return noticeModal(texts.document.goneTitle, texts.document.gone);
  return composeModal({ channelId: null, documents: [document], defaults });
}
