/**
 * What a course can be taken away as. A further format is a file with its `write`, a line in this table and a label in
 * `texts/thread.ts`.
 */
import type { Course } from "../course/schema.ts";
import type { ConversationEntry } from "./conversation.ts";
import { writeConversation } from "./conversation.ts";
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
  name: string;
  /** Ends the file's name: ".md". */
  ending: string;
  mediaType: string;
  write(course: Course, context: ExportContext): string | Uint8Array;
};

export const exportFormats = {
  markdown: { name: "markdown", ending: ".md", mediaType: "text/markdown", write: writeMarkdown },
  json: { name: "json", ending: ".json", mediaType: "application/json", write: writeJson },
  conversation: {
    name: "conversation",
    ending: "-conversation.md",
    mediaType: "text/markdown",
    write: writeConversation,
  },
} as const satisfies Record<string, ExportFormat>;
export type ExportName = keyof typeof exportFormats;

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
  // Names of files may have 255 bytes on most machines.
  const short = [...slug].slice(0, 60).join("").replace(/-+$/, "");
  return `${short || "course"}${exportFormats[format].ending}`;
}
