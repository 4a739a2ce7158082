/** Headings of documents that name none: lines that stand alone and stand out, larger or bold. */
import { isCaption } from "../captions.ts";
import type { PdfBlock } from "./paragraphs.ts";

const longest = 120;

/** The size of most letters of a document. */
export function bodySizeOf(lines: Iterable<{ text: string; size: number }>): number {
  const letters = new Map<number, number>();
  for (const { text, size } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? 10;
}

/** Gives levels, in place, to what looks like a heading on the pages of a document. */
export function guessHeadings(pages: readonly PdfBlock[][], bodySize: number): void {
  const candidates = pages.flatMap((blocks, page) =>
    blocks
      .filter((block, index) => standsOut(block, bodySize) && (index < blocks.length - 1 || blocks.length === 1))
      .map((block) => ({ block, page })),
  );
  const all = pages.flat().reduce((sum, { text }) => sum + text.length, 0);
  const standing = candidates.reduce((sum, { block }) => sum + block.text.length, 0);
  // Where a good part of the text stands out (posters, forms), only what is clearly larger is a heading.
  const headings = standing > all * 0.3 ? candidates.filter(({ block }) => block.size > bodySize * 1.4) : candidates;
  const { cover, ranks } = ranksOf(headings, pages.length, bodySize);
  for (const block of cover) block.level = 1;
  const levels = ranks.map((blocks, rank) => numberedLevel(blocks) ?? rank + 1);
  // What is larger is never lower: numbers may say of small headings that they stand high.
  let most = 4;
  for (let rank = ranks.length - 1; rank >= 0; rank -= 1) {
    most = Math.min(most, levels[rank] ?? most);
    for (const block of ranks[rank] ?? []) block.level = numberDepth(block.text) ?? most;
  }
}

/** Headings of one size are of one rank, the largest first; those as large as the text come last. */
function ranksOf(
  headings: readonly { block: PdfBlock; page: number }[],
  pageCount: number,
  bodySize: number,
): { cover: PdfBlock[]; ranks: PdfBlock[][] } {
  const clusters: { size: number; blocks: PdfBlock[]; lastPage: number }[] = [];
  for (const { block, page } of headings.toSorted((one, other) => other.block.size - one.block.size)) {
    const last = clusters.at(-1);
    const isSame = last !== undefined && (block.size > last.size * 0.93 || last.size <= bodySize * 1.12);
    if (last !== undefined && isSame) {
      last.blocks.push(block);
      last.lastPage = Math.max(last.lastPage, page);
    } else clusters.push({ size: block.size, blocks: [block], lastPage: page });
  }
  // The many sizes of a cover do not count as ranks: the headings inside would be far down otherwise.
  const isCover = ({ lastPage }: { lastPage: number }) => pageCount > 4 && lastPage < 2;
  return {
    cover: clusters.filter(isCover).flatMap(({ blocks }) => blocks),
    ranks: clusters.filter((cluster) => !isCover(cluster)).map(({ blocks }) => blocks),
  };
}

/** The depth that numbers give a rank: "1.3.1" is of the third. */
function numberedLevel(blocks: readonly PdfBlock[]): number | null {
  const depths = blocks.map(({ text }) => numberDepth(text)).filter((depth) => depth !== null);
  if (depths.length < 2 || depths.length < blocks.length * 0.3) return null;
  return depths.toSorted((one, other) => one - other)[depths.length >> 1] ?? null;
}

function numberDepth(text: string): number | null {
  if (/^(?:chapter|part|kapitel|teil|chapitre|cap[íi]tulo)\s+[\dIVX]+\b/iu.test(text)) return 1;
  const number = /^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+\p{L}/u.exec(text)?.[1];
  return number === undefined ? null : number.split(".").length;
}

function standsOut({ type, text, size, isBold, lines, level }: PdfBlock, bodySize: number): boolean {
  if (type !== "paragraph" || level !== null || isCaption(text) || text.length > longest || !/\p{L}{2}/u.test(text))
    return false;
  if (size > bodySize * 1.12) return lines.length <= 3;
  return isBold && size > bodySize * 0.95 && lines.length <= 2 && !/[.,;!]$/u.test(text);
}
