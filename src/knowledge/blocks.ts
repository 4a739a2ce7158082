/** What extraction makes of a file, whatever its format: a row of blocks, each with its place. Chunking reads nothing else. */
import { z } from "zod";
import { documentKinds } from "../course/document-kinds.ts";
import { documentRemarksSchema } from "../course/document-remarks.ts";

/** Where a block stands in its file. Pages, slides and rows count from 1. */
export const locatorSchema = z.strictObject({
  page: z.int().min(1).optional(),
  slide: z.int().min(1).optional(),
  sheet: z.string().optional(),
  /** Of a table: the sheet's row in which the block begins. */
  row: z.int().min(1).optional(),
  /** Of a book: the chapter's title. */
  chapter: z.string().optional(),
});

/**
 * How each type writes its text:
 * - heading: one line, without marks or numbering of the format; `level` 1 to 6
 * - paragraph, note (footnotes, speaker notes, comments): prose; a line break only where the author set one
 * - list: an item a line, beginning "- " or "1. ", nested items indented by two spaces
 * - table: a row a line, cells joined by " | "; the first `headerRows` lines (1 unless said) are the header
 * - code: as it stands
 */
export const blockTypes = ["heading", "paragraph", "list", "table", "code", "note"] as const;
/** How a heading was recognised, surest first. */
export const headingSources = ["style", "tag", "outline", "guess"] as const;

export const blockSchema = z.strictObject({
  type: z.enum(blockTypes),
  text: z.string(),
  level: z.int().min(1).max(6).optional(),
  /** The headings that the block stands under, outermost first; for a heading those above it, not itself. */
  headingPath: z.array(z.string()),
  headingSource: z.enum(headingSources).optional(),
  headerRows: z.int().min(0).optional(),
  locator: locatorSchema,
  /** Text that a reader of the original does not see (white on white, hidden sheets): kept out of passages. */
  hidden: z.boolean().optional(),
});

export const extractedDocumentSchema = z.strictObject({
  kind: z.enum(documentKinds),
  /** The title that the document gives itself. */
  title: z.string().nullable(),
  pageCount: z.int().min(1).nullable(),
  remarks: documentRemarksSchema,
  blocks: z.array(blockSchema),
});

export type Locator = z.infer<typeof locatorSchema>;
export type BlockType = (typeof blockTypes)[number];
export type HeadingSource = (typeof headingSources)[number];
export type Block = z.infer<typeof blockSchema>;
export type ExtractedDocument = z.infer<typeof extractedDocumentSchema>;

/** Keeps the headings that are open while a document is read from its top, so that every block knows its heading path. */
export type HeadingTrail = {
  /** Opens a heading of a level (1 to 6), closing those of the same and deeper levels. Returns the path above it. */
  open(level: number, text: string): string[];
  /** The path for a block that stands here. */
  path(): string[];
};

/** A trail without open headings. */
export function createHeadingTrail(): HeadingTrail {
  let open: { level: number; text: string }[] = [];
  const path = () => open.map(({ text }) => text);
  return {
    open(level, text) {
      open = open.filter((heading) => heading.level < level);
      const above = path();
      open.push({ level, text });
      return above;
    },
    path,
  };
}
