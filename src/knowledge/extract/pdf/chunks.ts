/** Puts a page's pieces of text together: lines that run on under one another, rows of cells side by side. */
import { inReadingOrder } from "./order.ts";
import type { Segment } from "./segments.ts";

/** Lines under one another that belong together: a paragraph or several, a cell of a table, a column. */
export type Chunk = { lines: Segment[]; left: number; right: number; top: number; bottom: number };
export type Region = { type: "text"; chunk: Chunk } | { type: "table"; rows: Chunk[][] };

/** The regions of a page, in reading order: that of the file, unless it jumps between columns line by line. */
export function regionsOf(segments: readonly Segment[]): Region[] {
  const rows = rowsOf(chunksOf(segments));
  const regions: Region[] = [];
  for (let index = 0; index < rows.length; ) {
    const run = tabularRun(rows, index);
    if (run.length > 1) {
      if (areColumns(run)) regions.push(...columnsOf(run).map((chunk) => ({ type: "text", chunk }) as const));
      else regions.push({ type: "table", rows: run });
      index += run.length;
      continue;
    }
    for (const chunk of joinedCells(rows[index] ?? [])) regions.push({ type: "text", chunk });
    index += 1;
  }
  return mergedText(inReadingOrder(regions));
}

/** Consecutive lines, each a little under the last and not beside it. */
function chunksOf(segments: readonly Segment[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const segment of segments) {
    const chunk = chunks.at(-1);
    const last = chunk?.lines.at(-1);
    if (chunk !== undefined && last !== undefined && isUnder(chunk, last, segment)) {
      chunk.lines.push(segment);
      chunk.left = Math.min(chunk.left, segment.left);
      chunk.right = Math.max(chunk.right, segment.right);
      chunk.bottom = Math.max(chunk.bottom, segment.baseline);
    } else {
      if (chunk !== undefined) chunks.push(...partedBeside(chunk, segment).slice(1));
      chunks.push(chunkOf([segment]));
    }
  }
  return chunks;
}

/** What lies beside a later line of a chunk begins a row with that line: the lines above it are text of their own. Changes the chunk. */
function partedBeside(chunk: Chunk, next: Segment): Chunk[] {
  const at = chunk.lines.findIndex(
    (line) => Math.abs(line.baseline - next.baseline) < Math.max(line.size, next.size) * 0.3 && next.left > line.right,
  );
  if (at <= 0) return [chunk];
  const below = chunkOf(chunk.lines.splice(at));
  Object.assign(chunk, chunkOf(chunk.lines));
  return [chunk, below];
}

function isUnder(chunk: Chunk, last: Segment, next: Segment): boolean {
  const size = Math.max(last.size, next.size);
  const step = next.baseline - last.baseline;
  if (step < size * 0.5 || step > size * 2.2) return false;
  return next.left < chunk.right && next.right > chunk.left;
}

function chunkOf(lines: Segment[]): Chunk {
  return {
    lines,
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    top: Math.min(...lines.map(({ baseline, size }) => baseline - size)),
    bottom: Math.max(...lines.map(({ baseline }) => baseline)),
  };
}

/** Chunks that stand side by side, each to the right of the one before. */
function rowsOf(chunks: readonly Chunk[]): Chunk[][] {
  const rows: Chunk[][] = [];
  for (const chunk of chunks) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    const last = row?.at(-1);
    if (row !== undefined && first !== undefined && last !== undefined && isBeside(first, last, chunk)) row.push(chunk);
    else rows.push([chunk]);
  }
  return rows;
}

function isBeside(first: Chunk, last: Chunk, next: Chunk): boolean {
  if (next.left < last.right - 1) return false;
  const overlap = Math.min(last.bottom, next.bottom) - Math.max(last.top, next.top);
  const lower = Math.min(last.bottom - last.top, next.bottom - next.top);
  return overlap > lower * 0.5 && first.lines.length <= 12 && next.lines.length <= 12;
}

