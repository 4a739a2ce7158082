/** What people read when they install the bot, pass a limit, or delete everything. Values that go in are already escaped. */

/** Pages in the browser: plain words, no markup. */
export const installTexts = {
  done: {
    heading: "Coursewright is installed",
    next: "Go back to Slack and open Coursewright in the sidebar: its Home tab is where documents are added. Then type /course in any channel.",
  },
  failed: {
    heading: "Coursewright was not installed",
    next: "Nothing was changed. Close this page and begin again; if it fails once more, ask whoever runs Coursewright.",
  },
} as const;

/** Refusals of what asks too much. Each names the limit. */
export const limitTexts = {
  prompt: (length: number, limit: number) =>
    `That is ${length} characters; in this workspace a request can have ${limit}. Please shorten it, or put the details into a document and name it with \`@\`.`,
  reply: (length: number, limit: number) =>
    `That is ${length} characters; a reply can have ${limit}. Please shorten it, or put the details into a document.`,
  courses: (limit: number, minutes: number) =>
    `You have asked for ${limit} ${limit === 1 ? "course" : "courses"} within an hour, which is this workspace's limit for one person. The next one can start in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  tokens: (limit: number) =>
    `This workspace's budget for the language model is used up: ${limit.toLocaleString("en")} tokens a month. It begins anew on the first; an admin can raise it in my Home tab.`,
} as const;

/** "Delete everything" in Home's settings. */
export const eraseTexts = {
  title: "Delete everything",
  warning:
    "This deletes every course, document, setting and everything else that Coursewright keeps of this workspace, for good. Messages and files that are already in Slack stay there.",
  confirm: (word: string) => `Type ${word} to confirm`,
  submit: "Delete",
  close: "Cancel",
  mismatch: (word: string) => `Type ${word}, just like that.`,
  begun: "Everything of this workspace is being deleted. It takes a few moments.",
  refused: "Only this workspace's admins can do that.",
} as const;
