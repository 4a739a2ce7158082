/** Lines to paragraphs: where one ends, and how its lines are joined again. */
import { tableLine } from "../../table-line.ts";
import type { Chunk, Region } from "./chunks.ts";
import type { Segment } from "./segments.ts";

export type PdfBlock = {
  type: "paragraph" | "item" | "table";
  text: string;
  lines: readonly Segment[];
  /** From the top of the page. */
  top: number;
  size: number;
  isBold: boolean;
  /** What the tags or the outline make of it. */
  level: number | null;
};

const bullet = /^(?:[•●○▪■□◦‣⁃∙➢➤❖✓✔☐☒]|[–—*·-](?=\s))\s*/u;
const numbered = /^\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+/u;
const korean = /[\p{Script=Hangul}\d]/u;
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** The blocks of a page's regions. `isBold` says it of a font; `tagOf` gives the heading level that tags give a piece, or null. */
export function blocksOf(
  regions: readonly Region[],
  isBold: (font: string) => boolean,
  tagOf: (mark: string | null) => number | null,
): PdfBlock[] {
  const blocks: PdfBlock[] = [];
  for (const region of regions) {
    if (region.type === "table") blocks.push(...(itemsOf(region.rows) ?? [tableBlock(region.rows)]));
    else for (const lines of paragraphsOf(region.chunk, isBold, tagOf)) blocks.push(textBlock(lines, isBold, tagOf));
  }
  return blocks;
}

function textBlock(
  lines: readonly Segment[],
  isBold: (font: string) => boolean,
  tagOf: (mark: string | null) => number | null,
): PdfBlock {
  const [first] = lines;
  const text = joinLines(lines);
  const size = Math.max(...lines.map((line) => line.size));
  const level = first === undefined ? null : tagOf(first.mark);
  const isItem =
    level === null && (bullet.test(text) || (numbered.test(text) && lines.every(({ font }) => !isBold(font))));
  return {
    type: isItem ? "item" : "paragraph",
    text: isItem ? text.replace(bullet, "- ") : text,
    lines,
    top: (first?.baseline ?? 0) - (first?.size ?? 0),
    size,
    isBold: lines.every(({ font }) => isBold(font)),
    level,
  };
}

