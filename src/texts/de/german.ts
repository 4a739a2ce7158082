/** The German catalogue: "du", short and friendly, the same facts as in English. A text that is missing does not compile. */
import type { Texts } from "../english.ts";
import { cardTexts, closingTexts, rootTexts } from "./card.ts";
import { changeText, dependentText, fieldName, itemName, itemsName } from "./changes.ts";
import { buttonTexts, commandTexts, courseStateTexts, listTexts, permissionTexts } from "./commands.ts";
import { composeTexts } from "./compose.ts";
import { documentTexts, settingsTexts } from "./document-forms.ts";
import { documentTitleTexts } from "./document-titles.ts";
import { exportTexts } from "./exports.ts";
import { failureTexts } from "./failures.ts";
import { eraseTexts, installTexts, limitTexts } from "./installing.ts";
import {
  addDocumentTexts,
  addFromSlackTexts,
  fileOfferTexts,
  homeTexts,
  passageTexts,
  referenceTexts,
  welcomeText,
} from "./knowledge-base.ts";
import { obstacleText, remarkText } from "./obstacles.ts";
import { qualityNoteText } from "./quality-notes.ts";
import { dateTexts } from "./slack-date.ts";
import { threadTexts } from "./thread.ts";
import { usageTexts } from "./usage.ts";
import { valueTexts } from "./values.ts";

export const german: Texts = {
  thread: threadTexts,
  install: installTexts,
  limits: limitTexts,
  erase: eraseTexts,
  command: commandTexts,
  lists: listTexts,
  courseStates: courseStateTexts,
  home: homeTexts,
  usage: usageTexts,
  addDocument: addDocumentTexts,
  document: documentTexts,
  documentTitle: documentTitleTexts,
  settings: settingsTexts,
  addFromSlack: addFromSlackTexts,
  fileOffer: fileOfferTexts,
  passage: passageTexts,
  references: referenceTexts,
  welcome: welcomeText,
  compose: composeTexts,
  permissions: permissionTexts,
  buttons: buttonTexts,
  root: rootTexts,
  card: cardTexts,
  closing: closingTexts,
  failures: failureTexts,
  exported: exportTexts,
  values: valueTexts,
  sentences: { changeText, dependentText, fieldName, itemName, itemsName, obstacleText, remarkText, qualityNoteText },
  dates: dateTexts,
};
