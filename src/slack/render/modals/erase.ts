/** "Delete everything": asks for a word to be typed, so that no slip of the finger does it. */
import type { ModalView } from "@slack/types";
import { texts } from "../../../texts.ts";

export const eraseForm = {
  callbackId: "erase_everything",
  word: { block: "word", action: "word" },
  /** What has to be typed. */
  confirmation: "DELETE",
} as const;

const plain = (text: string) => ({ type: "plain_text", text }) as const;

export function eraseModal(): ModalView {
  const { callbackId, word, confirmation } = eraseForm;
  const words = texts.erase;
  return {
    type: "modal",
    callback_id: callbackId,
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(words.close),
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
