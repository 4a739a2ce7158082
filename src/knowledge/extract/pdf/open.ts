/** Opens a PDF with pdf.js, set up to read text and nothing else. */
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { damaged, unreadable } from "../failures.ts";

/** Opens it. Throws `document_password` for one that does not open without, damage for what is no PDF inside. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // The library looks for a canvas to draw on; there is none, and text needs none.
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const root = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  try {
    return await getDocument({
      // A copy: the library takes the memory for itself, and takes no Buffer.
      data: new Uint8Array(bytes),
      verbosity: 0,
      // Fonts of Chinese, Japanese and Korean name their characters by maps that lie beside the library.
      cMapUrl: join(root, "cmaps") + sep,
      cMapPacked: true,
      standardFontDataUrl: join(root, "standard_fonts") + sep,
      disableFontFace: true,
      useSystemFonts: false,
      // The names of fonts, which tell what is bold.
      fontExtraProperties: true,
      // No image is unpacked.
      maxImageSize: 1,
      enableXfa: false,
    }).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "PasswordException") throw unreadable("document_password", "the file opens only with a password");
    throw damaged("the file cannot be opened as PDF", error);
  }
}
