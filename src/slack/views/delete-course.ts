/** "Delete", confirmed. Running work stops, and the course's messages go. */
import { z } from "zod";
import { texts } from "../../texts.ts";
import { ask } from "../ask.ts";
import { viewKey } from "../ids.ts";
import { type FormListener, showInstead } from "../listener.ts";
import { viewSubmissionSchema } from "../payloads.ts";
import { inTime } from "../people/in-time.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";

const metadataSchema = z.object({ courseId: z.string() });

export function deleteCourseView({
  store,
  queue,
  permissions,
}: Pick<SlackServices, "store" | "queue" | "permissions">): FormListener {
  return async ({ body, ack }) => {
    const submission = viewSubmissionSchema.parse(body);
    const { courseId } = metadataSchema.parse(JSON.parse(submission.view.private_metadata));
    const say = (words: string) => showInstead(noticeModal(texts.thread.notice.title, words));
    const course = await store.courses.find(submission.team.id, courseId);
    if (course === null || course.state === "deleted") return ack(say(texts.buttons.gone));
    const may = await inTime(permissions.mayControl(course, submission.user.id));
    if (may !== "yes") return ack(say(may === "no" ? texts.permissions.control : texts.permissions.unsure));
    await ask({ store, queue }, course, {
      key: viewKey(submission.view.id),
      kind: "delete",
      payload: {},
      userId: submission.user.id,
    });
    // What was asked before is stopped, so that it is the delete's turn at once.
    await store.courses.requestCancel(course.workspaceId, course.id);
    await ack();
  };
}
