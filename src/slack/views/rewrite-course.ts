/** The submitted "Rewrite a part" form. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { ask } from "../ask.ts";
import { viewKey } from "../ids.ts";
import { type FormListener, showErrors, showInstead } from "../listener.ts";
import { viewSubmissionSchema } from "../payloads.ts";
import { rewriteFields as fields, longestHint, readRewriteTarget } from "../render/modals/course.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { chosenIn, typedIn } from "./field-values.ts";

const metadataSchema = z.object({ courseId: z.string() });

export function rewriteCourseView({ store, queue }: Pick<SlackServices, "store" | "queue">): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const { courseId } = metadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const course = await store.courses.find(submission.team.id, courseId);
    if (course === null || course.state === "deleted" || course.version === 0) {
      return ack(showInstead(noticeModal(texts.thread.rewrite.title, texts.buttons.gone)));
    }
    const part = chosenIn(submission, fields.part);
    const target = part === null ? null : readRewriteTarget(part);
    if (target === null) {
      return ack(showErrors({ [fields.part.block]: texts.thread.rewrite.partPlaceholder }));
    }
    const hint = typedIn(submission, fields.hint).trim().slice(0, longestHint);
    await ask({ store, queue }, course, {
      key: viewKey(submission.view.id),
      kind: "rewrite",
      payload: {
        action: "rewrite",
        target,
        hint: hint === "" ? null : hint.toWellFormed(),
      },
      userId: submission.user.id,
    });
    await ack();
  };
}
