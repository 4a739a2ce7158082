/**
 * The kinds of documents that a course can rest on. Those of files have a name of their own that is the same in every language;
 * what is no file is named by the texts. How a file is recognised and read stands in `knowledge/extract/formats.ts`.
 */

/** What a document is counted in. */
export type ExtentUnit = "page" | "slide" | "sheet" | "chapter";

type FileFormat = { kind: string; name: string; counted: ExtentUnit };

/** In the order in which people are told of them. */
export const fileFormats = [
  { kind: "pdf", name: "PDF", counted: "page" },
  { kind: "docx", name: "Word", counted: "page" },
  { kind: "pptx", name: "PowerPoint", counted: "slide" },
  { kind: "xlsx", name: "Excel", counted: "sheet" },
  { kind: "csv", name: "CSV", counted: "page" },
  { kind: "odt", name: "ODT", counted: "page" },
  { kind: "epub", name: "EPUB", counted: "chapter" },
  { kind: "rtf", name: "RTF", counted: "page" },
  { kind: "html", name: "HTML", counted: "page" },
  { kind: "markdown", name: "Markdown", counted: "page" },
  { kind: "text", name: "Text", counted: "page" },
] as const satisfies readonly FileFormat[];

export type FileKind = (typeof fileFormats)[number]["kind"];
export const fileKinds = fileFormats.map(({ kind }) => kind);

export type DocumentKind = FileKind | "link" | "message";
export const documentKinds: readonly DocumentKind[] = [...fileKinds, "link", "message"];
