/** PDF: pages in reading order, headings from tags, outline or looks. */
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { CoursewrightError } from "../../../errors.ts";
import type { HeadingSource, Locator } from "../../blocks.ts";
import { damaged, tooLarge, unreadable } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import type { Sink } from "../sink.ts";
import { regionsOf } from "./chunks.ts";
import { createFontBook, type FontBook } from "./fonts.ts";
import { removeFurniture } from "./furniture.ts";
import { bodySizeOf, guessHeadings } from "./guess.ts";
import { openPdf } from "./open.ts";
import { applyOutline, type OutlineEntry, readOutline } from "./outline.ts";
import { blocksOf, type PdfBlock } from "./paragraphs.ts";
import { collectSegments, type Segment } from "./segments.ts";
import { headingMarks } from "./tags.ts";

type Page = {
  segments: Segment[];
  /** Text that runs in another direction than most of the page. */
  turned: Segment[];
  height: number;
  marks: ReadonlyMap<string, number>;
  shownTop(top: number): number;
};

/** Reads a PDF. Throws `document_no_text` for scans, `document_password`, a limit of pages or characters, damage. */
export const readPdf: FormatReader = async ({ bytes, limits }, sink) => {
  const document = await openPdf(bytes);
  const count = document.numPages;
  if (count > limits.pages) throw tooLarge("pages", limits.pages);
  sink.pages(count);
  await readTitle(document, sink);
  const outline = await readOutline(document);
  // A few bookmarks in a long document are not its headings.
  const isOutlined = outline.length * 20 >= count;
  const fonts = createFontBook();
  const pages: Page[] = [];
  let characters = 0;
  let broken = 0;
  for (let number = 1; number <= count; number += 1) {
    try {
      const page = await readPage(await document.getPage(number));
      pages.push(page);
    } catch (error) {
      if (error instanceof CoursewrightError) throw error;
      broken += 1;
      pages.push({ segments: [], turned: [], height: 1, marks: new Map(), shownTop: (top) => top });
    }
    sink.progress(number, count);
  }
  if (broken === count) throw damaged("none of the pages can be read");
  if (broken > 0) sink.remark({ kind: "pages_damaged", count: broken, of: count });
  const without = pages.filter(({ segments, turned }) => segments.length + turned.length === 0).length - broken;
  writePages(pages, isOutlined ? outline : [], fonts, sink);
  if (sink.summary().blocks === 0) throw unreadable("document_no_text", "no page has text: probably a scan");
  if (without > 0) sink.remark({ kind: "pages_without_text", count: without, of: count });

  async function readPage(page: PDFPageProxy): Promise<Page> {
    const viewport = page.getViewport({ scale: 1 });
    const collector = collectSegments(viewport.transform);
    const names = new Set<string>();
    const reader = page.streamTextContent({ includeMarkedContent: true, disableNormalization: false }).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const item of part.value.items) {
        if (!("str" in item)) {
          collector.mark(item);
          continue;
        }
        characters += item.str.length;
        if (characters > limits.characters) throw tooLarge("characters", limits.characters);
        names.add(item.fontName);
        collector.item(item);
      }
    }
    const marks = headingMarks(await page.getStructTree().catch(() => null));
    // What is bold matters where nothing else tells the headings.
    if (!isOutlined && marks.size === 0) await fonts.learn(page, names);
    page.cleanup();
    const { segments, turned } = collector.finish();
    const shownTop = (top: number) => viewport.convertToViewportPoint(0, top)[1] ?? 0;
    return { segments, turned, height: viewport.height, marks, shownTop };
  }
};

/** The title in the file's properties, unless a program put the file's name there. */
async function readTitle(document: PDFDocumentProxy, sink: Sink) {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const title: unknown = "Title" in info ? info.Title : null;
  if (
    typeof title !== "string" ||
    !/\p{L}{3}/u.test(title) ||
    /^(?:untitled|microsoft (?:word|powerpoint|excel) - )|\.(?:docx?|pptx?|xlsx?|pdf|indd|tex|dvi|qxd|html?)$/i.test(
      title.trim(),
    )
  )
    return;
  sink.title(title);
}

function writePages(pages: readonly Page[], outline: readonly OutlineEntry[], fonts: FontBook, sink: Sink) {
  const bodySize = bodySizeOf(pages.flatMap(({ segments }) => segments));
  removeFurniture(pages, bodySize);
  const isTagged = pages.some(({ marks }) => marks.size > 0);
  const isOutlined = !isTagged && outline.length > 0;
  const pageBlocks = pages.map(({ segments, turned, marks }) => {
    const regions = [...regionsOf(segments), ...regionsOf(turned)];
    return blocksOf(regions, fonts.isBold, (mark) => (mark === null ? null : (marks.get(mark) ?? null)));
  });
  const source: HeadingSource = isTagged ? "tag" : isOutlined ? "outline" : "guess";
  const byPage = Map.groupBy(outline, ({ page }) => page);
  if (!isTagged && !isOutlined) guessHeadings(pageBlocks, bodySize);
  for (const [index, blocks] of pageBlocks.entries()) {
    const page = pages[index];
    const entries = isOutlined ? (byPage.get(index + 1) ?? []) : [];
    const final = page === undefined || entries.length === 0 ? blocks : applyOutline(blocks, entries, page.shownTop);
    writeBlocks(final, { page: index + 1 }, source, sink);
  }
}

function writeBlocks(blocks: readonly PdfBlock[], locator: Locator, source: HeadingSource, sink: Sink) {
  let items: string[] = [];
  const flush = () => {
    if (items.length > 0) sink.add("list", items.join("\n"), { locator });
    items = [];
  };
  for (const { type, text, level } of blocks) {
    if (level === null && type === "item") {
      items.push(text);
      continue;
    }
    flush();
    if (level !== null) sink.heading(text, level, source, locator);
    else if (type === "table") {
      sink.countCells(text.split(/ \| |\n/).length);
      sink.add("table", text, { locator });
    } else sink.add("paragraph", text, { locator });
  }
  flush();
}
