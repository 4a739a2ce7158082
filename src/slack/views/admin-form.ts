/** What forms of admins have in common: everyone else is refused, in place of the form. */
import type { ModalView } from "@slack/types";
import { texts } from "../../texts.ts";
import { type ViewSubmission, viewSubmissionSchema } from "../payloads.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import type { FieldErrors } from "./new-content.ts";

/** Nothing closes the form. */
export type FormAnswer =
  | undefined
  | { response_action: "errors"; errors: FieldErrors }
  | { response_action: "update"; view: ModalView };
export type FormListener = (args: { body: unknown; ack: (answer?: FormAnswer) => Promise<void> }) => Promise<void>;

/** A listener whose answer is what `submit` returns, for admins. */
export function adminForm(
  { permissions }: Pick<SlackServices, "permissions">,
  submit: (submission: ViewSubmission) => Promise<FormAnswer>,
): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const isAdmin = await permissions.isAdmin(submission.team.id, submission.user.id);
    await ack(
      isAdmin ? await submit(submission) : show(noticeModal(texts.permissions.title, texts.permissions.documents)),
    );
  };
}

export const show = (view: ModalView): FormAnswer => ({ response_action: "update", view });
export const errors = (problems: FieldErrors): FormAnswer => ({ response_action: "errors", errors: problems });
