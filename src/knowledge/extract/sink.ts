/** Where the readers of all formats put what they find: cleans it, counts it, and hands it on block by block. */
import type { DocumentRemark } from "../../course/document-remarks.ts";
import type { Block, BlockType, HeadingSource, Locator } from "../blocks.ts";
import { cleanLine, cleanProse, cleanShaped } from "./clean.ts";
import { tooLarge } from "./failures.ts";
import type { ExtractionLimits } from "./limits.ts";

/** A block without its heading path: that follows from the headings before it. */
export type SinkBlock = Omit<Block, "headingPath">;

export type Sink = {
  /** A heading, on one line; too long a text for one becomes a paragraph, an empty one nothing. `level` is brought into 1 to 6. */
  heading(text: string, level: number, source: HeadingSource, locator?: Locator, hidden?: boolean): void;
  /** Any other block; an empty one becomes nothing, very long prose becomes several. */
  add(
    type: Exclude<BlockType, "heading">,
    text: string,
    place?: { locator?: Locator; headerRows?: number; hidden?: boolean },
  ): void;
  /** Counts cells of tables. Throws `document_too_large`. */
  countCells(count: number): void;
  progress(done: number, total: number): void;
  /** What is left out; of each kind the last one stays. */
  remark(remark: DocumentRemark): void;
  /** The title that the document gives itself; the first one stays. */
  title(text: string): void;
  pages(count: number): void;
  /** What there is to say of the whole. */
  summary(): { title: string | null; pageCount: number | null; remarks: DocumentRemark[]; blocks: number };
};

const longestHeading = 300;
const longestProse = 20_000;

/** A sink that hands every block to `onBlock`. Its methods throw `document_too_large` past a limit. */
export function createSink(options: {
  limits: ExtractionLimits;
  onBlock(block: SinkBlock): void;
  onProgress(done: number, total: number): void;
}): Sink {
  const { limits } = options;
  const remarks = new Map<DocumentRemark["kind"], DocumentRemark>();
  let title: string | null = null;
  let pageCount: number | null = null;
  let characters = 0;
  let blocks = 0;
  let cells = 0;

  function put(block: SinkBlock) {
    characters += block.text.length;
    blocks += 1;
    if (characters > limits.characters) throw tooLarge("characters", limits.characters);
    if (blocks > limits.blocks) throw tooLarge("blocks", limits.blocks);
    options.onBlock(block);
  }

  return {
    heading(text, level, source, locator = {}, hidden = false) {
      const line = cleanLine(text);
      if (line === "") return;
      const hiddenMark = hidden ? { hidden } : {};
      if (line.length > longestHeading) return put({ type: "paragraph", text: line, locator, ...hiddenMark });
      const whole = Math.min(6, Math.max(1, Math.trunc(level) || 1));
      put({ type: "heading", text: line, level: whole, headingSource: source, locator, ...hiddenMark });
    },
    add(type, text, place = {}) {
      const isProse = type === "paragraph" || type === "note";
      const clean = isProse ? cleanProse(text) : cleanShaped(text);
      if (clean === "") return;
      const rest = {
        locator: place.locator ?? {},
        ...(place.hidden === true ? { hidden: true } : {}),
        ...(place.headerRows === undefined ? {} : { headerRows: place.headerRows }),
      };
      if (!isProse) return put({ type, text: clean, ...rest });
      for (const part of prosePieces(clean)) put({ type, text: part, ...rest });
    },
    countCells(count) {
      cells += count;
      if (cells > limits.cells) throw tooLarge("cells", limits.cells);
    },
    progress: options.onProgress,
    remark(remark) {
      remarks.set(remark.kind, remark);
    },
    title(text) {
      const line = cleanLine(text).slice(0, longestHeading);
      if (line !== "") title ??= line;
    },
    pages(count) {
      if (count >= 1) pageCount = count;
    },
    summary: () => ({ title, pageCount, remarks: [...remarks.values()], blocks }),
  };
}

/** Cuts prose that no author wrote as one paragraph, after a sentence or at least a word where there is one. */
function* prosePieces(text: string): Generator<string> {
  let rest = text;
  while (rest.length > longestProse) {
    const window = rest.slice(0, longestProse);
    const sentence = Math.max(window.lastIndexOf(". "), window.lastIndexOf("\n"), window.lastIndexOf("。"));
    const word = window.lastIndexOf(" ");
    let cut = longestProse;
    if (sentence > longestProse / 2) cut = sentence + 1;
    else if (word > longestProse / 2) cut = word;
    // Not between the halves of a character outside the basic plane.
    if (/[\ud800-\udbff]/.test(rest.charAt(cut - 1))) cut -= 1;
    yield rest.slice(0, cut).trim();
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") yield rest;
}
