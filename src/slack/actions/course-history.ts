/** "History": the versions of a course in a modal, and Restore. */

import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { ask } from "../ask.ts";
import { actionKey } from "../ids.ts";
import type { ActionListener } from "../listener.ts";
import { historyModal } from "../render/modals/history.ts";
import { noticeModal } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { type Click, type ClickNeeds, courseClick, tell } from "./course-click.ts";

type Needs = ClickNeeds & Pick<SlackServices, "openModal" | "names">;

/** Opens the list, newest versions first. */
export function openHistory(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course }) => {
    if (course.version === 0) return tell(needs, body, texts.thread.told.notWritten);
    await needs.openModal({
      workspaceId: course.workspaceId,
      triggerId: body.trigger_id,
      build: () => historyOf(needs, course, 0),
    });
  });
}

/** Another page of the list. */
export function turnHistoryPage(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    const { view } = body;
    if (view === undefined) return;
    const client = await needs.workspaces.client(course.workspaceId);
    await client.views.update({ view_id: view.id, view: await historyOf(needs, course, Number(value.item) || 0) });
  });
}

/** Makes a new version with the content of an old one; the modal says that it was taken. */
export function restoreVersion(needs: Needs): ActionListener {
  return courseClick(needs, "everyone", async ({ body, course, value }) => {
    await ask(needs, course, {
      // The modal gives way to a notice, so a second click in it is the first one over again, however late it comes.
      key: actionKey(actionIds.restore, course.id, `${value.version}:${body.view?.id ?? course.version}`),
      kind: "restore",
      payload: { action: "restore", version: value.version },
      userId: body.user.id,
    });
    const { view } = body;
    if (view === undefined) return;
    needs.background.run("say that a version is restored", async () => {
      const client = await needs.workspaces.client(course.workspaceId);
      const { title, restoring } = texts.thread.history;
      await client.views.update({ view_id: view.id, view: noticeModal(title, restoring(value.version)) });
    });
  });
}

async function historyOf({ store, names }: Needs, course: Click["course"], page: number) {
  const { workspaceId, id } = course;
  const [versions, opinions] = await Promise.all([
    store.courses.versions(workspaceId, id),
    store.feedback.ofCourse(workspaceId, id),
  ]);
  const called = new Map<string, string>();
  for (const author of new Set(versions.map(({ authorId }) => authorId))) {
    called.set(author, (await names.nameOf(workspaceId, author)) ?? texts.thread.deletion.somebody);
  }
  return historyModal({ courseId: id, versions, called, opinions, page });
}
