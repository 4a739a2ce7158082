/** The question whether files that an admin has sent go into the knowledge base, and what became of it. Pure. */
import type { Button, KnownBlock } from "@slack/types";
import { texts } from "../../texts.ts";
import { type ActionId, actionIds } from "../action-ids.ts";
import { note, plain, sentence } from "./blocks.ts";
import { truncate } from "./split.ts";
import { mrkdwnLine } from "./text.ts";

type Message = { text: string; blocks: KnownBlock[] };

/** @param id under which the offer is kept: what its buttons carry */
export function fileOfferMessage(
  id: string,
  { files, text }: { files: readonly { name: string }[]; text: string },
): Message {
  const words = texts.fileOffer;
  const question = words.offer(fileNames(files));
  const button = (label: string, action: ActionId, primary = false): Button => ({
    type: "button",
    action_id: action,
    value: id,
    text: plain(label),
    ...(primary && { style: "primary" }),
  });
  const buttons =
    text === ""
      ? [button(words.add, actionIds.addOffered, true), button(words.decline, actionIds.declineOffered)]
      : [
          button(words.addAndWrite, actionIds.addOfferedAndWrite, true),
          button(words.add, actionIds.addOffered),
          button(words.writeOnly, actionIds.writeWithoutOffered),
        ];
  return {
    text: `${question} ${words.whoReads}`,
    blocks: [sentence(`*${question}*`), note(words.whoReads), { type: "actions", elements: buttons }],
  };
}

/** What stands in the offer's place once it is answered. */
export function answeredOffer(said: string): Message {
  return { text: said, blocks: [sentence(said)] };
}

/** "*a.pdf*, *b.docx* and 3 more". */
export function fileNames(files: readonly { name: string }[]): string {
  const named = files.slice(0, 5).map(({ name }) => mrkdwnLine(truncate(name, 80)));
  return texts.fileOffer.names(named, files.length - named.length);
}
