/** The submitted "Rewrite a part" form. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { ask } from "../actions/course-click.ts";
import { viewKey } from "../ids.ts";
import { inputValue, viewSubmissionSchema } from "../payloads.ts";
import { rewriteFields as fields, longestHint, readRewriteTarget } from "../render/course-modals.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import type { ViewAnswer } from "./answer.ts";

const metadataSchema = z.object({ courseId: z.string() });
const chosenSchema = z.object({ selected_option: z.object({ value: z.string() }) });

export function rewriteCourseView({ store, queue }: Pick<SlackServices, "store" | "queue">) {
  return async ({ body, ack }: { body: unknown; ack: (answer?: ViewAnswer) => Promise<void> }): Promise<void> => {
    const submission = viewSubmissionSchema.parse(body);
    const { courseId } = metadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const course = await store.courses.find(submission.team.id, courseId);
    if (course === null || course.state === "deleted" || course.version === 0) {
      return ack({ response_action: "update", view: noticeModal(texts.thread.rewrite.title, texts.buttons.gone) });
    }
    const chosen = chosenSchema.safeParse(submission.view.state.values[fields.part.block]?.[fields.part.action]);
    const target = chosen.success ? readRewriteTarget(chosen.data.selected_option.value) : null;
    if (target === null) {
      return ack({ response_action: "errors", errors: { [fields.part.block]: texts.thread.rewrite.partPlaceholder } });
    }
    const hint = inputValue(submission, fields.hint.block, fields.hint.action).trim().slice(0, longestHint);
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
