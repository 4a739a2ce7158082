/** Which fonts of a PDF are bold: by their names, which pdf.js tells only of fonts that a page would be drawn with. */
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

export type FontBook = {
  /** Learns the names of a page's fonts that are not known yet; gives up quietly where that takes too long. */
  learn(page: PDFPageProxy, names: ReadonlySet<string>): Promise<void>;
  isBold(font: string): boolean;
};

const boldName = /bold|black|heavy|semibd|demi|cmbx|sfbx|ecbx|lmbx|-bd\b|[,-]b\b|gothicbbb|-medi(?:ital)?$/i;
/** Milliseconds in all that may go into fonts. */
const patience = 6000;

/** A book for one document. */
export function createFontBook(): FontBook {
  const fonts = new Map<string, boolean>();
  let spent = 0;
  return {
    async learn(page, names) {
      const missing = [...names].filter((name) => !fonts.has(name));
      if (missing.length === 0 || spent > patience) return;
      const started = performance.now();
      // Drawing instructions name the fonts; no picture is drawn, and images are not unpacked.
      await page.getOperatorList({ annotationMode: 0 }).catch(() => null);
      spent += performance.now() - started;
      for (const name of missing) {
        const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
        fonts.set(name, isBoldFont(font));
      }
    },
    isBold: (font) => fonts.get(font) ?? false,
  };
}

function isBoldFont(font: unknown): boolean {
  if (typeof font !== "object" || font === null) return false;
  if (("bold" in font && font.bold === true) || ("black" in font && font.black === true)) return true;
  const name: unknown = "name" in font ? font.name : null;
  return typeof name === "string" && boldName.test(name);
}
