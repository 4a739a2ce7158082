/** The forms that change a document: rename, replace, delete. Pure; read in `views/`. */
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { CitingCourse, DocumentRecord } from "../../../storage/documents-port.ts";
import { texts } from "../../../texts.ts";
import { note, sentence } from "../blocks.ts";
import { fileField, linkField, textField, titleField } from "../modals.ts";
import { truncate } from "../split.ts";
import { line, mrkdwnLine } from "../text.ts";
import { formFrame } from "./frame.ts";

export const renameForm = { callbackId: "rename_document", title: { block: "title", action: "title" } } as const;
export const replaceForm = { callbackId: "replace_document" } as const;
export const deleteForm = { callbackId: "delete_document" } as const;

/** What a form remembers of the document as it was when the form opened, so that nobody overwrites what they have not seen. */
export const formMetadataSchema = z.object({ document: z.string(), title: z.string(), version: z.int() });
export type FormMetadata = z.infer<typeof formMetadataSchema>;

/** A course that rests on a document, with the address of its thread. */
export type LinkedCourse = CitingCourse & { link: string | null };
export type Use = { total: number; courses: readonly LinkedCourse[] };

export function renameModal(document: DocumentRecord): ModalView {
  const words = texts.document.rename;
  return {
    ...form(document, renameForm.callbackId, words),
    blocks: [
      titleField({
        ...renameForm.title,
        label: words.label,
        hint: words.hint(document.number),
        optional: false,
        initial: line(document.title),
      }),
    ],
  };
}

export function replaceModal(document: DocumentRecord): ModalView {
  const words = texts.document.replace;
  return {
    ...form(document, replaceForm.callbackId, words),
    blocks: [
      sentence(
        document.passageCount === 0
          ? words.introUnread(document.number, mrkdwnLine(document.title))
          : words.intro(document.number, mrkdwnLine(document.title), document.version),
      ),
      fileField(words.files, words.filesHint, 1),
      linkField(words.link, texts.addDocument.linkPlaceholder),
      textField(words.text, texts.addDocument.textHint),
    ],
  };
}

/** @param remark said on top, when the document is not what the person last saw */
export function deleteModal(document: DocumentRecord, use: Use, remark: string | null = null): ModalView {
  const words = texts.document.delete;
  return {
    ...form(document, deleteForm.callbackId, words),
    blocks: [
      ...(remark === null ? [] : [sentence(`:warning: ${remark}`)]),
      sentence(words.sure(document.number, mrkdwnLine(document.title))),
      ...(use.total === 0
        ? [note(words.unused)]
        : [
            sentence(words.used(use.total)),
            ...use.courses.map((course) => sentence(courseLine(course, ""))),
            ...(use.total > use.courses.length
              ? [note(texts.document.details.more(use.total - use.courses.length))]
              : []),
          ]),
    ],
  };
}

/** A course by its title, with a small line below. */
export function courseLine({ title, link }: LinkedCourse, below: string): string {
  return texts.document.courseLine(mrkdwnLine(truncate(line(title), 150)), link, below);
}

function form(
  { id, title, version }: DocumentRecord,
  callbackId: string,
  words: { title: string; submit: string },
): Omit<ModalView, "blocks"> {
  const metadata: FormMetadata = { document: id, title, version };
  return formFrame(callbackId, { ...words, close: texts.document.cancel }, metadata);
}
