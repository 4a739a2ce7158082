/** What is left of a course that was deleted: one line. */

import { slackDate } from "../../texts/sentences.ts";
import { texts } from "../../texts.ts";
import { note } from "./blocks.ts";
import type { RenderedMessage } from "./message.ts";
import { truncate } from "./split.ts";
import { line, mrkdwnLine } from "./text.ts";

const longestTitle = 150;
const longestName = 80;

/** `person` is a name, not an id: nobody is mentioned. Null where Slack did not tell. */
export function renderDeleted({
  slot,
  title,
  person,
  at,
}: {
  slot: string;
  title: string;
  person: string | null;
  at: Date;
}): RenderedMessage {
  const { left, somebody } = texts.thread.deletion;
  const shown = mrkdwnLine(truncate(line(title), longestTitle));
  const name = mrkdwnLine(truncate(line(person ?? somebody), longestName));
  return { slot, text: left(shown, name, slackDate(at)), blocks: [note(left(shown, name, slackDate(at)))] };
}

/** For a message that Slack does not let us delete. */
export function renderGone(slot: string): RenderedMessage {
  const text = texts.thread.deletion.gone;
  return { slot, text, blocks: [note(text)] };
}
