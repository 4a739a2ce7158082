/** The outline (bookmarks) of a PDF, and where its entries lead. */
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PdfBlock } from "./paragraphs.ts";

/** `top`: how far up on the page it leads, in the page's own space (from its bottom); null for the whole page. */
export type OutlineEntry = { title: string; level: number; page: number; top: number | null };

const mostEntries = 5000;
const deepest = 6;

/** Reads the outline, in its order. Entries that lead nowhere are left out; a broken outline is none. */
export async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const roots = await document.getOutline().catch(() => null);
  const line = (roots ?? []).map((node) => ({ node, level: 1 })).reverse();
  const pages = new Map<string, number>();
  while (line.length > 0 && entries.length < mostEntries) {
    const next = line.pop();
    if (next === undefined) break;
    const { node, level } = next;
    const place = await placeOf(node.dest).catch(() => null);
    if (place !== null && node.title.trim() !== "") entries.push({ title: node.title.trim(), level, ...place });
    if (level < deepest) for (const child of [...node.items].reverse()) line.push({ node: child, level: level + 1 });
  }
  return entries;

  async function placeOf(destination: unknown): Promise<{ page: number; top: number | null } | null> {
    const parts: unknown = typeof destination === "string" ? await document.getDestination(destination) : destination;
    if (!Array.isArray(parts)) return null;
    const [target, kind, left, top]: unknown[] = parts;
    const page = await pageOf(target);
    if (page === null) return null;
    const name = kind !== null && typeof kind === "object" && "name" in kind ? kind.name : null;
    const height = name === "XYZ" ? top : name === "FitH" || name === "FitBH" ? left : null;
    return { page, top: typeof height === "number" ? height : null };
  }

  async function pageOf(target: unknown): Promise<number | null> {
    if (typeof target === "number") return target + 1;
    if (target === null || typeof target !== "object" || !("num" in target) || !("gen" in target)) return null;
    const { num, gen } = target;
    if (typeof num !== "number" || typeof gen !== "number") return null;
    const known = pages.get(`${num} ${gen}`);
    if (known !== undefined) return known;
    const page = (await document.getPageIndex({ num, gen })) + 1;
    pages.set(`${num} ${gen}`, page);
    return page;
  }
}

/**
 * Makes headings of what the outline names on one page: the block with the same words where there is one, else a heading of its own
 * where the entry leads. `shownTop` turns a height in the page's space into one from the top of the page as it is shown.
 */
export function applyOutline(
  blocks: PdfBlock[],
  entries: readonly OutlineEntry[],
  shownTop: (top: number) => number,
): PdfBlock[] {
  const result = [...blocks];
  let from = 0;
  for (const { title, level, top } of entries) {
    const key = keyOf(title);
    const bare = keyOf(title.replace(/^(?:chapter|section|appendix|kapitel|teil)?\s*[\dA-Z]*(?:\.\d+)*[.:]?\s+/iu, ""));
    const isSame = (block: PdfBlock) => {
      const own = keyOf(block.text);
      if (block.level !== null || own === "" || own.length > key.length + 14) return false;
      return own === key || (bare.length > 2 && own.endsWith(bare) && own.length <= key.length + 14);
    };
    const same = result.findIndex((block, index) => index >= from && isSame(block));
    const found = same >= 0 ? same : result.findIndex(isSame);
    const block = result[found];
    if (block !== undefined) {
      result[found] = { ...block, type: "paragraph", text: title, level };
      from = found + 1;
      continue;
    }
    const height = top === null ? 0 : shownTop(top);
    const below = result.findIndex((candidate, index) => index >= from && candidate.top >= height - 12);
    const at = top === null ? from : below < 0 ? result.length : below;
    result.splice(at, 0, { type: "paragraph", text: title, lines: [], top: height, size: 0, isBold: true, level });
    from = at + 1;
  }
  return result;
}

function keyOf(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
