/** Pages: what they are about, without what stands around it. */
import { decodeText, knownEncoding } from "../decode.ts";
import type { FormatReader } from "../format.ts";
import { type MarkupBlock, readMarkup } from "./markup.ts";

/** Reads a page. */
export const readHtml: FormatReader = async ({ bytes }, sink) => {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const { text } = decodeText(bytes, declaredEncoding(head));
  const blocks: MarkupBlock[] = [];
  readMarkup(text, {
    isXml: /^\s*<\?xml|<!doctype[^>]+xhtml/i.test(head),
    isPage: true,
    onTitle: sink.title,
    onBlock: (block) => blocks.push(block),
    countCells: sink.countCells,
  });
  for (const { type, text, level, headerRows } of mainContent(blocks)) {
    if (type === "heading") sink.heading(text, level ?? 1, "tag");
    else sink.add(type, text, headerRows === undefined ? {} : { headerRows });
  }
};

function declaredEncoding(head: string): string | undefined {
  const found =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1];
  return knownEncoding(found) === null ? undefined : found;
}

/** The blocks of the page's content. Each rule holds only where enough is left by it: pages name their parts wrongly. */
function mainContent(blocks: readonly MarkupBlock[]): readonly MarkupBlock[] {
  const seen = narrowed(
    blocks,
    blocks.filter(({ around }) => around !== "tag"),
    0.1,
  );
  const outsideClasses = narrowed(
    seen,
    seen.filter(({ around }) => around !== "class"),
    0.3,
  );
  return narrowed(
    outsideClasses,
    outsideClasses.filter(({ inMain }) => inMain),
    0.3,
  );
}

function narrowed(all: readonly MarkupBlock[], some: readonly MarkupBlock[], least: number): readonly MarkupBlock[] {
  return lengthOf(some) >= lengthOf(all) * least && some.length > 0 ? some : all;
}

function lengthOf(blocks: readonly MarkupBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}
