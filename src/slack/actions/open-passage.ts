/** Opens the passage behind a citation. Guests and people from connected workspaces are refused. */
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { type Place, placeSchema } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { readPassageValue } from "../action-ids.ts";
import type { ActionListener } from "../listener.ts";
import { actionBodySchema } from "../payloads.ts";
import { passageModal } from "../render/modals/passage.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "permissions" | "openModal" | "store">;

/** What a request keeps of what was found for it, as far as a passage goes. */
const keptSchema = z.object({
  passages: z.array(z.object({ id: z.string(), text: z.string(), place: placeSchema })),
});
/** A course is changed some dozen times; older passages are looked for no further. */
const mostRequests = 100;

export function openPassage(needs: Needs): ActionListener {
  return async ({ body: raw, ack }) => {
    const { team, user, trigger_id, actions } = actionBodySchema.parse(raw);
    const asked = readPassageValue(actions[0].selected_option?.value ?? actions[0].value);
    await needs.openModal({
      workspaceId: team.id,
      triggerId: trigger_id,
      build: async () => {
        if (!(await needs.permissions.mayReadDocuments(team.id, user.id))) {
          return noticeModal(texts.passage.title, texts.passage.refused);
        }
        const passage = asked === null ? null : await passageOf(needs, team.id, asked);
        return passage ?? noticeModal(texts.passage.title, texts.passage.gone);
      },
    });
    await ack();
  };
}

/** Only what a version of the course cites is shown: the latest, or one that an older card still shows. */
async function passageOf(
  { store }: Needs,
  workspaceId: string,
  { courseId, passageId }: { courseId: string; passageId: string },
): Promise<ModalView | null> {
  const course = await store.courses.find(workspaceId, courseId);
  if (course === null || course.state === "deleted") return null;
  const versions = await store.courses.versions(workspaceId, courseId);
  const cited = versions
    .toReversed()
    .flatMap((version) => version.course.references)
    .flatMap((reference) => {
      const passage = reference.passages.find(({ id }) => id === passageId);
      return passage === undefined ? [] : [{ reference, place: passage.place }];
    })[0];
  if (cited === undefined) return null;
  const { reference, place } = cited;
  const document = await store.documents.find(workspaceId, reference.document_id);
  const found = document === null ? null : await textOf(store, workspaceId, courseId, passageId);
  return passageModal({
    number: reference.number,
    title: document?.title ?? reference.title,
    place: found?.place ?? place,
    version: reference.document_version,
    currentVersion: document?.version ?? null,
    text: found?.text ?? null,
  });
}

/** As it was kept when the course was written, so that it is what the writer saw; else from the knowledge base. */
async function textOf(
  store: Needs["store"],
  workspaceId: string,
  courseId: string,
  passageId: string,
): Promise<{ text: string; place: Place } | null> {
  const requests = await store.requests.finished({ workspaceId, kind: "course", id: courseId }, mostRequests);
  for (const { retrieval } of requests.toReversed()) {
    const kept = keptSchema.safeParse(retrieval);
    const passage = kept.success ? kept.data.passages.find(({ id }) => id === passageId) : undefined;
    if (passage !== undefined) return passage;
  }
  const [stored] = await store.passages.find(workspaceId, [passageId]);
  return stored ?? null;
}
