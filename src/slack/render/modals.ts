/** The modals. Pure builders; what comes back is read in `views/`. */
import type { InputBlock, ModalView } from "@slack/types";
import { fileFormats } from "../../course/document-kinds.ts";
import { texts } from "../../texts.ts";
import { plain } from "./blocks.ts";
import { formFrame } from "./modals/frame.ts";
import { mrkdwnLine } from "./text.ts";

/** Names of the fields that take a document's content, shared with the listeners that read them. */
export const contentFields = {
  files: { block: "files", action: "files" },
  link: { block: "link", action: "link" },
  text: { block: "text", action: "text" },
} as const;
/** Names in the "add documents" modal. */
export const addDocumentFields = {
  callbackId: "add_document",
  ...contentFields,
  title: { block: "title", action: "title" },
} as const;

const longestTitle = 150;
const longestText = 3_000;
const longestLink = 2_000;

/** All but plain text, which the sentence names itself. */
const formatNames = fileFormats.flatMap(({ kind, name }) => (kind === "text" ? [] : [name])).join(", ");

export function addDocumentModal(): ModalView {
  const { title, callbackId } = addDocumentFields;
  const words = texts.addDocument;
  return {
    ...formFrame(callbackId, words),
    blocks: [
      // No `filetypes`: what a file is, is found out from its content, and one that cannot be read is told why.
      fileField(words.files, words.filesHint(formatNames), 10),
      { type: "divider" },
      linkField(words.link, words.linkPlaceholder),
      textField(words.text, words.textHint),
      titleField({ ...title, label: words.documentTitle, hint: words.documentTitleHint, optional: true }),
    ],
  };
}

export function fileField(label: string, hint: string, mostFiles: number): InputBlock {
  return {
    type: "input",
    block_id: contentFields.files.block,
    optional: true,
    label: plain(label),
    hint: plain(hint),
    element: { type: "file_input", action_id: contentFields.files.action, max_files: mostFiles },
  };
}

export function linkField(label: string, placeholder: string): InputBlock {
  return {
    type: "input",
    block_id: contentFields.link.block,
    optional: true,
    label: plain(label),
    element: {
      type: "plain_text_input",
      action_id: contentFields.link.action,
      max_length: longestLink,
      placeholder: plain(placeholder),
    },
  };
}

export function textField(label: string, hint: string): InputBlock {
  return {
    type: "input",
    block_id: contentFields.text.block,
    optional: true,
    label: plain(label),
    hint: plain(hint),
    element: {
      type: "plain_text_input",
      action_id: contentFields.text.action,
      multiline: true,
      max_length: longestText,
    },
  };
}

export function titleField(field: {
  block: string;
  action: string;
  label: string;
  hint: string;
  optional: boolean;
  initial?: string;
}): InputBlock {
  return {
    type: "input",
    block_id: field.block,
    optional: field.optional,
    label: plain(field.label),
    hint: plain(field.hint),
    element: {
      type: "plain_text_input",
      action_id: field.action,
      max_length: longestTitle,
      ...(field.initial !== undefined && field.initial !== "" && { initial_value: field.initial }),
    },
  };
}

/** Stands until the modal itself is there. */
export function loadingModal(): ModalView {
  return {
    type: "modal",
    title: plain(texts.home.heading),
    close: plain(texts.document.close),
    blocks: [{ type: "section", text: plain(texts.document.loading) }],
  };
}

/** Says one thing. `words` is text for people, escaped here. */
export function noticeModal(title: string, words: string): ModalView {
  return {
    type: "modal",
    title: plain(title),
    close: plain(texts.document.close),
    blocks: [{ type: "section", text: { type: "mrkdwn", text: mrkdwnLine(words) } }],
  };
}
