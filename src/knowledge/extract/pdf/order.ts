/** The order in which the regions of a page are read, for files that draw them in another. */
import type { Chunk, Region } from "./chunks.ts";

type Box = { region: Region; left: number; right: number; top: number; bottom: number };

/**
 * Leaves the file's order alone where it goes down each column. Else regions are read as people do: from what spans the page to what
 * spans it next, and between them column by column.
 */
export function inReadingOrder(regions: Region[]): Region[] {
  const boxes = regions.map(boxOf);
  const goesBack = boxes.some((box, index) =>
    boxes.slice(0, index).some((before) => box.bottom < before.top && overlaps(box, before)),
  );
  if (!goesBack || boxes.length > 400) return regions;
  return ordered(boxes).map(({ region }) => region);
}

function ordered(boxes: readonly Box[]): Box[] {
  if (boxes.length < 2) return [...boxes];
  const columns = parted(boxes);
  if (columns !== null) return columns.flatMap(ordered);
  const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
  const fromTop = boxes.toSorted((one, other) => one.top - other.top);
  const spanning = fromTop.filter((box) => box.right - box.left > width * 0.6);
  if (spanning.length === 0 || spanning.length === boxes.length) return fromTop;
  const result: Box[] = [];
  let rest = fromTop.filter((box) => !spanning.includes(box));
  for (const span of spanning) {
    const above = rest.filter(({ top, bottom }) => (top + bottom) / 2 < (span.top + span.bottom) / 2);
    rest = rest.filter((box) => !above.includes(box));
    result.push(...ordered(above), span);
  }
  return [...result, ...ordered(rest)];
}

/** The two sides of a gutter that no region crosses; null where there is none. */
function parted(boxes: readonly Box[]): [Box[], Box[]] | null {
  const fromLeft = boxes.toSorted((one, other) => one.left - other.left);
  let reach = fromLeft[0]?.right ?? 0;
  for (const [index, box] of fromLeft.entries()) {
    if (index > 0 && box.left > reach + 6) return [fromLeft.slice(0, index), fromLeft.slice(index)];
    reach = Math.max(reach, box.right);
  }
  return null;
}

function overlaps(one: Box, other: Box): boolean {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 10;
}

function boxOf(region: Region): Box {
  const chunks: readonly Chunk[] = region.type === "text" ? [region.chunk] : region.rows.flat();
  return {
    region,
    left: Math.min(...chunks.map(({ left }) => left)),
    right: Math.max(...chunks.map(({ right }) => right)),
    top: Math.min(...chunks.map(({ top }) => top)),
    bottom: Math.max(...chunks.map(({ bottom }) => bottom)),
  };
}
