/** What people read in the modals that change a document, and in the settings. Values that go in are already escaped. */
import type { DocumentRemark } from "../course/document-remarks.ts";
import { slackDay } from "./slack-date.ts";

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const documentTexts = {
  loading: "Loading…",
  close: "Close",
  cancel: "Cancel",
  gone: "This document no longer exists. Somebody has deleted it.",
  goneTitle: "Document deleted",
  rename: {
    title: "Rename",
    submit: "Rename",
    label: "Title",
    hint: (number: number) => `The number @${number} stays; the short name follows the title.`,
    missing: "Give it a title.",
    changed: (title: string) => `Somebody has renamed it to “${title}” meanwhile. Rename again if yours is better.`,
  },
  replace: {
    title: "Replace",
    submit: "Replace",
    introUnread: (number: number, title: string) =>
      `The new content takes the place of what could not be read in \`@${number}\` *${title}*. Its number and title stay.`,
    intro: (number: number, title: string, version: number) =>
      `The new content becomes version ${version + 1} of \`@${number}\` *${title}*. Its number and title stay, and version ${version} stays in use until the new one is read.`,
    files: "New file",
    filesHint: "10 MB at most.",
    link: "Or the link of a public page",
    text: "Or paste text (Markdown works)",
    nothing: "Choose a file, give a link or paste some text.",
    one: "Give one of the three, not several.",
    changed: (version: number) =>
      `Somebody has replaced it meanwhile: version ${version} is there now. Close this and look at it before you replace that one.`,
  },
  delete: {
    title: "Delete the document?",
    submit: "Delete",
    sure: (number: number, title: string) =>
      `This deletes \`@${number}\` *${title}* for good, with everything I have read from it. The number is not given to another document.`,
    unused: "No course rests on it.",
    used: (count: number) =>
      `${some(count, "course rests", "courses rest")} on it. ${count === 1 ? "It stays" : "They stay"} as written, but ${count === 1 ? "its" : "their"} sources in this document cannot be opened any more:`,
    changed: "Somebody has replaced it since you opened this: look again, and delete it if you still want to.",
  },
  details: {
    title: "Document",
    size: "Size",
    versionLabel: "Version",
    shortName: "Short name",
    added: "Added",
    addedBy: (user: string, when: Date) => `${slackDay(when)} by <@${user}>`,
    source: "Source",
    readAgain: "Read again",
    readAgainStarted: "It is being read again. Home shows how far it is.",
    courses: "Courses that rest on it",
    noCourses: "None yet.",
    more: (count: number) => `and ${count} more`,
    current: "rests on this version",
    outdated: (version: number) => `rests on version ${version}`,
    refresh: "Refresh",
    refreshing: "Asked to refresh; its thread shows the change",
    refreshNote: "Refresh rewrites just the modules and assessments that cite this document, in the course's thread.",
    refreshHint: (number: number) => `Rest on the new version of @${number}.`,
    leftOut: "Not everything in it could be used",
    accepted: (version: number) =>
      `:hourglass_flowing_sand: Version ${version} is being read. Home shows how far it is.`,
  },
  /** What was left out when it was read, and what to do. `of` is how many there are in all. */
  leftOut: {
    pages_without_text: (count: number, of: number) =>
      `${count} of ${of} pages ${count === 1 ? "has" : "have"} no text. If ${count === 1 ? "it is a picture, such as a scan" : "they are pictures, such as scans"}, run text recognition (OCR) over the file and *Replace* it.`,
    slides_without_text: (count: number, of: number) =>
      `${count} of ${of} slides ${count === 1 ? "has" : "have"} no text. If ${count === 1 ? "its picture says" : "their pictures say"} something that matters, write it into the notes and *Replace* the file.`,
    pages_damaged: (count: number, of: number) =>
      `${count} of ${of} pages ${count === 1 ? "is" : "are"} damaged and ${count === 1 ? "was" : "were"} left out. Save the file anew in the program that it comes from and *Replace* it.`,
    slides_hidden: (count: number, of: number) =>
      `${count} of ${of} slides ${count === 1 ? "is" : "are"} hidden and ${count === 1 ? "was" : "were"} left out. If courses are to rest on ${count === 1 ? "it, unhide it" : "them, unhide them"} and *Replace* the file.`,
    sheets_hidden: (count: number, of: number) =>
      `${count} of ${of} sheets ${count === 1 ? "is" : "are"} hidden and ${count === 1 ? "was" : "were"} left out. If courses are to rest on ${count === 1 ? "it, unhide it" : "them, unhide them"} and *Replace* the file.`,
    comments_left_out: (count: number) =>
      `${some(count, "comment was", "comments were")} left out. If ${count === 1 ? "it matters" : "they matter"}, put ${count === 1 ? "it" : "them"} into the text and *Replace* the file.`,
    quotation_mark_open: () =>
      "A quotation mark in the file is never closed, so its cells may be cut in the wrong places. Close it and *Replace* the file.",
  } satisfies Record<DocumentRemark["kind"], (count: number, of: number) => string>,
  courseLine: (title: string, link: string | null, note: string) =>
    `${link === null ? `*${title}*` : `*<${link}|${title}>*`}${note === "" ? "" : `\n${note}`}`,
} as const;

export const settingsTexts = {
  title: "Settings",
  submit: "Save",
  close: "Cancel",
  admins: "Who else is an admin",
  adminsHint: "Besides the owners and admins of the workspace. Guests cannot be admins, even if they are chosen here.",
  adminsPlaceholder: "Nobody else",
  defaultsHeading: "When a request does not say",
  level: "Level",
  length: "Length",
  language: "Language",
  courseDecides: "Let the course decide",
  requestLanguage: "The language of the request",
  limitsHeading: "Limits",
  coursesPerHour: "Courses a person may ask for within an hour",
  coursesPerHourHint: "Empty: no limit.",
  tokensPerMonth: "Tokens of the language model a month",
  tokensPerMonthHint:
    "Read and written for the whole workspace; a token is about three quarters of a word. Empty: no limit.",
  fileMegabytes: "Largest file, in MB",
  fileMegabytesHint: (most: number) =>
    `1 to ${most}. Slack's upload form takes 10 MB; larger files come by direct message.`,
  documentPages: "Pages that a document may have",
  documentPassages: "Text that a document may have",
  promptCharacters: "Characters that a request may have",
  replyCharacters: "Characters that a reply may have",
  range: (least: number, most: number) => `${least} to ${most}. Empty: ${most}.`,
  passagesRange: (least: number, most: number) =>
    `In passages, which are half a page at most: ${least} to ${most}. Empty: ${most}.`,
  guests: "Channels with guests",
  guestsShort: "Courses may use documents there",
  guestsOption:
    "In channels that have guests or people from other workspaces, courses use no documents unless you allow it: whoever reads along then reads what a course quotes.",
  keepingHeading: "Keeping",
  erase: "Delete every course, document and setting of this workspace, for good",
  eraseEverything: "Delete everything…",
  retentionDays: "Forget courses that nothing has happened to for so many days",
  retentionDaysHint: "Empty: they are kept.",
  onUninstall: "When I am removed from the workspace",
  onUninstallKeep: "Keep everything, in case I come back",
  onUninstallErase: "Delete everything",
  changed: "Another admin has changed the settings meanwhile. These are the newest; change them again if need be.",
} as const;
