/** Private notices with a way on. Pure. */
import type { KnownBlock } from "@slack/types";
import { texts } from "../../texts.ts";
import { actionIds, writeActionValue } from "../action-ids.ts";
import { plain } from "./blocks.ts";

/** The bot may not post in this channel: offers the direct message, or trying again once it is invited. */
export function cannotPostBlocks(courseId: string): KnownBlock[] {
  return [
    { type: "section", text: { type: "mrkdwn", text: texts.command.cannotPost } },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: actionIds.writeHereAgain,
          value: writeActionValue({ course: courseId, version: 0 }),
          text: plain(texts.command.tryAgainHere),
          style: "primary",
        },
        {
          type: "button",
          action_id: actionIds.writeInDirectMessage,
          value: writeActionValue({ course: courseId, version: 0 }),
          text: plain(texts.command.writeInDirectMessage),
        },
      ],
    },
  ];
}
