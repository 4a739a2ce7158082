/** The buttons of Coursewright's messages: a closed list, so that every one of them has a listener. */
import { z } from "zod";

export const actionIds = {
  cancel: "course:cancel",
  retry: "course:retry",
  /** After Cancel: goes on where it stopped. */
  continue: "course:continue",
  /** On an answer: takes its change back, or does what it left undone. */
  undo: "course:undo",
  updateDependents: "course:update-dependents",
  quality: "course:quality",
  history: "course:history",
  rewrite: "course:rewrite",
  /** The menu behind "…": exports and Delete. */
  more: "course:more",
  feedback: "course:feedback",
  /** In modals. */
  newerVersions: "course:newer-versions",
  olderVersions: "course:older-versions",
  restore: "course:restore",
  fix: "course:fix",
  fixAll: "course:fix-all",
  /** In Home: a course whose thread is gone is posted anew. */
  reopen: "course:reopen",
  /** After "I am not in this channel". */
  writeHereAgain: "course:write-here-again",
  writeInDirectMessage: "course:write-in-direct-message",
  addDocument: "home:add-document",
  createCourse: "home:create-course",
  settings: "home:settings",
  /** In the settings. */
  eraseEverything: "settings:erase-everything",
  searchDocuments: "home:search-documents",
  showAllDocuments: "home:show-all-documents",
  previousDocuments: "home:previous-documents",
  nextDocuments: "home:next-documents",
  searchCourses: "home:search-courses",
  showAllCourses: "home:show-all-courses",
  newerCourses: "home:newer-courses",
  olderCourses: "home:older-courses",
  /** The link of a course; Slack tells of the click all the same. */
  openThread: "home:open-thread",
  /** The menu of a document's row. */
  documentMenu: "document:menu",
  useDocument: "document:use",
  readDocumentAgain: "document:read-again",
  addDuplicate: "document:add-duplicate",
  replaceDocument: "document:replace",
  deleteDocument: "document:delete",
  discardDocument: "document:discard",
  /** In a document's details: rewrites what cites it in one course. */
  refreshCourse: "document:refresh-course",
  /** Under a course: the text of a citation. Ends in the citation's label, since a block takes each id once. */
  openPassage: "passage:open",
  choosePassage: "passage:choose",
  /** Under a course, for a reference that fits no or several documents. Ends in a number, too. */
  useReference: "reference:use",
  chooseReference: "reference:choose",
  /** For files in the direct message. */
  addOffered: "offer:add",
  addOfferedAndWrite: "offer:add-and-write",
  writeWithoutOffered: "offer:write-only",
  declineOffered: "offer:decline",
} as const;
export type ActionId = (typeof actionIds)[keyof typeof actionIds];

/** What a button on a card carries: the course, and the version that was shown when it was drawn (0 while the first is written). */
const actionValueSchema = z.strictObject({
  course: z.string().min(1).max(200),
  version: z.int().min(0),
  /** What else it is about: a page, an export's format, a note. */
  item: z.string().max(200).optional(),
});
export type ActionValue = z.infer<typeof actionValueSchema>;

/** What a button or menu of a document carries; `seen` is when the document had changed last, as far as the person could see. */
const documentValueSchema = z.strictObject({ document: z.string().min(1).max(200), seen: z.number().default(0) });
export type DocumentValue = z.infer<typeof documentValueSchema>;

/** A citation, as a button or an option carries it: short, since an option takes 150 characters. */
export function writePassageValue(courseId: string, passageId: string): string {
  return `${courseId} ${passageId}`;
}

/** Null when it is none of ours. */
export function readPassageValue(value: string | undefined): { courseId: string; passageId: string } | null {
  const [, courseId, passageId] = /^(\S{1,100}) (\S{1,140})$/.exec(value ?? "") ?? [];
  return courseId === undefined || passageId === undefined ? null : { courseId, passageId };
}

export function writeDocumentValue({ document, seen }: DocumentValue): string {
  return JSON.stringify({ document, seen });
}

/** Null when it is none of ours. */
export function readDocumentValue(value: string | undefined): DocumentValue | null {
  try {
    return documentValueSchema.safeParse(JSON.parse(value ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** The value of a button, as Slack keeps it. */
export function writeActionValue({ course, version, item }: ActionValue): string {
  return JSON.stringify({ course, version, ...(item !== undefined && { item }) });
}

/** What a pressed button carries; null when it is none of ours or was tampered with. */
export function readActionValue(value: string | undefined): ActionValue | null {
  try {
    return actionValueSchema.safeParse(JSON.parse(value ?? "")).data ?? null;
  } catch {
    return null;
  }
}
