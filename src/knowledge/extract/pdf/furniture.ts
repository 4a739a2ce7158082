/** Headers, footers and page numbers: lines that come again on page after page, at the same height, at its edge. */
import type { Segment } from "./segments.ts";

export type PageLines = { segments: Segment[]; height: number };

/** How much of a page its edges are. */
const edge = 0.12;
const fewestPages = 3;

/** Takes them out of the pages, in place. `bodySize` is the size of most letters: large lines are titles, not furniture. */
export function removeFurniture(pages: readonly PageLines[], bodySize: number): void {
  if (pages.length < fewestPages) return;
  const seen = new Map<string, number>();
  const keysOf = (page: PageLines) =>
    page.segments.map((segment) => (isAtEdge(segment, page) ? keyOf(segment, page) : null));
  const keys = pages.map(keysOf);
  for (const own of keys) {
    for (const key of new Set(own)) if (key !== null) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  for (const [index, page] of pages.entries()) {
    page.segments = page.segments.filter((segment, place) => {
      const key = keys[index]?.[place] ?? null;
      const count = key === null ? 0 : (seen.get(key) ?? 0);
      if (count < fewestPages) return true;
      // Slides repeat their titles in large letters: those go only when nearly all have the same.
      return segment.size > bodySize * 1.2 ? count < pages.length * 0.6 : count < pages.length * 0.05;
    });
  }
}

function isAtEdge({ baseline }: Segment, { height }: PageLines): boolean {
  return baseline < height * edge || baseline > height * (1 - edge);
}

/** The words without their numbers, and the height to within a few points, which differs a little between left and right pages. */
function keyOf(segment: Segment, page: PageLines): string | null {
  const text = segment.text
    .toLowerCase()
    .replace(/\d+/g, "#")
    .replace(/\b[ivxl]{1,6}\b/g, "#")
    .replace(/\s+/g, " ")
    .trim();
  if (text.length > 150) return null;
  const fromEdge = segment.baseline < page.height / 2 ? segment.baseline : segment.baseline - page.height;
  return `${Math.round(fromEdge / 6)} ${text}`;
}
