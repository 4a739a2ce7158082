/** Which listener answers what. Only registers. */
import type { App, ViewSubmitAction } from "@slack/bolt";
import { actionIds } from "./action-ids.ts";
import { cancelCourse, retryCourse, writeHereAgain, writeInDirectMessage } from "./actions/course-buttons.ts";
import { eraseAction } from "./actions/erase.ts";
import { courseCommand } from "./commands/course.ts";
import { appHomeOpened } from "./events/app-home-opened.ts";
import { messageListener } from "./events/message.ts";
import { speakTheirLanguage } from "./people/locale.ts";
import { registerKnowledge } from "./register/knowledge.ts";
import { registerThreadListeners } from "./register/thread.ts";
import { composeFields } from "./render/modals/compose.ts";
import { eraseForm } from "./render/modals/erase.ts";
import type { SlackServices } from "./services.ts";
import { composeCourseView } from "./views/compose-course.ts";
import { eraseView } from "./views/erase.ts";

/** Names as the manifest declares them. */
export const commandName = "/course";
export const botEvents = [
  "agent_session_stopped",
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "message",
  "tokens_revoked",
] as const;

export function registerListeners(app: App, services: SlackServices): void {
  app.use(speakTheirLanguage(services.permissions));
  registerThreadListeners(app, services);
  registerKnowledge(app, services);
  app.command(commandName, courseCommand(services));
  app.event("app_home_opened", appHomeOpened(services));
  app.event("app_mention", messageListener(services));
  app.event("message", messageListener(services));
  app.event("app_uninstalled", services.uninstalled);
  app.event("tokens_revoked", services.uninstalled);
  app.action(actionIds.cancel, cancelCourse(services));
  app.action(actionIds.retry, retryCourse(services));
  app.action(actionIds.writeHereAgain, writeHereAgain(services));
  app.action(actionIds.writeInDirectMessage, writeInDirectMessage(services));
  app.action(actionIds.eraseEverything, eraseAction(services));
  app.view<ViewSubmitAction>({ callback_id: eraseForm.callbackId, type: "view_submission" }, eraseView(services));
  app.view<ViewSubmitAction>(
    { callback_id: composeFields.callbackId, type: "view_submission" },
    composeCourseView(services),
  );
}
