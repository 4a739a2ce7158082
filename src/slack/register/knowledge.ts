/** Which listener answers what, of the knowledge base: Home, documents, citations. Only registers. */
import type { App, ViewSubmitAction } from "@slack/bolt";
import { actionIds } from "../action-ids.ts";
import { addDocumentAction } from "../actions/add-document.ts";
import { createCourseAction } from "../actions/create-course.ts";
import { documentMending } from "../actions/document-mending.ts";
import { documentButtons, documentMenu } from "../actions/document-menu.ts";
import { homeNavigation } from "../actions/home-navigation.ts";
import { offerButtons } from "../actions/offered-files.ts";
import { openPassage } from "../actions/open-passage.ts";
import { settingsAction } from "../actions/settings.ts";
import { useReference } from "../actions/use-reference.ts";
import type { FormListener } from "../listener.ts";
import { documentOptions } from "../options/documents.ts";
import { addFromSlackForm } from "../render/modals/add-from-slack.ts";
import { composeFields } from "../render/modals/compose.ts";
import { deleteForm, renameForm, replaceForm } from "../render/modals/document-forms.ts";
import { settingsFields } from "../render/modals/settings.ts";
import { addDocumentFields } from "../render/modals.ts";
import type { SlackServices } from "../services.ts";
import { addToKnowledgeBase } from "../shortcuts/add-to-knowledge-base.ts";
import { addDocumentView } from "../views/add-document.ts";
import { addFromSlackView } from "../views/add-from-slack.ts";
import { deleteDocumentView, renameDocumentView, replaceDocumentView } from "../views/document-forms.ts";
import { settingsView } from "../views/settings.ts";

/** As the manifest declares it. */
const addShortcut = "add_to_knowledge_base";

export function registerKnowledge(app: App, services: SlackServices): void {
  app.action(actionIds.addDocument, addDocumentAction(services));
  app.action(actionIds.settings, settingsAction(services));
  app.action(actionIds.createCourse, createCourseAction(services));
  app.action(actionIds.useDocument, createCourseAction(services));
  app.action(actionIds.documentMenu, documentMenu(services));
  const listeners = [
    ...homeNavigation(services),
    ...documentButtons(services),
    ...documentMending(services),
    ...offerButtons(services),
  ];
  for (const { action, listener } of listeners) app.action(action, listener);
  app.action(startingWith(actionIds.openPassage), openPassage(services));
  app.action(startingWith(actionIds.choosePassage), openPassage(services));
  app.action(startingWith(actionIds.useReference), useReference(services));
  app.action(startingWith(actionIds.chooseReference), useReference(services));
  app.options(composeFields.documents.action, documentOptions(services));
  app.shortcut({ type: "message_action", callback_id: addShortcut }, addToKnowledgeBase(services));
  const forms: [callbackId: string, listener: FormListener][] = [
    [addDocumentFields.callbackId, addDocumentView(services)],
    [renameForm.callbackId, renameDocumentView(services)],
    [replaceForm.callbackId, replaceDocumentView(services)],
    [deleteForm.callbackId, deleteDocumentView(services)],
    [settingsFields.callbackId, settingsView(services)],
    [addFromSlackForm.callbackId, addFromSlackView(services)],
  ];
  for (const [callbackId, listener] of forms) {
    app.view<ViewSubmitAction>({ callback_id: callbackId, type: "view_submission" }, listener);
  }
}

/** Ids that several elements of a block share end in a number. */
function startingWith(id: string): RegExp {
  return new RegExp(`^${id}(?::\\d+)?$`);
}
