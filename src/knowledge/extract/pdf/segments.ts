/** The pieces of text on a page: what stands on one line without a wide gap, in the order in which the file draws it. */

export type Segment = {
  text: string;
  left: number;
  right: number;
  /** Of the letters' feet, counted from the top of the page as it is shown. */
  baseline: number;
  /** Of the letters, in points. */
  size: number;
  /** The file's name for the font of most of its letters. */
  font: string;
  /** The file draws a space after it: where words are divided at will, a line may end within one. */
  endsWord: boolean;
  /** The id of the marked content that it begins in: what the structure tree refers to. */
  mark: string | null;
};

/** What is needed of a piece as pdf.js gives it. */
export type TextItem = {
  str: string;
  dir: string;
  transform: unknown[];
  width: number;
  fontName: string;
};
export type MarkItem = { type: string; id?: string; tag?: string };

type Placed = Omit<Segment, "endsWord" | "mark"> & { isRightToLeft: boolean };

/** A gap that no space between words is: in widths of the letters' size. */
const widestSpace = 1.4;
const narrowestSpace = 0.12;

export type SegmentCollector = {
  item(item: TextItem): void;
  mark(item: MarkItem): void;
  finish(): { segments: Segment[]; turned: Segment[] };
};

/** Collects the pieces of one page. `view` is the matrix from the page's space to the page as it is shown. */
export function collectSegments(view: readonly number[]): SegmentCollector {
  // Text may run upwards: tables on their side, stamps in the margin. Each direction is collected on its own.
  const directions = new Map<
    number,
    { segments: Segment[]; last: { segment: Segment; item: Placed } | null; letters: number }
  >();
  const marks: { id: string | null; isArtifact: boolean }[] = [];

  function place(item: TextItem): { direction: number; placed: Placed } | null {
    const numbers = item.transform.map(Number);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
    const across = [va * a + vc * b, vb * a + vd * b] as const;
    const up = [va * c + vc * d, vb * c + vd * d] as const;
    const x = va * e + vc * f + ve;
    const y = vb * e + vd * f + vf;
    const size = Math.hypot(...up) || Math.hypot(...across);
    if (!(size > 0) || !Number.isFinite(x + y + size + item.width)) return null;
    const direction = (Math.round(Math.atan2(across[1], across[0]) / (Math.PI / 2)) + 4) % 4;
    const [left, baseline] = [
      [x, y],
      [y, -x],
      [-x, -y],
      [-y, x],
    ][direction] ?? [x, y];
    const isRightToLeft = item.dir === "rtl";
    const placed = { text: readable(item.str), size, font: item.fontName, isRightToLeft };
    return {
      direction,
      placed: { ...placed, left: left ?? 0, right: (left ?? 0) + item.width, baseline: baseline ?? 0 },
    };
  }

  return {
    item(item) {
      // Spaces are seen by the gaps that they leave.
      if (item.str.trim() === "") {
        const last = directions.get(0)?.segments.at(-1);
        if (last !== undefined && item.str !== "") last.endsWord = true;
        return;
      }
      if (marks.some(({ isArtifact }) => isArtifact)) return;
      const found = place(item);
      if (found === null) return;
      const { direction, placed } = found;
      const lane = directions.get(direction) ?? { segments: [], last: null, letters: 0 };
      directions.set(direction, lane);
      if (lane.last !== null && isSameAgain(lane.last.item, placed)) return;
      lane.letters += placed.text.length;
      if (lane.last !== null && joins(lane.last.segment, lane.last.item, placed)) {
        append(lane.last.segment, placed);
        lane.last.item = placed;
        return;
      }
      const { text, left, right, baseline, size, font } = placed;
      const mark = marks.findLast(({ id }) => id !== null)?.id ?? null;
      const segment: Segment = { text, left, right, baseline, size, font, mark, endsWord: /\s$/.test(text) };
      lane.segments.push(segment);
      lane.last = { segment, item: placed };
    },
    mark(item) {
      if (item.type === "endMarkedContent") marks.pop();
      else marks.push({ id: item.id ?? null, isArtifact: item.tag === "Artifact" });
    },
    finish() {
      const lanes = [...directions.values()].toSorted((one, other) => other.letters - one.letters);
      return { segments: lanes[0]?.segments ?? [], turned: lanes.slice(1).flatMap(({ segments }) => segments) };
    },
  };
}

const pictorial: Readonly<Record<string, string>> = {
  "\uf0fc": "✓",
  "\uf0fe": "☒",
  "\uf0a8": "☐",
  "\uf0e0": "→",
  "\uf02d": "–",
};

/** Symbol fonts put their letters where no character is: nearly all of them are bullets. */
function readable(text: string): string {
  if (/^\p{L}?\p{Cc}\p{L}?$/u.test(text)) return "•";
  return text.replace(/[\uf000-\uf0ff]/g, (letter) => pictorial[letter] ?? "•");
}

/** The same letters in the same place: drawn twice to look bold. */
function isSameAgain(last: Placed, next: Placed): boolean {
  const near = next.size * 0.2;
  const isThere = Math.abs(last.left - next.left) < near && Math.abs(last.baseline - next.baseline) < near;
  return isThere && last.text === next.text;
}

/** Whether a piece goes on where the last one ended, on the same line (a little above or below, for raised figures). */
function joins(segment: Segment, last: Placed, next: Placed): boolean {
  const size = Math.max(last.size, next.size);
  if (Math.abs(next.baseline - segment.baseline) > size * 0.45) return false;
  const gap = gapBetween(segment, next);
  return gap < size * widestSpace && gap > -size * 0.6;
}

function gapBetween(segment: Segment, next: Placed): number {
  return next.isRightToLeft && next.right <= segment.left + next.size
    ? segment.left - next.right
    : next.left - segment.right;
}

function append(segment: Segment, next: Placed) {
  const isSpaced = /\s$/.test(segment.text) || /^\s/.test(next.text);
  const needsSpace = !isSpaced && gapBetween(segment, next) > Math.max(next.size, segment.size) * narrowestSpace;
  // The font of most letters, roughly: the longer of what was and what comes.
  if (next.text.length > segment.text.length) {
    segment.font = next.font;
    segment.size = next.size;
  }
  segment.text += (needsSpace ? " " : "") + next.text;
  segment.endsWord = /\s$/.test(next.text);
  segment.left = Math.min(segment.left, next.left);
  segment.right = Math.max(segment.right, next.right);
}
