/** What a course can be taken away as. A further format is a file with its `write` and an entry in the table here. */
import type { Course } from "../course/schema.ts";
import { texts } from "../texts.ts";
import { type ConversationEntry, writeConversation } from "./conversation.ts";
import { writeJson } from "./json.ts";
import { writeMarkdown } from "./markdown.ts";

/** All that a format may use besides the course itself. */
export type ExportContext = {
  courseId: string;
  version: number;
  /** Who asked for the course, by name, and for what. */
  requester: string;
  prompt: string;
  /** When the file is made. */
  at: Date;
  /** Everything that was asked and answered, oldest first. */
  conversation: readonly ConversationEntry[];
};

export type ExportFormat = {
  /** What it is called in every language; null for what the texts have a name for. */
  called: string | null;
  /** Ends the file's name: ".md". */
  ending: string;
  mediaType: string;
  write(course: Course, context: ExportContext): string | Uint8Array;
};

export const exportFormats = {
  markdown: { called: "Markdown", ending: ".md", mediaType: "text/markdown", write: writeMarkdown },
  json: { called: "JSON", ending: ".json", mediaType: "application/json", write: writeJson },
  conversation: {
    called: null,
    ending: "-conversation.md",
    mediaType: "text/markdown",
    write: writeConversation,
  },
} as const satisfies Record<string, ExportFormat>;
export type ExportName = keyof typeof exportFormats;

/** What the menu at the end of a course offers, in its order. */
export function exportItems(): { name: string; label: string }[] {
  const { as, conversation } = texts.thread.exports;
  return Object.entries(exportFormats).map(([name, { called }]) => ({
    name,
    label: called === null ? conversation.item : as(called),
  }));
}

/** What is said with the file. */
export function exportComment(name: ExportName, version: number): string {
  const { comment, conversation } = texts.thread.exports;
  const { called } = exportFormats[name];
  return called === null ? conversation.comment : comment(called, version);
}

/** Whether this is the name of a format. */
export function isExportName(name: string): name is ExportName {
  return Object.hasOwn(exportFormats, name);
}

/** "security-for-everyone.md": letters and digits of any script, so that it opens on every machine. */
export function exportFileName(course: Course, format: ExportName): string {
  const slug = course.overview.title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  // Names of files may have 255 bytes on most machines: so many characters of four bytes, and the longest ending.
  const short = [...slug].slice(0, 59).join("").replace(/-+$/, "");
  return `${short || "course"}${exportFormats[format].ending}`;
}