/** Rows from `start` on that make a table or columns: at least two with several cells, their edges in line. */
function tabularRun(rows: readonly Chunk[][], start: number): Chunk[][] {
  const run: Chunk[][] = [];
  for (let index = start; index < rows.length; index += 1) {
    const row = rows[index] ?? [];
    const last = run.at(-1);
    if (last === undefined) {
      if (row.length < 2) break;
      run.push(row);
      continue;
    }
    const step = top(row) - Math.max(...last.map(({ bottom }) => bottom));
    const size = row[0]?.lines[0]?.size ?? 10;
    if (step > size * 3 || step < -size * 0.8) break;
    // A row with one cell belongs when it is no wider than a cell and more rows follow.
    const isCell = row.length > 1 ? sharesEdges(run, row) : isNarrow(run, row) && (rows[index + 1]?.length ?? 0) > 1;
    if (!isCell) break;
    run.push(row);
  }
  while (run.length > 0 && (run.at(-1)?.length ?? 0) < 2) run.pop();
  return run;
}

function top(row: readonly Chunk[]): number {
  return Math.min(...row.map((chunk) => chunk.top));
}

function sharesEdges(run: readonly Chunk[][], row: readonly Chunk[]): boolean {
  const known = run.flat();
  const aligned = row.filter((cell) =>
    known.some(
      (other) =>
        Math.abs(other.left - cell.left) < 6 ||
        Math.abs(other.right - cell.right) < 6 ||
        Math.abs(other.left + other.right - cell.left - cell.right) < 12,
    ),
  );
  return aligned.length >= row.length * 0.5;
}

function isNarrow(run: readonly Chunk[][], row: readonly Chunk[]): boolean {
  const [cell] = row;
  if (cell === undefined) return false;
  const all = chunkOf(run.flat(2).flatMap(({ lines }) => lines));
  return cell.right - cell.left < (all.right - all.left) * 0.6 && cell.lines.length <= 3 && sharesEdges(run, row);
}

/** Two columns of prose that the file draws line by line: long lines that fill their column. */
function areColumns(run: readonly Chunk[][]): boolean {
  const pairs = run.filter((row) => row.length === 2);
  if (pairs.length < 4 || pairs.length < run.length * 0.8) return false;
  return [0, 1].every((side) => {
    const cells = pairs.flatMap((row) => row[side] ?? []);
    const lines = cells.flatMap(({ lines }) => lines);
    const width = Math.max(...cells.map(({ right }) => right)) - Math.min(...cells.map(({ left }) => left));
    const full = lines.filter((line) => line.right - line.left > width * 0.75 && line.text.length > 20);
    return full.length > lines.length * 0.6;
  });
}

function columnsOf(run: readonly Chunk[][]): Chunk[] {
  const gutter = Math.min(...run.flatMap((row) => row[1]?.left ?? []));
  const cells = run.flat();
  const sides = [cells.filter(({ left }) => left < gutter), cells.filter(({ left }) => left >= gutter)];
  return sides.filter((side) => side.length > 0).map((side) => chunkOf(side.flatMap(({ lines }) => lines)));
}

/** A lone row of cells that are one line each reads as one line: a number and its heading, a name and its value. */
function joinedCells(row: readonly Chunk[]): Chunk[] {
  if (row.length < 2 || row.some(({ lines }) => lines.length > 1)) return [...row];
  const lines = row.flatMap((chunk) => chunk.lines);
  const [first] = lines;
  if (first === undefined) return [];
  const right = Math.max(...lines.map((line) => line.right));
  const longest = lines.toSorted((one, other) => other.text.length - one.text.length)[0] ?? first;
  const text = lines.map((line) => line.text).join(" ");
  return [chunkOf([{ ...first, text, right, font: longest.font, size: longest.size }])];
}

/** Text regions that follow one another downwards in the same column are read together. */
function mergedText(regions: readonly Region[]): Region[] {
  const merged: Region[] = [];
  for (const region of regions) {
    const last = merged.at(-1);
    const line = last?.type === "text" ? last.chunk.lines.at(-1) : undefined;
    const [next] = region.type === "text" ? region.chunk.lines : [];
    if (last?.type === "text" && region.type === "text" && line !== undefined && next !== undefined) {
      const step = next.baseline - line.baseline;
      const isBelow = step > 0 && step < Math.max(line.size, next.size) * 2.2;
      if (isBelow && next.left < last.chunk.right && next.right > last.chunk.left) {
        last.chunk = chunkOf([...last.chunk.lines, ...region.chunk.lines]);
        continue;
      }
    }
    merged.push(region);
  }
  return merged;
}
