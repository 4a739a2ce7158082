/** "Settings" in Home. */

import { leastCharacters, mostOf } from "../../storage/workspaces.ts";
import type { ActionListener } from "../listener.ts";
import { settingsModal } from "../render/modals/settings.ts";
import type { SlackServices } from "../services.ts";
import { adminModal } from "./admin-modal.ts";

export function settingsAction(needs: Pick<SlackServices, "permissions" | "openModal" | "store">): ActionListener {
  return adminModal(needs, async ({ team }) =>
    settingsModal(await needs.store.workspaces.settings(team.id), { most: mostOf, leastCharacters }),
  );
}
