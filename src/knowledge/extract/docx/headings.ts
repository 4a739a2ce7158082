/** Settles what is a heading: as the styles say, or, in a document that uses none, by what stands out. */
import { isCaption } from "../captions.ts";
import type { Sink } from "../sink.ts";
import type { BodyBlock } from "./body.ts";

const longestGuess = 120;

/** Writes a document's blocks to the sink. */
export function writeBlocks(blocks: readonly BodyBlock[], sink: Sink): void {
  const isStyled = blocks.some((block) => block.type === "heading" && !block.isTitle);
  const guesses = isStyled ? new Map<BodyBlock, number>() : guessHeadings(blocks);
  for (const block of blocks) {
    switch (block.type) {
      case "heading":
        sink.heading(block.text, block.level, "style", {}, block.isHidden);
        if (block.isTitle) sink.title(block.text);
        break;
      case "list":
        sink.add("list", block.items.join("\n"), { hidden: block.isHidden });
        break;
      case "table":
        sink.add("table", block.text, { headerRows: block.headerRows });
        break;
      case "note":
        sink.add("note", block.text);
        break;
      default: {
        const level = guesses.get(block);
        if (level !== undefined) sink.heading(block.text, level, "guess");
        else sink.add("paragraph", block.text, { hidden: block.isHidden });
      }
    }
  }
}

/** Short paragraphs that are bold or large, and that something follows. Larger ones stand higher. */
function guessHeadings(blocks: readonly BodyBlock[]): Map<BodyBlock, number> {
  const body = usualSize(blocks);
  const candidates = new Map<BodyBlock, number>();
  for (const [index, block] of blocks.entries()) {
    if (block.type !== "paragraph" || block.isHidden || blocks[index + 1] === undefined) continue;
    const size = block.size ?? body;
    const text = block.text.trim();
    if (
      text.length > longestGuess ||
      isCaption(text) ||
      !/\p{L}{2}/u.test(text) ||
      /[.,;!]$/.test(text) ||
      text.includes("\n")
    )
      continue;
    if (size >= body * 1.15 || block.isBold) candidates.set(block, size);
  }
  // Where most of a document stands out, nothing does.
  const paragraphs = blocks.filter(({ type }) => type === "paragraph").length;
  if (candidates.size > paragraphs * 0.5) return new Map();
  const sizes = [...new Set(candidates.values())].toSorted((one, other) => other - one);
  return new Map([...candidates].map(([block, size]) => [block, Math.min(3, sizes.indexOf(size) + 1)]));
}

function usualSize(blocks: readonly BodyBlock[]): number {
  const letters = new Map<number, number>();
  for (const block of blocks) {
    if (block.type !== "paragraph") continue;
    const size = block.size ?? 22;
    letters.set(size, (letters.get(size) ?? 0) + block.text.length);
  }
  return [...letters].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? 22;
}
