/** Cuts a document into passages along its structure, each with its place and its offsets in the document's text. */
import type { Place } from "../course/schema.ts";
import type { Block, ExtractedDocument, Locator } from "./blocks.ts";
import { piecesOf } from "./pieces.ts";
import { estimateTokens } from "./tokens.ts";

/** A passage before it is stored. `start` and `end` are offsets in the text of `documentText`. */
export type Chunk = { ordinal: number; place: Place; text: string; start: number; end: number };

/** In tokens: passages are near 200 to 400. Sections are kept apart even when shorter, unless they are tiny. */
export const chunkSizes = { aim: 320, most: 400, tiny: 60, merged: 240 } as const;
const separator = "\n\n";

type Part = { text: string; start: number; end: number; tokens: number; locator: Locator; gluesToNext: boolean };
/** What stands under one heading on one page. */
type Section = {
  path: string[];
  locator: Locator;
  heading: { text: string; start: number } | null;
  parts: Part[];
  tokens: number;
};

/** The text that passages' offsets count in: what a reader sees, block after block. */
export function documentText({ blocks }: Pick<ExtractedDocument, "blocks">): string {
  return readable(blocks)
    .map(({ text }) => text)
    .join(separator);
}

/**
 * The passages of a document, in order. A page, slide or sheet is never crossed, nor a heading, but for sections too
 * short to stand alone, which join a neighbour under the same parent; a table's header is repeated where rows go on.
 */
export function chunk({ blocks }: Pick<ExtractedDocument, "blocks">): Chunk[] {
  const chunks: Chunk[] = [];
  for (const group of grouped(sectionsOf(readable(blocks)))) {
    for (const parts of packed(group.flatMap(partsWithHeading(group.length > 1)))) {
      const [first] = parts;
      const last = parts.at(-1);
      if (first === undefined || last === undefined) continue;
      const text = parts.map((part) => part.text).join(separator);
      chunks.push({ ordinal: chunks.length, place: placeOf(group), text, start: first.start, end: last.end });
    }
  }
  return chunks;
}

function readable(blocks: readonly Block[]): Block[] {
  return blocks.filter(({ hidden, text }) => hidden !== true && text.trim() !== "");
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let offset = 0;
  // Headings wait for text; a heading without any is kept in the path of what follows, or says itself at the end.
  let heading: Section["heading"] = null;
  for (const block of blocks) {
    const start = offset;
    offset += block.text.length + separator.length;
    if (block.type === "heading") {
      const path = [...block.headingPath, block.text];
      heading = { text: block.text, start };
      sections.push({ path, locator: block.locator, heading, parts: [], tokens: 0 });
      continue;
    }
    let section = sections.at(-1);
    if (section === undefined || !isSame(section, block)) {
      section = { path: block.headingPath, locator: block.locator, heading: null, parts: [], tokens: 0 };
      sections.push(section);
    }
    if (section.parts.length === 0) section.locator = block.locator;
    for (const piece of piecesOf(block, chunkSizes.most)) {
      const tokens = estimateTokens(piece.text);
      section.tokens += tokens;
      section.parts.push({
        text: piece.text,
        start: start + piece.start,
        end: start + piece.end,
        tokens,
        locator: block.locator,
        gluesToNext: block.type === "paragraph" && /[:：]\s*$/u.test(block.text),
      });
    }
  }
  const written = sections.filter(({ parts }) => parts.length > 0);
  return written.length > 0 ? written : sections.map(saysItself);
}

/** A document of headings alone is still worth finding. */
function saysItself(section: Section): Section {
  const { heading, locator } = section;
  if (heading === null) return section;
  const tokens = estimateTokens(heading.text);
  const part = { ...heading, end: heading.start + heading.text.length, tokens, locator, gluesToNext: false };
  return { ...section, path: section.path.slice(0, -1), heading: null, tokens, parts: [part] };
}

function isSame(section: Section, block: Block): boolean {
  const samePath = section.path.length === block.headingPath.length && isPrefix(section.path, block.headingPath);
  return samePath && (section.parts.length === 0 || isSamePage(section.locator, block.locator));
}

function isSamePage(left: Locator, right: Locator): boolean {
  return (
    left.page === right.page &&
    left.slide === right.slide &&
    left.sheet === right.sheet &&
    left.chapter === right.chapter
  );
}

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.every((name, index) => long[index] === name);
}

/** Puts tiny sections together with neighbours under the same parent. */
function grouped(sections: readonly Section[]): Section[][] {
  const groups: Section[][] = [];
  for (const section of sections) {
    const group = groups.at(-1);
    const tokens = group?.reduce((sum, member) => sum + member.tokens, 0) ?? 0;
    if (group !== undefined && joins(group, tokens, section)) group.push(section);
    else groups.push([section]);
  }
  return groups;
}

function joins(group: readonly Section[], tokens: number, section: Section): boolean {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined || tokens + section.tokens > chunkSizes.merged) return false;
  if (!isSamePage(first.locator, section.locator)) return false;
  const isNear = isPrefix(parentOf(first.path), section.path) && section.path.length >= first.path.length;
  return isNear && (section.tokens < chunkSizes.tiny || tokens < chunkSizes.tiny);
}

function parentOf(path: readonly string[]): readonly string[] {
  return path.slice(0, -1);
}

/** Where several sections share a passage each begins with its heading; one alone carries its heading in its place. */
function partsWithHeading(shared: boolean): (section: Section) => Part[] {
  return (section) => {
    const [first, ...rest] = section.parts;
    if (!shared || section.heading === null || first === undefined) return section.parts;
    const { text, start } = section.heading;
    return [{ ...first, text: `${text}\n${first.text}`, start, tokens: first.tokens + estimateTokens(text) }, ...rest];
  };
}

/** Packs parts into passages of nearly equal size, so that no crumb is left at the end of a section. */
function packed(parts: readonly Part[]): Part[][] {
  const total = parts.reduce((sum, { tokens }) => sum + tokens, 0);
  const aim = total <= chunkSizes.most ? total : total / Math.ceil(total / chunkSizes.aim);
  const passages: Part[][] = [];
  let open: Part[] = [];
  let tokens = 0;
  for (const part of parts) {
    const previous = open.at(-1);
    const isGlued = previous?.gluesToNext === true && tokens + part.tokens <= chunkSizes.most;
    const isFull = tokens + part.tokens > chunkSizes.most || tokens + part.tokens / 2 > aim;
    if (open.length > 0 && isFull && !isGlued) {
      // "The following:" goes with what follows.
      const carried = previous?.gluesToNext === true && open.length > 1 ? open.splice(-1) : [];
      passages.push(open);
      open = carried;
      tokens = carried.reduce((sum, { tokens: size }) => sum + size, 0);
    }
    open.push(part);
    tokens += part.tokens;
  }
  if (open.length > 0) passages.push(open);
  return passages;
}

/** The place of the group's largest section. */
function placeOf(group: readonly Section[]): Place {
  const largest = group.reduce<Section | null>(
    (best, section) => (best === null || section.tokens > best.tokens ? section : best),
    null,
  );
  const path = largest?.path ?? [];
  const { page, slide, sheet, chapter } = largest?.locator ?? {};
  return {
    heading_path: path.length === 0 && chapter !== undefined ? [chapter] : path,
    page: page ?? null,
    slide: slide ?? null,
    sheet: sheet ?? null,
  };
}
