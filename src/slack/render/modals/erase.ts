/** "Delete everything": asks for a word to be typed, so that no slip of the finger does it. */
import type { ModalView } from "@slack/types";
import { texts } from "../../../texts.ts";
import { plain } from "../blocks.ts";
import { formFrame } from "./frame.ts";

export const eraseForm = {
  callbackId: "erase_everything",
  word: { block: "word", action: "word" },
  /** What has to be typed. */
  confirmation: "DELETE",
} as const;

export function eraseModal(): ModalView {
  const { callbackId, word, confirmation } = eraseForm;
  const words = texts.erase;
  return {
    ...formFrame(callbackId, words),
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `:warning: ${words.warning}` } },
      {
        type: "input",
        block_id: word.block,
        label: plain(words.confirm(confirmation)),
        element: { type: "plain_text_input", action_id: word.action, max_length: 20 },
      },
    ],
  };
}
