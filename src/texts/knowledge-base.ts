/** What people read about documents: in Home, in its modals, in offers and citations. Values that go in are already escaped. */
import type { ExtentUnit } from "../course/document-kinds.ts";
import type { DocumentRemark } from "../course/document-remarks.ts";
import { slackDate } from "./slack-date.ts";

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const whoReads = "Everyone in this workspace except guests will be able to read it, and courses can quote it.";

export const homeTexts = {
  heading: "Coursewright",
  welcome:
    "I turn a request and your team's documents into a training course. Ask with `/course` in any channel that I am in, by mentioning me, or in the Messages tab.",
  create: "Create a course",
  settings: "Settings",
  documents: "Documents",
  documentsIntro: 'Name one in a request by its number (`@3`) or title (`@"Security handbook"`).',
  addDocument: "Add documents",
  noDocuments: "No documents yet. Your workspace's admins can add them here.",
  noDocumentsAdmin: "No documents yet. Add your handbooks and guides, and courses will rest on them.",
  outsiders: "The team's documents are not shown to guests and people from other workspaces.",
  search: "Search documents",
  searchPlaceholder: "A word of the title, or @3; then Enter",
  searchCourses: "Search my courses",
  searchCoursesPlaceholder: "A word of the title or request; then Enter",
  clear: "Show all",
  nothingFound: (search: string) => `Nothing matches “${search}”.`,
  range: (from: number, to: number, total: number) => `${from}–${to} of ${total}`,
  results: (search: string) => `Results for “${search}”`,
  found: (count: number, search: string) => `${some(count, "match", "matches")} for “${search}”`,
  previous: "← Previous",
  next: "Next →",
  newer: "← Newer",
  older: "Older →",
  document: (number: number, title: string, line: string) => `\`@${number}\`  *${title}*\n${line}`,
  ready: "Ready",
  queued: "Waiting to be read",
  reading: "Being read",
  pageOf: (bar: string, done: number, total: number) => `Being read  ${bar}  page ${done} of ${total}`,
  partOf: (bar: string, done: number, total: number) => `Being read  ${bar}  ${Math.round((done / total) * 100)}%`,
  failed: (reason: string) => `:warning: ${reason}`,
  unready: "Not ready yet: an admin is needed to mend it",
  oldVersionStays: "Until then the version before it stays in use.",
  duplicate: (reason: string) => `:information_source: ${reason}`,
  /** By what a document of its kind is counted in. */
  extent: {
    page: (count: number) => some(count, "page", "pages"),
    slide: (count: number) => some(count, "slide", "slides"),
    sheet: (count: number) => some(count, "sheet", "sheets"),
    chapter: (count: number) => some(count, "chapter", "chapters"),
  } satisfies Record<ExtentUnit, (count: number) => string>,
  passages: (count: number) => some(count, "passage", "passages"),
  version: (version: number) => `version ${version}`,
  /** In short, what was left out when it was read. */
  leftOut: {
    pages_without_text: (count: number) => `${some(count, "page", "pages")} without text`,
    slides_without_text: (count: number) => `${some(count, "slide", "slides")} without text`,
    pages_damaged: (count: number) => `${some(count, "page", "pages")} damaged`,
    slides_hidden: (count: number) => `${some(count, "hidden slide", "hidden slides")} left out`,
    sheets_hidden: (count: number) => `${some(count, "hidden sheet", "hidden sheets")} left out`,
    comments_left_out: (count: number) => `${some(count, "comment", "comments")} left out`,
    quotation_mark_open: () => "quotation marks not understood",
  } satisfies Record<DocumentRemark["kind"], (count: number) => string>,
  /** What is no file; formats of files have names of their own. */
  kinds: { link: "Web page", message: "From Slack" },
  menu: {
    use: "Use in a course",
    details: "Details and courses",
    rename: "Rename",
    replace: "Replace",
    delete: "Delete",
  },
  tryAgain: "Try again",
  replace: "Replace",
  delete: "Delete",
  addAnyway: "Add it anyway",
  discard: "Discard",
  reopen: "Post it again",
  courses: "My courses",
  noCourses: "None yet. Create one above, or write `/course` in a channel.",
  course: (title: string, link: string | null, state: string, when: Date) =>
    `${link === null ? `*${title}*` : `*<${link}|${title}>*`}\n${state} · ${slackDate(when)}`,
} as const;

export const addDocumentTexts = {
  title: "Add documents",
  submit: "Add",
  close: "Close",
  files: "Files",
  filesHint: (formats: string) =>
    `Up to 10 files of 10 MB each: ${formats} or text. Larger ones: send them to me in the Messages tab.`,
  link: "Or the link of a public page",
  linkPlaceholder: "https://example.org/handbook",
  linkWrong: "This is no https address. It should look like https://example.org/handbook",
  documentTitle: "Title of the pasted text or page",
  documentTitleHint: "Files are called by their names; you can rename them later.",
  text: "Or paste text (Markdown works)",
  textHint: "Up to 3,000 characters. Longer texts go in as a file.",
  nothing: "Choose a file, give a link or paste some text.",
  titleMissing: "Give the pasted text a title; people will find it by that.",
  tooLarge: (names: string, limit: number) => `Larger than the limit of ${limit} MB: ${names}`,
} as const;

