/** All about one document, for admins: what it is, and which courses rest on it, with a click to refresh those. Pure. */
import type { Button, ModalView } from "@slack/types";
import type { DocumentRecord } from "../../../storage/documents-port.ts";
import { texts } from "../../../texts.ts";
import { actionIds, writeDocumentValue } from "../../action-ids.ts";
import { divider, fields, header, note, plain, sentence } from "../blocks.ts";
import { remarkSentences } from "../document-remarks.ts";
import { stateLine } from "../home-documents.ts";
import { mrkdwnLine } from "../text.ts";
import { courseLine, type LinkedCourse, type Use } from "./document-forms.ts";

export type Details = {
  document: DocumentRecord;
  /** Where it came from, when that is an address. */
  link: string | null;
  use: Use;
  /** Courses that were asked to refresh just now. */
  asked: ReadonlySet<string>;
  /** The document was replaced or is to be read again just now. */
  note: string | null;
};

export function detailsModal({ document, link, use, asked, note: said }: Details): ModalView {
  const words = texts.document.details;
  const remarks = remarkSentences(document);
  return {
    type: "modal",
    title: plain(words.title),
    close: plain(texts.document.close),
    private_metadata: JSON.stringify({ document: document.id, asked: [...asked] }),
    blocks: [
      header(`@${document.number} ${document.title}`),
      ...(said === null ? [] : [sentence(said)]),
      sentence(stateLine(document), readAgain(document)),
      ...(remarks.length === 0 ? [] : [sentence([`*${words.leftOut}*`, ...remarks].join("\n"))]),
      fields([
        { label: words.size, value: texts.values.size(document.bytes) },
        { label: words.versionLabel, value: String(document.version) },
        { label: words.shortName, value: `@${mrkdwnLine(document.slug)}` },
        { label: words.added, value: words.addedBy(document.addedBy, document.createdAt) },
        ...(link === null ? [] : [{ label: words.source, value: mrkdwnLine(link) }]),
      ]),
      divider(),
      sentence(`*${words.courses}*`),
      ...(use.total === 0 ? [note(words.noCourses)] : [note(words.refreshNote)]),
      ...use.courses.map((course) => courseRow(course, document, asked)),
      ...(use.total > use.courses.length ? [note(words.more(use.total - use.courses.length))] : []),
    ],
  };
}

function courseRow(course: LinkedCourse, document: DocumentRecord, asked: ReadonlySet<string>) {
  const words = texts.document.details;
  const isCurrent = course.documentVersion === document.version;
  const state = asked.has(course.courseId)
    ? words.refreshing
    : isCurrent
      ? words.current
      : words.outdated(course.documentVersion);
  const refresh: Button = {
    type: "button",
    action_id: actionIds.refreshCourse,
    value: JSON.stringify({ document: document.id, course: course.courseId, version: course.version }),
    text: plain(words.refresh),
    ...(!isCurrent && { style: "primary" }),
  };
  return {
    ...sentence(courseLine(course, state), asked.has(course.courseId) ? undefined : refresh),
    block_id: `course:${course.courseId}`,
  };
}

function readAgain({ id, updatedAt, state }: DocumentRecord): Button | undefined {
  if (state === "queued" || state === "indexing") return undefined;
  return {
    type: "button",
    action_id: actionIds.readDocumentAgain,
    value: writeDocumentValue({ document: id, seen: updatedAt.getTime() }),
    text: plain(texts.document.details.readAgain),
  };
}
