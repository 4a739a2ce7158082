/** What forms of admins have in common: everyone else is refused, in place of the form. */

import { texts } from "../../texts.ts";
import { type FormAnswer, type FormListener, showErrors, showInstead } from "../listener.ts";
import { type ViewSubmission, viewSubmissionSchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

/** A listener whose answer is what `submit` returns, for admins. */
export function adminForm(
  { permissions }: Pick<SlackServices, "permissions">,
  submit: (submission: ViewSubmission) => Promise<FormAnswer>,
): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const isAdmin = await inTime(permissions.isAdmin(submission.team.id, submission.user.id));
    if (isAdmin === "yes") return ack(await submit(submission));
    const { title, documents, unsure } = texts.permissions;
    await ack(isAdmin === "no" ? showInstead(noticeModal(title, documents)) : keepOpen(submission, unsure));
  };
}

/** Says why nothing was done at the form's first field, so that what was filled in is not lost. */
function keepOpen({ view }: ViewSubmission, why: string): FormAnswer {
  const [first] = Object.keys(view.state.values);
  return first === undefined ? showInstead(noticeModal(texts.home.heading, why)) : showErrors({ [first]: why });
}