export const addFromSlackTexts = {
  title: "Add to knowledge base",
  submit: "Add",
  close: "Cancel",
  what: "What to add",
  message: "This message",
  thread: (count: number) => `The whole thread (${some(count, "message", "messages")})`,
  file: (name: string) => `The file ${name}`,
  titleLabel: "Title",
  titleHint: "For the message or thread. Files are called by their names.",
  titleMissing: "Give it a title; people will find it by that.",
  nothingChosen: "Choose what to add.",
  whoReads,
  private:
    ":lock: *This comes from a private conversation.* Only the people in it can read it now. If you add it, everyone in this workspace except guests can, and courses can quote it.",
  submitPrivate: "Add and share",
  noThread: "I am not in this conversation, so I can add the message alone. To add its thread, invite me first.",
  empty: "There is no text or file in this message that could be added.",
  added: "Added",
  addedText: (documents: string) =>
    `Being read now: ${documents}\nI tell you in our direct message when that is done; my Home tab shows how far it is.`,
  expired: "This was opened too long ago. Close it and use the shortcut again.",
  /** In the text that is added: who said something, and a channel that it names, where Slack tells no name. */
  somebody: "Somebody",
  someChannel: "a channel",
  titleFallback: (when: Date) => `Conversation of ${when.toISOString().slice(0, 10)}`,
} as const;

export const fileOfferTexts = {
  offer: (names: string) => `Add ${names} to the knowledge base?`,
  names: (names: readonly string[], more: number) => `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  whoReads,
  add: "Add",
  addAndWrite: "Add and write the course",
  writeOnly: "Write it without the file",
  decline: "No, thanks",
  declined: (names: string) => `Not added: ${names}`,
  added: (lines: string) => `Added to the knowledge base:\n${lines}`,
  addedLine: (number: number, title: string) => `\`@${number}\` *${title}*, being read`,
  writing: "The course begins below, as soon as it is read.",
  /** Once it is read. Sentences on what was left out may follow. */
  read: (number: number, title: string) =>
    `\`@${number}\` *${title}* is ready. Name it in a request to rest a course on it: \`/course … using @${number}\``,
  unread: (number: number, title: string, reason: string) =>
    `:warning: \`@${number}\` *${title}* is not in the knowledge base. ${reason} My Home tab has the ways on.`,
  tooLarge: (name: string, limit: number) =>
    `${name} is larger than ${limit} MB, so I cannot add it. Split it, or save it smaller.`,
  notAdmin:
    "Only this workspace's admins can add documents to the knowledge base. Ask one of them to add this file; a course can then rest on it.",
} as const;

export const passageTexts = {
  title: "Source",
  button: (label: number) => `[${label}] Read the source`,
  open: (label: number) => `[${label}] Read the source`,
  choose: "Open a source…",
  place: (number: number, place: string) => `\`@${number}\` · ${place}`,
  version: (version: number) => `version ${version}`,
  replaced: (version: number) =>
    `The document has been replaced since: version ${version} is there now. This is what the course rests on.`,
  deleted: "The document that this came from was deleted, and its text with it.",
  gone: "This passage is no longer there: the document has been read again since. Ask for the part to be rewritten, and it will cite what is there now.",
  refused: "The team's documents are not shown to guests and people from other workspaces.",
} as const;

export const referenceTexts = {
  useInstead: (number: number, title: string) => `Use @${number} ${title}`,
  chooseDocument: "Choose the document…",
  ambiguous: (source: string) => `Several documents match ${source}. Which one is meant?`,
  /** Becomes a reply in the course's thread. */
  reply: (number: number) => `Use @${number} as well.`,
  asked: (number: number, title: string) => `The course will use @${number} ${title}; the thread shows what changes.`,
  gone: "That document no longer exists.",
  refusedGuest: "Documents are not open to guests and people from other workspaces, so this course uses none of them.",
  refusedChannel:
    "This channel has guests or people from other workspaces, so this course uses none of the team's documents. An admin can allow that in my Home, under Settings.",
  refusedUnknown:
    "Slack did not say who is in this channel, so this course uses none of the team's documents. Add me to the channel and ask again.",
} as const;

export const welcomeText = [
  "Hello! Write here what people should learn, and I write the course in a thread under your message. For example:",
  "• _A two-hour security training for new engineers, using @1 and @3_",
  "• `/course docs` lists the documents that you can name, `/course list` your courses, `/course help` the rest",
  "Send me a file and, if you are an admin, I offer to add it to the knowledge base.",
].join("\n");
