/** What people read when they ask for a course: answers, lists, refusals. Values that go in are already escaped. */
import { slackDate } from "./slack-date.ts";

/** Answers to `/course`, mentions and direct messages. */
export const commandTexts = {
  starting: "Starting…",
  /** Said besides when many courses wait. */
  waiting: (minutes: number) =>
    `Many courses are being written right now. Yours begins in about ${minutes === 1 ? "a minute" : `${minutes} minutes`}, by itself.`,
  started: (link: string) => `Your course grows in <${link}|this thread>. I mention you there when it is ready.`,
  help: [
    "*Coursewright* turns a request and your team's documents into a training course, in a thread.",
    "• `/course Create security training using @1 @3` writes a course that rests on documents 1 and 3",
    '• name documents by number (`@3`), title (`@"Security handbook"`) or short name (`@security-handbook`); without any I search all of them',
    "• say for whom, how long and how deep: `/course Onboarding for new engineers, 2 hours, beginner`",
    "• `/course docs` lists the documents, `/course list` your courses",
    "You can also mention me in a channel or thread, or write to me directly. Admins add documents in my Home tab.",
  ].join("\n"),
  /** What is written alone behind `/course` for each sub-command; the words of every language count. */
  words: { help: ["help", "?", "help me"], docs: ["docs", "documents"], list: ["list", "courses"] },
  nothingToTeach:
    "What should the course be about? Add a topic to the documents, for example: `/course Create security training using @1 @3`",
  tooLong: (length: number, limit: number) =>
    `That is ${length} characters; a request can have ${limit}. Please shorten it, or put the details into a document and name it with \`@\`.`,
  cannotPost:
    "I am not in this channel, so I cannot write a course here. Invite me with `/invite @Coursewright` and try again, or let me write it in our direct message.",
  tryAgainHere: "I invited you, try again",
  writeInDirectMessage: "Write it in our direct message",
  movedToDirectMessage: "I write it in our direct message. I mention you there when it is ready.",
} as const;

/** `/course list`, `/course docs` and Home. `when` becomes Slack's own date, in the reader's time zone. */
export const listTexts = {
  courses: "*Your courses*",
  noCourses: "You have not asked for a course yet. Start with: `/course Create security training`",
  course: (title: string, state: string, when: Date) => `• *${title}* · ${state} · ${slackDate(when)}`,
  documents: "*Documents you can name*",
  moreDocuments: (count: number) => `…and ${count} more. My Home tab lists and searches all of them.`,
  noDocuments: "There are no documents yet. An admin can add some in my Home tab.",
  document: (number: number, title: string, state: string) =>
    `• \`@${number}\` ${title}${state === "ready" ? "" : state === "failed" ? " (could not be read)" : " (being read)"}`,
} as const;

export const courseStateTexts = {
  queued: "waiting to be written",
  writing: "being written",
  ready: "ready",
  failed: "stopped, can be retried",
  cancelled: "cancelled",
  deleted: "deleted",
} as const;

export const permissionTexts = {
  title: "Admins only",
  documents: "Only this workspace's admins can manage documents. Ask one of them to add it.",
  control: "Only the person who asked for this course and admins can do that.",
  /** Slack did not tell whether somebody may. */
  unsure: "Slack does not say who you are right now, so nothing was done. Try again in a moment.",
} as const;

export const buttonTexts = {
  gone: "This course no longer exists.",
  outdated: "This button belongs to an earlier state of the course. Its newest card has the buttons that work.",
  nothingToCancel: "There is nothing to cancel: this course is not being written any more.",
} as const;
