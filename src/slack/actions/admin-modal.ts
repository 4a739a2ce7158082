/** What clicks that open a modal have in common: the modal is for admins, and everyone else is told so in its place. */
import type { ModalView } from "@slack/types";
import { texts } from "../../texts.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "permissions" | "openModal">;

/** Opens what `build` makes, or a refusal; Slack gets its answer either way. */
export async function openForAdmin(
  { permissions, openModal }: Needs,
  body: Pick<ActionBody, "team" | "user" | "trigger_id">,
  build: () => Promise<ModalView>,
): Promise<void> {
  await openModal({
    workspaceId: body.team.id,
    triggerId: body.trigger_id,
    build: async () =>
      (await permissions.isAdmin(body.team.id, body.user.id))
        ? build()
        : noticeModal(texts.permissions.title, texts.permissions.documents),
  });
}

/** A listener that opens a modal for admins. */
export function adminModal(needs: Needs, build: (body: ActionBody) => Promise<ModalView>): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    await openForAdmin(needs, body, () => build(body));
    await ack();
  };
}
