/** The English catalogue. Values that go in are already escaped. */
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
import { slackDate, slackDay } from "./slack-date.ts";
import { threadTexts } from "./thread.ts";
import type { Translation } from "./translation.ts";
import { usageTexts } from "./usage.ts";
import { valueTexts } from "./values.ts";

export const english = {
  /** Talking about a course in its thread, and its buttons and modals. */
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
  /** The first thing in the Messages tab. */
  welcome: welcomeText,
  compose: composeTexts,
  permissions: permissionTexts,
  buttons: buttonTexts,
  root: rootTexts,
  card: cardTexts,
  closing: closingTexts,
  failures: failureTexts,
  /** The words of exported files. */
  exported: exportTexts,
  values: valueTexts,
  /** Sentences that are put together from what they tell of. Plain text: whoever shows them escapes them. */
  sentences: { changeText, dependentText, fieldName, itemName, itemsName, obstacleText, remarkText, qualityNoteText },
  dates: { slackDate, slackDay },
} as const;

/** A catalogue in any language. */
export type Texts = Translation<typeof english>;
