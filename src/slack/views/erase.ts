/** "Delete everything", confirmed: written down first, so that it is finished whatever happens, then begun. */

import { texts } from "../../texts.ts";
import { type FormListener, showErrors, showInstead } from "../listener.ts";
import { eraseForm } from "../render/modals/erase.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { adminForm } from "./admin-form.ts";
import { typedIn } from "./field-values.ts";

export function eraseView({
  store,
  permissions,
  background,
  eraseRequested,
}: Pick<SlackServices, "permissions" | "background" | "eraseRequested"> & {
  store: Pick<SlackServices["store"], "erasures">;
}): FormListener {
  return adminForm({ permissions }, async (submission) => {
    const typed = typedIn(submission, eraseForm.word).trim();
    if (typed !== eraseForm.confirmation) {
      return showErrors({ [eraseForm.word.block]: texts.erase.mismatch(eraseForm.confirmation) });
    }
    await store.erasures.request(submission.team.id, submission.user.id);
    background.run("erase a workspace", eraseRequested);
    return showInstead(noticeModal(texts.erase.title, texts.erase.begun));
  });
}