function paragraphsOf(
  chunk: Chunk,
  isBold: (font: string) => boolean,
  tagOf: (mark: string | null) => number | null,
): Segment[][] {
  const paragraphs: Segment[][] = [];
  const leading = usualLeading(chunk.lines);
  for (const line of chunk.lines) {
    const paragraph = paragraphs.at(-1);
    const last = paragraph?.at(-1);
    if (paragraph === undefined || last === undefined || isBreak(paragraph, last, line)) paragraphs.push([line]);
    else paragraph.push(line);
  }
  return paragraphs;

  function isBreak(paragraph: readonly Segment[], last: Segment, line: Segment): boolean {
    if (Math.abs(last.size - line.size) > Math.max(last.size, line.size) * 0.12) return true;
    if (isBold(last.font) !== isBold(line.font) && (paragraph.length === 1 || isBold(line.font))) return true;
    if (tagOf(last.mark) !== tagOf(line.mark)) return true;
    if (bullet.test(line.text) || (numbered.test(line.text) && /[.;:!?,]$|^.{0,60}$/u.test(last.text.trim())))
      return true;
    const step = line.baseline - last.baseline;
    if (step < 0 || step > Math.max(leading * 1.25, 1.05) * line.size + 0.5) return true;
    const width = chunk.right - chunk.left;
    const isShort = last.right < chunk.right - width * 0.12;
    if (isShort && /[.!?。！？:]["'”’)»\]]*$/u.test(last.text.trim())) return true;
    // An indent begins a paragraph; the second line of a hanging one does not.
    const indent = line.left - last.left;
    const isHanging = paragraph.length === 1 && (bullet.test(last.text) || numbered.test(last.text));
    return (
      indent > line.size * 0.9 &&
      indent < line.size * 5 &&
      !isHanging &&
      /[.!?。！？:]["'”’)»\]]*$/u.test(last.text.trim())
    );
  }
}

/** The step from line to line that most lines take, in sizes of their letters. */
function usualLeading(lines: readonly Segment[]): number {
  const steps: number[] = [];
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    const step = last === undefined ? 0 : line.baseline - last.baseline;
    if (last !== undefined && step > 0 && Math.abs(last.size - line.size) < 1) steps.push(step / line.size);
  }
  // The lower half: gaps between paragraphs are not what is usual within them.
  return steps.toSorted((one, other) => one - other)[Math.floor(steps.length * 0.35)] ?? 1.25;
}

/** Joins lines that were broken to fit: words divided by a hyphen become one, East Asian text needs no space. */
export function joinLines(lines: readonly { text: string; endsWord: boolean }[]): string {
  let text = "";
  // A file that draws the spaces at the ends of lines means it where it draws none.
  const drawsSpaces = lines.slice(0, -1).some(({ endsWord }) => endsWord);
  let isWithinWord = false;
  for (const { text: raw, endsWord } of lines) {
    const line = raw.trim();
    const continues = isWithinWord && korean.test(text.at(-1) ?? "") && korean.test(line.charAt(0));
    isWithinWord = drawsSpaces && !endsWord;
    if (text === "" || line === "" || continues) text += line;
    else if (/\u00ad$/u.test(text)) text = text.slice(0, -1) + line;
    else if (/\p{L}[-‐]$/u.test(text) && /^\p{Ll}/u.test(line)) text = text.slice(0, -1) + line;
    else if (/\p{L}[-‐]$/u.test(text) || (eastAsian.test(text.at(-1) ?? "") && eastAsian.test(line.charAt(0))))
      text += line;
    else text += ` ${line}`;
  }
  // The dots that lead from a heading to its page.
  return text.replace(/(?:\s?[.·_…]){6,}\s?/g, " … ");
}

/** Rows of a mark and a text are a list whose marks stand far from its text; null for a table. */
function itemsOf(rows: readonly Chunk[][]): PdfBlock[] | null {
  const items: PdfBlock[] = [];
  for (const [mark, body, ...rest] of rows) {
    const sign = mark === undefined ? "" : joinLines(mark.lines).trim();
    if (mark === undefined || body === undefined || rest.length > 0) return null;
    if (!/^(?:[^\p{L}\p{N}\s]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$/u.test(sign)) return null;
    const lines = [...mark.lines, ...body.lines];
    const text = `${/[\p{L}\p{N}]/u.test(sign) ? sign : "-"} ${joinLines(body.lines)}`;
    const size = Math.max(...body.lines.map((line) => line.size));
    items.push({ type: "item", text, lines, top: mark.top, size, isBold: false, level: null });
  }
  return items;
}

/** Cells are put into columns by where they lie. */
function tableBlock(rows: readonly Chunk[][]): PdfBlock {
  const columns = columnsOf(rows);
  const lines = rows.map((row) => {
    const cells = Array<string>(columns.length).fill("");
    for (const cell of row) {
      const middle = (cell.left + cell.right) / 2;
      let best = columns.findIndex(({ left, right }) => middle >= left && middle <= right);
      if (best < 0) best = nearest(columns, middle);
      const text = joinLines(cell.lines);
      cells[best] = cells[best] === "" ? text : `${cells[best]} ${text}`;
    }
    return tableLine(cells);
  });
  const all = rows.flat();
  const segments = all.flatMap((chunk) => chunk.lines);
  return {
    type: "table",
    text: lines.join("\n"),
    lines: segments,
    top: Math.min(...all.map(({ top }) => top)),
    size: Math.max(...segments.map(({ size }) => size)),
    isBold: false,
    level: null,
  };
}

/** The stretches across the page that cells cover; cells that span several of them (titles, totals) do not count. */
function columnsOf(rows: readonly Chunk[][]): { left: number; right: number }[] {
  const most = Math.max(...rows.map((row) => row.length));
  const full = rows.filter((row) => row.length === most).flat();
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of full.toSorted((one, other) => one.left - other.left)) {
    const last = columns.at(-1);
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function nearest(columns: readonly { left: number; right: number }[], middle: number): number {
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { left, right }] of columns.entries()) {
    const own = Math.min(Math.abs(left - middle), Math.abs(right - middle));
    if (own < distance) [best, distance] = [index, own];
  }
  return best;
}
