/** What people should know about their references before they read on. */
import type { KnownBlock } from "@slack/types";
import type { CourseView, UnknownReference } from "../../course/view.ts";
import { texts } from "../../texts.ts";
import { actionIds } from "../action-ids.ts";
import { note, plain } from "./blocks.ts";
import { slackLimits } from "./limits.ts";
import type { Unit } from "./message.ts";
import { truncate } from "./split.ts";
import { line, mrkdwn } from "./text.ts";

/** A prompt can name hundreds of documents that do not exist; the rest is counted. */
const mostNamed = 5;
const mostButtons = 3;
const mostChoices = 25;

/** Unknown references with their nearest matches, and that nothing on the topic was found. */
export function renderRemarks(view: CourseView): Unit[] {
  const { unknownReferences, nothingRelevant, documentsRefused } = view;
  const unknown = unknownReferences.slice(0, mostNamed);
  const others = unknownReferences.length - unknown.length;
  return [
    ...(documentsRefused ? [remark(refusals()[documentsRefused])] : []),
    ...unknown.map((reference) => remark(unknownText(reference), waysOn(reference, view.courseId))),
    ...(others > 0 ? [remark(texts.card.otherUnknown(others))] : []),
    ...(nothingRelevant ? [remark(texts.card.nothingRelevant)] : []),
  ];
}

const refusals = () => ({
  guest: texts.references.refusedGuest,
  channel: texts.references.refusedChannel,
  unknown: texts.references.refusedUnknown,
});

function remark(said: string, more: KnownBlock[] = []): Unit {
  return { blocks: [note(mrkdwn(said)), ...more], spoken: said, reserve: 0 };
}

/** Buttons for the nearest few; a menu where there are more, or where several fit equally well. */
function waysOn({ nearest, isAmbiguous }: UnknownReference, courseId: string): KnownBlock[] {
  if (nearest.length === 0) return [];
  const choices = nearest.slice(0, mostChoices).map(({ number, title }) => ({
    text: {
      type: "plain_text" as const,
      text: truncate(texts.references.useInstead(number, line(title)), slackLimits.buttonText),
    },
    value: `${courseId} ${number}`,
  }));
  if (isAmbiguous || choices.length > mostButtons) {
    return [
      {
        type: "actions",
        elements: [
          {
            type: "static_select",
            action_id: actionIds.chooseReference,
            placeholder: plain(texts.references.chooseDocument),
            options: choices,
          },
        ],
      },
    ];
  }
  return [
    {
      type: "actions",
      elements: choices.map((choice, index) => ({
        type: "button",
        action_id: `${actionIds.useReference}:${index + 1}`,
        ...choice,
      })),
    },
  ];
}

function unknownText({ token, nearest, isAmbiguous, isUnreadable }: UnknownReference): string {
  const source = truncate(line(token.source), 80);
  if (isUnreadable) return texts.card.unreadableReference(source);
  if (isAmbiguous) return texts.references.ambiguous(source);
  const said = texts.card.unknownReference(source);
  const titles = nearest.slice(0, 3).map(({ number, title }) => `@${number} ${truncate(line(title), 80)}`);
  return `${said} ${titles.length === 0 ? texts.card.noneNear : texts.card.nearest(titles.join(", "))}`;
}
