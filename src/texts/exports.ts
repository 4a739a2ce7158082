/** The words of exported files. */
export const exportTexts = {
  length: "Length",
  level: "Level",
  objectives: "Learning objectives",
  modules: "Modules",
  assessments: "Assessments",
  documents: "Documents",
  assessmentType: { quiz: "quiz", assignment: "assignment", project: "project" },
  serves: (numbers: string, count: number) => `${count === 1 ? "Objective" : "Objectives"} ${numbers}`,
  sources: (labels: string) => `Sources ${labels}`,
  page: (page: number) => `page ${page}`,
  slide: (slide: number) => `slide ${slide}`,
  sheet: (sheet: string) => `sheet ${sheet}`,
  wholeDocument: "the document as a whole",
  used: "used as background",
  unused: "named, but nothing in this course rests on it",
  footer: (version: number, at: Date) => `Version ${version}, exported from Coursewright on ${date(at)}.`,
  date,
  conversationOf: (title: string) => `How “${title}” came about`,
  askedBy: (person: string) => `${person} asked for:`,
  version: (version: number) => `Version ${version}`,
  waiting: "Waiting for its turn.",
  nothing: "Left alone: this was talk among people.",
  cancelled: "Stopped. Nothing was changed.",
  failed: "That did not work. Nothing was changed.",
  notDone: "Not done:",
  leftAsTheyWere: (items: string) => `Left as they were, though they build on what changed: ${items}.`,
  /** What somebody did with a button or command. */
  asked: {
    write: "Asked for the course",
    retry: "Pressed Retry",
    continue: "Pressed Continue",
    rewrite: (part: string) => `Asked to rewrite ${part}`,
    undo: (version: number | null) => (version === null ? "Asked to undo" : `Took back version ${version}`),
    restore: (version: number) => `Restored version ${version}`,
    fix: "Asked to fix the quality notes",
    /** `format` is a proper name: "Markdown"; null for the conversation. */
    export: (format: string | null) =>
      format === null ? "Exported the conversation" : `Exported the course as ${format}`,
    reopen: "Opened the course in a new thread",
    delete: "Deleted the course",
    reply: "Wrote",
    dependents: (version: number) => `Asked to update what builds on version ${version}`,
  },
  ended: {
    ready: (version: number) => `Version ${version} was written.`,
    failed: "It could not be finished.",
    cancelled: "It was cancelled.",
    exported: (version: number) => `The file shows version ${version}.`,
    done: "Done.",
  },
} as const;

/** "2026-11-22 10:54 UTC" */
function date(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
