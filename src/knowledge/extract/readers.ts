/** The reader of each format, loaded only when it is needed: a child reads one file. */
import { assertNever } from "../../errors.ts";
import type { FileKind, FormatReader } from "./format.ts";

/** The reader of a format. */
export async function readerOf(kind: FileKind): Promise<FormatReader> {
  switch (kind) {
    case "pdf":
      return (await import("./pdf/pdf.ts")).readPdf;
    case "docx":
      return (await import("./docx/docx.ts")).readDocx;
    case "pptx":
      return (await import("./pptx/pptx.ts")).readPptx;
    case "xlsx":
      return (await import("./xlsx/xlsx.ts")).readXlsx;
    case "odt":
      return (await import("./odt/odt.ts")).readOdt;
    case "epub":
      return (await import("./epub.ts")).readEpub;
    case "rtf":
      return (await import("./rtf/rtf.ts")).readRtf;
    case "csv":
      return (await import("./csv.ts")).readCsv;
    case "html":
      return (await import("./html/html.ts")).readHtml;
    case "markdown":
      return (await import("./plain.ts")).readMarkdown;
    case "text":
      return (await import("./plain.ts")).readText;
    default:
      return assertNever(kind);
  }
}
