/** The menu at the end of a course (exports, Delete) and the thumbs below it. */

import { type ExportName, isExportName } from "../../export/index.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { askAgain } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { deleteModal } from "../render/modals/course.ts";
import { type Click, type ClickNeeds, courseClick, mayControl, tell } from "./course-click.ts";

/** An item of the menu: a format, or Delete. */
export function chooseMore(needs: ClickNeeds): ActionListener {
  return courseClick(needs, "everyone", async (click) => {
    const item = click.value.item ?? "";
    if (isExportName(item)) return exportCourse(needs, click, item);
    if (item === "delete") return askToDelete(needs, click);
  });
}

/** "Good course", "Needs work": kept with the version. */
export function giveFeedback(needs: ClickNeeds): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    const { version, item } = value;
    if (item !== "good" && item !== "bad") return;
    const { workspaceId, id: courseId } = course;
    await needs.store.feedback.give({ workspaceId, courseId, version, userId: body.user.id, good: item === "good" });
    tell(needs, body, texts.thread.told.thanks);
  });
}

async function exportCourse(needs: ClickNeeds, { body, course }: Click, format: ExportName): Promise<void> {
  if (course.version === 0) return tell(needs, body, texts.thread.told.notWritten);
  const isNew = await askAgain(needs, course, {
    key: actionKey(actionIds.more, course.id, `${format}:${course.version}`),
    kind: "export",
    payload: { format },
    userId: body.user.id,
  });
  tell(needs, body, isNew ? texts.thread.told.exporting : texts.thread.told.exported);
}

async function askToDelete(needs: ClickNeeds, { body, course }: Click): Promise<void> {
  if (!(await mayControl(needs, body, course))) return;
  const client = await needs.workspaces.client(course.workspaceId);
  const version =
    course.version === 0 ? null : await needs.store.courses.version(course.workspaceId, course.id, course.version);
  const title = version?.course.overview.title ?? (course.brief.topic || course.brief.prompt);
  await client.views.open({ trigger_id: body.trigger_id, view: deleteModal({ courseId: course.id, title }) });
}
