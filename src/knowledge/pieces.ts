/** Cuts blocks that are too long for one passage: at sentences, items, rows or lines, as their type allows. */
import type { Block } from "./blocks.ts";
import { estimateTokens } from "./tokens.ts";

/** A stretch of a block. `start` and `end` are offsets in the block's text; `text` may repeat a table's header. */
export type Piece = { text: string; start: number; end: number };

/** How much of a torn sentence is said again where it goes on, in characters. */
const overlap = 120;
const sentence = /[^.!?。！？…\n]*(?:[.!?…]+["'”’»)\]]*(?=\s|$)\s*|[。！？]+["'”’」』）]*\s*|\n+|[.!?…]+)/guy;

/** The block in pieces of at most `limit` tokens (a torn sentence's overlap aside), in order; whole when it fits. */
export function piecesOf(block: Block, limit: number): Piece[] {
  const { text } = block;
  if (estimateTokens(text) <= limit) return [{ text, start: 0, end: text.length }];
  switch (block.type) {
    case "table":
      return tablePieces(text, block.headerRows ?? 1, limit);
    case "list":
    case "code":
      return packed(text, lines(text), limit);
    default:
      return packed(text, sentences(text), limit);
  }
}

type Range = { start: number; end: number };

/** Ranges that fit are put together; one that does not is torn at words, and what was said last is said again. */
function packed(text: string, ranges: readonly Range[], limit: number): Piece[] {
  const pieces: Piece[] = [];
  let open: Range[] = [];
  let tokens = 0;
  const close = () => {
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined) pieces.push(pieceOf(text, { start: first.start, end: last.end }));
    open = [];
    tokens = 0;
  };
  for (const range of ranges) {
    const size = estimateTokens(text.slice(range.start, range.end));
    if (tokens + size > limit) close();
    if (size > limit) pieces.push(...torn(text, range, limit));
    else {
      open.push(range);
      tokens += size;
    }
  }
  close();
  return pieces.filter((piece) => piece.text !== "");
}

function pieceOf(text: string, { start, end }: Range): Piece {
  const stretch = text.slice(start, end);
  const lead = stretch.length - stretch.trimStart().length;
  // Indentation at the head of a list or of code has a meaning: only line ends are taken away there.
  const from = start + (stretch.slice(0, lead).lastIndexOf("\n") + 1);
  const trimmed = text.slice(from, end).trimEnd();
  return { text: trimmed, start: from, end: from + trimmed.length };
}

function torn(text: string, range: Range, limit: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = range.start; start < range.end; ) {
    const end = wordEnd(text, start, Math.min(range.end, start + charactersFor(text, start, limit)));
    pieces.push(pieceOf(text, { start, end }));
    if (end >= range.end) break;
    const again = text.indexOf(" ", Math.max(start + 1, end - overlap)) + 1;
    start = again > start && again < end ? again : end;
  }
  return pieces;
}

/** How many characters from `start` make `limit` tokens, judged by the first few thousand. */
function charactersFor(text: string, start: number, limit: number): number {
  const sample = text.slice(start, start + 2_000);
  return Math.max(1, Math.floor((sample.length / Math.max(1, estimateTokens(sample))) * limit * 0.95));
}

/** The last place before `end` where a word ends, or `end` itself (never between the halves of a surrogate pair). */
function wordEnd(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(" ", end);
  if (space > start + (end - start) / 2) return space;
  const code = text.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff && end - 1 > start ? end - 1 : end;
}

function sentences(text: string): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  sentence.lastIndex = 0;
  for (const match of text.matchAll(sentence)) {
    const end = match.index + match[0].length;
    if (end === start) break;
    ranges.push({ start, end });
    start = end;
  }
  if (start < text.length) ranges.push({ start, end: text.length });
  return ranges;
}

function lines(text: string): Range[] {
  const ranges: Range[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    ranges.push({ start, end });
    start = end;
  }
  return ranges;
}

function tablePieces(text: string, headerRows: number, limit: number): Piece[] {
  const rows = lines(text);
  const headerEnd = rows[headerRows - 1]?.end ?? 0;
  const header = text.slice(0, headerEnd);
  const headerTokens = estimateTokens(header);
  // A header that fills a passage by itself (a sheet of hundreds of columns) is not worth saying again.
  const repeats = headerRows > 0 && headerTokens <= limit / 2;
  const body = repeats ? rows.slice(headerRows) : rows;
  const pieces = packed(text, body, repeats ? limit - headerTokens : limit);
  if (!repeats) return pieces;
  return pieces.map((piece, index) => ({
    text: header + piece.text,
    start: index === 0 ? 0 : piece.start,
    end: piece.end,
  }));
}
