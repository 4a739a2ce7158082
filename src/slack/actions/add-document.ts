/** "Add documents" in Home. */
import type { ActionListener } from "../listener.ts";
import { addDocumentModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { adminModal } from "./admin-modal.ts";

export function addDocumentAction(needs: Pick<SlackServices, "permissions" | "openModal">): ActionListener {
  return adminModal(needs, async () => addDocumentModal());
}
