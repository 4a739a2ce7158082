/** Clicks that act on a document at once: read it again, add it although it is there already, discard it, refresh a course. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { actionIds, readDocumentValue } from "../action-ids.ts";
import { requestRefresh } from "../documents/refresh-course.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { documentDetails } from "./document-menu.ts";

type Needs = Pick<
  SlackServices,
  "permissions" | "store" | "queue" | "home" | "background" | "workspaces" | "permalinks" | "openModal"
>;

const detailsMetadataSchema = z.object({ document: z.string(), asked: z.array(z.string()).default([]) });
const refreshSchema = z.object({ document: z.string(), course: z.string(), version: z.int() });

export function documentMending(needs: Needs): { action: string; listener: ActionListener }[] {
  return [
    { action: actionIds.readDocumentAgain, listener: forAdmins(needs, (body) => readAgain(needs, body, false)) },
    { action: actionIds.addDuplicate, listener: forAdmins(needs, (body) => readAgain(needs, body, true)) },
    { action: actionIds.discardDocument, listener: forAdmins(needs, (body) => discard(needs, body)) },
    { action: actionIds.refreshCourse, listener: forAdmins(needs, (body) => refresh(needs, body)) },
  ];
}

/** Somebody who lost their rights since Home was drawn, or forged the click, is told so in a modal; so is who Slack cannot name. */
function forAdmins(needs: Needs, act: (body: ActionBody) => Promise<void>): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    const isAdmin = await inTime(needs.permissions.isAdmin(body.team.id, body.user.id));
    if (isAdmin === "yes") await act(body);
    else {
      const { title, documents, unsure } = texts.permissions;
      await needs.openModal({
        workspaceId: body.team.id,
        triggerId: body.trigger_id,
        onTop: body.view?.type === "modal",
        build: async () => (isAdmin === "no" ? noticeModal(title, documents) : noticeModal(texts.home.heading, unsure)),
      });
    }
    await ack();
  };
}

async function readAgain(needs: Needs, body: ActionBody, allowDuplicate: boolean): Promise<void> {
  const { store, queue, home } = needs;
  const value = readDocumentValue(body.actions[0].value);
  if (value === null) return;
  const workspaceId = body.team.id;
  const document = await store.documents.reindex(
    { workspaceId, documentId: value.document, authorId: body.user.id, allowDuplicate },
    // A second click on what the first one saw is the same.
    actionKey(body.actions[0].action_id, value.document, String(value.seen)),
  );
  if (document !== null) await queue.wake({ workspaceId, kind: "document", id: document.id });
  home.changed(workspaceId);
  if (document !== null && body.view?.type === "modal") {
    const view = await documentDetails(needs, document, {
      asked: askedIn(body),
      note: texts.document.details.readAgainStarted,
    });
    await update(needs, body, view);
  }
}

/** A file that is there already, and is not wanted twice. Nothing can rest on it: it was never read. */
async function discard({ store, home }: Needs, body: ActionBody): Promise<void> {
  const value = readDocumentValue(body.actions[0].value);
  if (value === null) return;
  const document = await store.documents.find(body.team.id, value.document);
  if (document?.failure?.code === "document_duplicate") await store.documents.delete(body.team.id, document.id);
  home.changed(body.team.id);
}

async function refresh(needs: Needs, body: ActionBody): Promise<void> {
  const value = refreshSchema.safeParse(jsonOf(body.actions[0].value));
  if (!value.success) return;
  const { document: documentId, course: courseId } = value.data;
  const document = await needs.store.documents.find(body.team.id, documentId);
  const course = await needs.store.courses.find(body.team.id, courseId);
  if (document === null || course === null) return;
  await requestRefresh(needs, { document, course, userId: body.user.id });
  const asked = new Set([...askedIn(body), courseId]);
  await update(needs, body, await documentDetails(needs, document, { asked, note: null }));
}

/** Courses that were asked to refresh while this modal was open. */
function askedIn({ view }: ActionBody): ReadonlySet<string> {
  const metadata = detailsMetadataSchema.safeParse(jsonOf(view?.private_metadata));
  return new Set(metadata.success ? metadata.data.asked : []);
}

async function update(
  { workspaces }: Needs,
  { team, view }: ActionBody,
  next: Awaited<ReturnType<typeof documentDetails>>,
): Promise<void> {
  if (view === undefined) return;
  const client = await workspaces.client(team.id);
  await client.views.update({ view_id: view.id, view: next });
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
