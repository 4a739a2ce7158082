/** Sentences that are put together from what they tell of, in the current language. Plain text: whoever shows them escapes them. */
import { texts } from "../texts.ts";
import type { Texts } from "./english.ts";

type Sentences = Texts["sentences"];

export const changeText: Sentences["changeText"] = (change) => texts.sentences.changeText(change);
export const dependentText: Sentences["dependentText"] = (dependent) => texts.sentences.dependentText(dependent);
export const obstacleText: Sentences["obstacleText"] = (obstacle) => texts.sentences.obstacleText(obstacle);
export const remarkText: Sentences["remarkText"] = (remark) => texts.sentences.remarkText(remark);
export const qualityNoteText: Sentences["qualityNoteText"] = (note, course) =>
  texts.sentences.qualityNoteText(note, course);
export const slackDate: Texts["dates"]["slackDate"] = (when) => texts.dates.slackDate(when);
