/** The modal behind "Add to knowledge base" at a message. Pure; read in `views/add-from-slack.ts`. */
import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { texts } from "../../../texts.ts";
import { note, option, plain, sentence } from "../blocks.ts";
import { titleField } from "../modals.ts";
import { truncate } from "../split.ts";
import { line } from "../text.ts";
import { formFrame } from "./frame.ts";

export const addFromSlackForm = {
  callbackId: "add_from_slack",
  what: { block: "what", action: "what" },
  title: { block: "title", action: "title" },
} as const;
export const addFromSlackMetadataSchema = z.object({ stash: z.string() });

/** What a message offers, kept while the modal is open: too much for a modal to carry. */
export const offeredSchema = z.object({
  userId: z.string(),
  /** As Markdown; empty when the message has no words. */
  message: z.string(),
  /** Null when there is no thread, or the bot cannot read it. */
  thread: z.object({ text: z.string(), messages: z.int() }).nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), title: z.string(), size: z.number() })),
});
export type Offered = z.infer<typeof offeredSchema>;

/** Values of the choice; a file's is this with its id behind. */
export const choices = { message: "message", thread: "thread", file: "file:" } as const;
const mostChoices = 10;
const longestChoice = 75;

export function addFromSlackModal({
  stash,
  offered,
  title,
  isPrivate,
  hasUnreadThread,
}: {
  stash: string;
  offered: Offered;
  title: string;
  /** Not everyone in the workspace can read it now. */
  isPrivate: boolean;
  /** There is a thread, and the bot is not let in. */
  hasUnreadThread: boolean;
}): ModalView {
  const words = texts.addFromSlack;
  const options = optionsOf(offered);
  const { what, title: titleNames, callbackId } = addFromSlackForm;
  const { title: heading, close } = words;
  const [first] = options;
  if (first === undefined) {
    return { type: "modal", title: plain(heading), close: plain(close), blocks: [sentence(words.empty)] };
  }
  const submit = isPrivate ? words.submitPrivate : words.submit;
  return {
    ...formFrame(callbackId, { title: heading, submit, close }, { stash }),
    blocks: [
      isPrivate ? sentence(words.private) : note(words.whoReads),
      {
        type: "input",
        block_id: what.block,
        label: plain(words.what),
        element: { type: "checkboxes", action_id: what.action, options, initial_options: [first] },
      },
      ...(hasUnreadThread ? [note(words.noThread)] : []),
      titleField({ ...titleNames, label: words.titleLabel, hint: words.titleHint, optional: true, initial: title }),
    ],
  };
}

/** The thread first where there is one, else the files, else the message. */
function optionsOf({ message, thread, files }: Offered): PlainTextOption[] {
  const words = texts.addFromSlack;
  const choice = (text: string, value: string) => option(truncate(line(text), longestChoice), value);
  return [
    ...(thread === null ? [] : [choice(words.thread(thread.messages), choices.thread)]),
    ...files.map(({ id, name }) => choice(words.file(name), `${choices.file}${id}`)),
    ...(message === "" ? [] : [choice(words.message, choices.message)]),
  ].slice(0, mostChoices);
}
