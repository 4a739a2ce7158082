/** "Delete everything", confirmed: written down first, so that it is finished whatever happens, then begun. */
import { texts } from "../../texts.ts";
import { inputValue } from "../payloads.ts";
import { eraseForm } from "../render/modals/erase.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { adminForm, errors, type FormListener, show } from "./admin-form.ts";

export function eraseView({
  store,
  permissions,
  background,
  eraseRequested,
}: Pick<SlackServices, "permissions" | "background" | "eraseRequested"> & {
  store: Pick<SlackServices["store"], "erasures">;
}): FormListener {
  return adminForm({ permissions }, async (submission) => {
    const typed = inputValue(submission, eraseForm.word.block, eraseForm.word.action).trim();
    if (typed !== eraseForm.confirmation) {
      return errors({ [eraseForm.word.block]: texts.erase.mismatch(eraseForm.confirmation) });
    }
    await store.erasures.request(submission.team.id, submission.user.id);
    background.run("erase a workspace", eraseRequested);
    return show(noticeModal(texts.erase.title, texts.erase.begun));
  });
}
