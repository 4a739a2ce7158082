/** Which listener answers what in a course's thread, and in the modals about it. Only registers. */
import type { App, ViewSubmitAction } from "@slack/bolt";
import { actionIds } from "../action-ids.ts";
import { undoVersion, updateDependents } from "../actions/course-answers.ts";
import { continueCourse } from "../actions/course-buttons.ts";
import { openHistory, restoreVersion, turnHistoryPage } from "../actions/course-history.ts";
import { chooseMore, giveFeedback } from "../actions/course-menu.ts";
import { fixAll, fixNote, openQuality } from "../actions/course-quality.ts";
import { reopenCourse } from "../actions/course-reopen.ts";
import { openRewrite } from "../actions/course-rewrite.ts";
import { sessionStopped } from "../events/session-stopped.ts";
import { deleteFields, rewriteFields } from "../render/modals/course.ts";
import type { SlackServices } from "../services.ts";
import { makeCourse, makeCourseShortcut } from "../shortcuts/make-course.ts";
import { deleteCourseView } from "../views/delete-course.ts";
import { rewriteCourseView } from "../views/rewrite-course.ts";

export function registerThreadListeners(app: App, services: SlackServices): void {
  app.event("agent_session_stopped", sessionStopped(services));
  app.shortcut(makeCourseShortcut, makeCourse(services));
  app.action(actionIds.continue, continueCourse(services));
  app.action(actionIds.undo, undoVersion(services));
  app.action(actionIds.updateDependents, updateDependents(services));
  app.action(actionIds.quality, openQuality(services));
  app.action(actionIds.fix, fixNote(services));
  app.action(actionIds.fixAll, fixAll(services));
  app.action(actionIds.history, openHistory(services));
  app.action(actionIds.newerVersions, turnHistoryPage(services));
  app.action(actionIds.olderVersions, turnHistoryPage(services));
  app.action(actionIds.restore, restoreVersion(services));
  app.action(actionIds.rewrite, openRewrite(services));
  app.action(actionIds.more, chooseMore(services));
  app.action(actionIds.feedback, giveFeedback(services));
  app.action(actionIds.reopen, reopenCourse(services));
  app.view<ViewSubmitAction>(
    { callback_id: rewriteFields.callbackId, type: "view_submission" },
    rewriteCourseView(services),
  );
  app.view<ViewSubmitAction>(
    { callback_id: deleteFields.callbackId, type: "view_submission" },
    deleteCourseView(services),
  );
}
