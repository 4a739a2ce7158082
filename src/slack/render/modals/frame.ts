/** What all forms have in common. Pure. */
import type { ModalView } from "@slack/types";
import { plain } from "../blocks.ts";

/**
 * A form without its fields.
 * @param callbackId by which its listener is found
 * @param words on its bar and its buttons
 * @param metadata what the listener needs to know besides the fields; JSON
 */
export function formFrame(
  callbackId: string,
  words: { title: string; submit: string; close: string },
  metadata?: object,
): Omit<ModalView, "blocks"> {
  return {
    type: "modal",
    callback_id: callbackId,
    ...(metadata !== undefined && { private_metadata: JSON.stringify(metadata) }),
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(words.close),
  };
}
