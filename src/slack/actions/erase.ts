/** "Delete everything" in the settings: asks an admin to confirm, on top of the settings. */

import { texts } from "../../texts.ts";
import type { ActionListener } from "../listener.ts";
import { actionBodySchema } from "../payloads.ts";
import { eraseModal } from "../render/modals/erase.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

export function eraseAction({
  permissions,
  openModal,
}: Pick<SlackServices, "permissions" | "openModal">): ActionListener {
  return async ({ body, ack }) => {
    const { team, user, trigger_id, view } = actionBodySchema.parse(body);
    await openModal({
      workspaceId: team.id,
      triggerId: trigger_id,
      // Home is a view as well, and nothing can be put on top of that.
      onTop: view?.type === "modal",
      build: async () =>
        (await permissions.isAdmin(team.id, user.id))
          ? eraseModal()
          : noticeModal(texts.permissions.title, texts.erase.refused),
    });
    await ack();
  };
}
