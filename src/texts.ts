/** Every sentence that people see, in one catalogue, grouped by where it appears. Values that go in are already escaped. */

import { duplicateText, tooLargeText, unavailableText } from "./texts/document-failures.ts";
import { documentTexts, settingsTexts } from "./texts/document-forms.ts";
import { eraseTexts, installTexts, limitTexts } from "./texts/installing.ts";
import {
  addDocumentTexts,
  addFromSlackTexts,
  fileOfferTexts,
  homeTexts,
  passageTexts,
  referenceTexts,
  welcomeText,
} from "./texts/knowledge-base.ts";
import { slackDate } from "./texts/slack-date.ts";
import { threadTexts } from "./texts/thread.ts";

export const texts = {
  /** Talking about a course in its thread, and its buttons and modals. */
  thread: threadTexts,
  install: installTexts,
  limits: limitTexts,
  erase: eraseTexts,
  /** Answers to `/course`, mentions and direct messages. */
  command: {
    starting: "Starting…",
    started: (link: string) => `Your course grows in <${link}|this thread>. I mention you there when it is ready.`,
    help: [
      "*Coursewright* turns a request and your team's documents into a training course, in a thread.",
      "• `/course Create security training using @1 @3` writes a course that rests on documents 1 and 3",
      '• name documents by number (`@3`), title (`@"Security handbook"`) or short name (`@security-handbook`); without any I search all of them',
      "• say for whom, how long and how deep: `/course Onboarding for new engineers, 2 hours, beginner`",
      "• `/course docs` lists the documents, `/course list` your courses",
      "You can also mention me in a channel or thread, or write to me directly. Admins add documents in my Home tab.",
    ].join("\n"),
    nothingToTeach:
      "What should the course be about? Add a topic to the documents, for example: `/course Create security training using @1 @3`",
    tooLong: (length: number, limit: number) =>
      `That is ${length} characters; a request can have ${limit}. Please shorten it, or put the details into a document and name it with \`@\`.`,
    cannotPost:
      "I am not in this channel, so I cannot write a course here. Invite me with `/invite @Coursewright` and try again, or let me write it in our direct message.",
    tryAgainHere: "I invited you, try again",
    writeInDirectMessage: "Write it in our direct message",
    movedToDirectMessage: "I write it in our direct message. I mention you there when it is ready.",
  },
  /** `/course list`, `/course docs` and Home. `when` becomes Slack's own date, in the reader's time zone. */
  lists: {
    courses: "*Your courses*",
    noCourses: "You have not asked for a course yet. Start with: `/course Create security training`",
    course: (title: string, state: string, when: Date) => `• *${title}* · ${state} · ${slackDate(when)}`,
    documents: "*Documents you can name*",
    moreDocuments: (count: number) => `…and ${count} more. My Home tab lists and searches all of them.`,
    noDocuments: "There are no documents yet. An admin can add some in my Home tab.",
    document: (number: number, title: string, state: string) =>
      `• \`@${number}\` ${title}${state === "ready" ? "" : state === "failed" ? " (could not be read)" : " (being read)"}`,
  },
  courseStates: {
    queued: "waiting to be written",
    writing: "being written",
    ready: "ready",
    failed: "stopped, can be retried",
    cancelled: "cancelled",
    deleted: "deleted",
  },
  home: homeTexts,
  addDocument: addDocumentTexts,
  document: documentTexts,
  settings: settingsTexts,
  addFromSlack: addFromSlackTexts,
  fileOffer: fileOfferTexts,
  passage: passageTexts,
  references: referenceTexts,
  /** The first thing in the Messages tab. */
  welcome: welcomeText,
  /** The form behind `/course` alone. */
  compose: {
    title: "New course",
    submit: "Create",
    close: "Cancel",
    channel: "Where should it go?",
    channelPlaceholder: "A channel or conversation",
    channelMissing: "Choose where the course should go.",
    prompt: "What should people learn?",
    promptHint: 'You can name documents here, too: @1, @"Security handbook".',
    promptPlaceholder: "Create security training that covers passwords, phishing and reporting",
    promptMissing: "Write what the course should be about.",
    documents: "Documents to rest on",
    documentsHint: "Leave empty to search all of them.",
    documentsPlaceholder: "Type a title or number",
    audience: "For whom?",
    audiencePlaceholder: "New engineers in their first week",
    level: "Level",
    anyLevel: "Let the course decide",
    levels: { Beginner: "Beginner", Intermediate: "Intermediate", Advanced: "Advanced" },
    length: "Length",
    anyLength: "Let the course decide",
    lengths: { 30: "30 minutes", 60: "1 hour", 120: "2 hours", 240: "4 hours", 360: "1 day", 720: "2 days" },
    language: "Language",
    anyLanguage: "The language of the request",
    languages: {
      en: "English",
      de: "German",
      fr: "French",
      es: "Spanish",
      it: "Italian",
      pt: "Portuguese",
      nl: "Dutch",
      pl: "Polish",
      ja: "Japanese",
      zh: "Chinese",
    },
  },
  permissions: {
    title: "Admins only",
    documents: "Only this workspace's admins can manage documents. Ask one of them to add it.",
    control: "Only the person who asked for this course and admins can do that.",
  },
  buttons: {
    gone: "This course no longer exists.",
    outdated: "This button belongs to an earlier state of the course. Its newest card has the buttons that work.",
    nothingToCancel: "There is nothing to cancel: this course is not being written any more.",
  },
  /** The message that a course begins with. */
  root: {
    asked: (requester: string) => `${requester} asked for a course:`,
    inChannel: "It grows in this thread, section by section.",
    inThread: "It grows below, section by section.",
    audience: (audience: string) => `For ${audience}`,
    level: (level: string) => `Level: ${level}`,
    length: (length: string) => `Length: ${length}`,
    language: (language: string) => `Language: ${language}`,
    hours: (hours: string) => (hours === "1" ? "1 hour" : `${hours} hours`),
    minutes: (minutes: string) => (minutes === "1" ? "1 minute" : `${minutes} minutes`),
  },
  /** The course itself, in its thread. */
  card: {
    untitled: "Your course is on its way",
    untitledFailed: "Your course",
    deleted: "This course was deleted.",
    cancel: "Cancel",
    retry: "Retry",
    more: "…",
    stage: {
      queued: "Waiting for its turn",
      beginning: "Getting started",
      waiting: "Waiting for documents that are still being read in",
      reading: "Reading the documents",
      overview: "Writing the overview",
      objectives: "Writing the objectives",
      modules: "Writing the modules",
      assessments: "Writing the assessments",
    },
    /** For screen readers, which read the bar aloud block by block otherwise. */
    step: (step: number, steps: number) => `step ${step} of ${steps}`,
    started: (ago: string) => `started ${ago}`,
    startedAt: (time: string) => `at ${time}`,
    waitingFor: (titles: string) => `Still being read in: ${titles}`,
    section: {
      overview: "Overview",
      objectives: "Learning objectives",
      modules: "Modules",
      assessments: "Assessments",
    },
    duration: "Duration",
    level: "Level",
    servesObjective: (numbers: string) => `Objective ${numbers}`,
    servesObjectives: (numbers: string) => `Objectives ${numbers}`,
    sources: (labels: string) => `Sources ${labels}`,
    assessmentType: { quiz: "Quiz", assignment: "Assignment", project: "Project" },
    referencesHeading: "Documents",
    page: (page: number) => `page ${page}`,
    slide: (slide: number) => `slide ${slide}`,
    sheet: (sheet: string) => `sheet ${sheet}`,
    wholeDocument: "the document as a whole",
    used: "used as background",
    unused: "named, but nothing in this course rests on it",
    unknownReference: (source: string) => `No document matches ${source}.`,
    otherUnknown: (count: number) =>
      `${count} more ${count === 1 ? "reference matches" : "references match"} no document.`,
    nearest: (titles: string) => `Closest: ${titles}.`,
    nothingRelevant: "None of the documents covers this topic, so the course names no sources.",
    offlineWithDocuments: "Drafted offline from your documents",
    offlineWithoutDocuments: "Drafted offline from the request alone, without a language model or documents",
    couldNotWrite: (section: string) => `Could not write ${section}:`,
    keptSoFar: "What was finished is kept.",
    cancelled: "Cancelled. What was finished is kept.",
    continuedBelow: "Continued below",
    part: (title: string, part: number) => `${title} · part ${part}`,
    itemContinued: (title: string) => `${title} (continued)`,
    movedUp: "This part of the course has moved up: the course has become shorter.",
  },
  /** The message that says the work is over. */
  closing: {
    ready: "Ready:",
    failed: "Could not finish",
    untitled: "the course",
    modules: (count: number) => (count === 1 ? "1 module" : `${count} modules`),
    failedNext: "What was finished is kept; Retry on the card goes on from there.",
    cancelled: "Cancelled:",
  },
  /** A sentence or two for each way to fail. */
  failures: {
    model_busy: failure("The language model is busy right now.", "Try again in a minute."),
    model_down: failure("The language model cannot be reached.", "Try again in a few minutes."),
    model_quota: failure("The budget for the language model is used up.", "Ask an admin to raise it, then try again."),
    model_refused: failure(
      "The language model declined to write this.",
      "Put the request in other words and try again.",
    ),
    model_key: failure(
      "The language model does not accept our key.",
      "Ask whoever runs Coursewright to check it, then try again.",
    ),
    model_nonsense: failure("The language model's answer made no sense, twice.", "Try again."),
    model_too_long: failure(
      "The answer became longer than the language model can write.",
      "Ask for a shorter course or name fewer documents.",
    ),
    document_empty: failure("The document is empty.", "Add a version that has text."),
    document_damaged: failure(
      "The file is damaged or not what its name says.",
      "Open it on your computer, save it again and add that.",
    ),
    document_too_large: tooLargeText,
    document_wrong_type: failure(
      "This kind of file cannot be read.",
      "Save it as PDF, Word, Markdown or plain text and add that.",
    ),
    document_old_office: failure(
      "The file is in an old Office format.",
      "Save it in the current format (docx, pptx or xlsx) and add that.",
    ),
    document_password: failure("The file is locked with a password.", "Remove the password and add it again."),
    document_no_text: failure(
      "The file has pictures of text but no text.",
      "Run text recognition (OCR) over it and add the result.",
    ),
    document_timeout: failure(
      "Reading the file took too long.",
      "Split it or save it in a simpler format and add that.",
    ),
    document_unavailable: unavailableText,
    document_duplicate: duplicateText,
    lease_lost: failure("The work was handed over in the middle.", "It goes on by itself."),
    stale_version: failure("The course has changed in the meantime.", "Look at the latest version and try again."),
    stopped: failure("Coursewright is restarting.", "It goes on by itself in a moment."),
    cancelled: failure("It was cancelled.", "Start it again whenever you like."),
    slack_unreachable: failure("Slack cannot be reached.", "It goes on by itself as soon as Slack answers."),
    slack_refused: failure(
      "Slack does not let Coursewright write here.",
      "Check that the channel is not archived and that Coursewright may post in it.",
    ),
    not_in_channel: failure("Coursewright is not in this channel.", "Invite it, or write to it in a direct message."),
    storage_down: failure("The course store cannot be reached.", "Try again in a few minutes."),
    invalid_input: failure("Something in the request cannot be used.", "Check it and try again."),
    internal: failure(
      "Something went wrong on our side.",
      "Try again; if it happens once more, tell whoever runs Coursewright.",
    ),
  },
} as const;

/** A way to fail: why, and what to do next. `facts.limit` names the limit that was passed, escaped already. */
function failure(reason: string, next: string) {
  return (facts: Readonly<Record<string, string | number>> = {}): string =>
    facts.limit === undefined ? `${reason} ${next}` : `${reason} (The limit is ${facts.limit}.) ${next}`;
}
