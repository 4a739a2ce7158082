/** What forms of admins have in common: everyone else is refused, in place of the form. */

import { texts } from "../../texts.ts";
import { type FormAnswer, type FormListener, showInstead } from "../listener.ts";
import { type ViewSubmission, viewSubmissionSchema } from "../payloads.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

/** A listener whose answer is what `submit` returns, for admins. */
export function adminForm(
  { permissions }: Pick<SlackServices, "permissions">,
  submit: (submission: ViewSubmission) => Promise<FormAnswer>,
): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const isAdmin = await permissions.isAdmin(submission.team.id, submission.user.id);
    await ack(
      isAdmin
        ? await submit(submission)
        : showInstead(noticeModal(texts.permissions.title, texts.permissions.documents)),
    );
  };
}
