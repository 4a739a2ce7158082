/**
 * How each format of files is recognised and read. A further format is a file with its reader, an entry here, and a line with
 * its name in `course/document-kinds.ts`.
 */
import type { FileKind } from "../../course/document-kinds.ts";
import type { FormatReader } from "./format.ts";

/** What is told of a format applies in this order, each to all formats before the next. */
export type Format = {
  /** The first kilobyte, a character a byte, of a format with a mark of its own. */
  begins?: RegExp;
  /** What a zip archive of this format holds. */
  packed?: {
    /** How its member `mimetype` begins. */
    mimetype?: string;
    /** The type of the main part in `[Content_Types].xml`. */
    mainType?: RegExp;
    /** A member that only this format has. */
    member?: string;
  };
  /** For kinds of plain text, which only their names tell apart. */
  named?: {
    /** Of the file's name, in lower case and without the dot. */
    endings: readonly string[];
    mediaTypes: readonly string[];
    /** What the text must hold besides. */
    holds?: RegExp;
  };
  /** Loads the reader: a child reads one file and needs one. */
  reader(): Promise<FormatReader>;
};

export const formats: Readonly<Record<FileKind, Format>> = {
  pdf: {
    // Some programs put a few bytes before the mark; a page or an RTF file that quotes it is none.
    begins: /^(?!\s*<|(?:\xef\xbb\xbf)?\s*\{\\rtf)[\s\S]*%PDF-/,
    reader: async () => (await import("./pdf/pdf.ts")).readPdf,
  },
  docx: {
    packed: { mainType: /wordprocessingml|word\.(?:document|template)/i, member: "word/document.xml" },
    reader: async () => (await import("./docx/docx.ts")).readDocx,
  },
  pptx: {
    packed: { mainType: /presentationml|powerpoint\./i, member: "ppt/presentation.xml" },
    reader: async () => (await import("./pptx/pptx.ts")).readPptx,
  },
  xlsx: {
    packed: { mainType: /spreadsheetml|ms-excel\./i, member: "xl/workbook.xml" },
    reader: async () => (await import("./xlsx/xlsx.ts")).readXlsx,
  },
  csv: {
    named: { endings: ["csv", "tsv", "tab"], mediaTypes: ["text/csv", "text/tab-separated-values"] },
    reader: async () => (await import("./csv.ts")).readCsv,
  },
  odt: {
    packed: { mimetype: "application/vnd.oasis.opendocument.text" },
    reader: async () => (await import("./odt/odt.ts")).readOdt,
  },
  epub: {
    packed: { mimetype: "application/epub+zip", member: "META-INF/container.xml" },
    reader: async () => (await import("./epub.ts")).readEpub,
  },
  rtf: {
    begins: /^(?:\xef\xbb\xbf)?\s*\{\\rtf/,
    reader: async () => (await import("./rtf/rtf.ts")).readRtf,
  },
  html: {
    named: {
      endings: ["html", "htm", "xhtml", "xhtm", "xht"],
      mediaTypes: ["text/html", "application/xhtml+xml"],
      holds: /<[a-z!][^<]*>/i,
    },
    reader: async () => (await import("./html/html.ts")).readHtml,
  },
  markdown: {
    named: {
      endings: ["md", "markdown", "mdown", "mkd", "mdx"],
      mediaTypes: ["text/markdown", "text/x-markdown"],
    },
    reader: async () => (await import("./plain.ts")).readMarkdown,
  },
  text: { reader: async () => (await import("./plain.ts")).readText },
};
