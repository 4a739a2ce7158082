/** Plain text to blocks: paragraphs, lists, and headings as far as they can be guessed. */
import { type Block, createHeadingTrail, type ExtractedDocument, type Locator } from "./blocks.ts";
import { cleanSource, firstTitle } from "./markdown.ts";
import { tableLine } from "./table-line.ts";

const longestHeading = 90;
const listItem = /^\s*(?:[-*•‣◦–]|\d{1,3}[.)]|[a-z][.)])\s+\S/u;
const numberedHeading = /^(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+\p{L}/u;
const namedHeading = /^(?:chapter|part|section|appendix|annex|kapitel|teil|abschnitt|anhang|§)\s*[\dIVXA-Z]+\b/iu;
const sentenceEnd = /[.!?;,…。！？]["'”’)]*$/u;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Reads plain text. A form feed begins a new page; lines wrapped by hand are joined again. */
export function extractText(source: string): ExtractedDocument {
  const pages = cleanSource(source).split("\f");
  const paged = pages.length > 1;
  const trail = createHeadingTrail();
  const blocks: Block[] = [];
  const readGroup = (lines: readonly string[], around: Around, locator: Locator) => {
    const heading = headingOf(lines, around);
    if (heading !== null) {
      const headingPath = trail.open(heading.level, heading.text);
      const { level, text } = heading;
      blocks.push({ type: "heading", text, level, headingPath, headingSource: "guess", locator });
      const rest = lines.slice(heading.lines);
      if (rest.length > 0) readGroup(rest, { ...around, isFirst: false, previous: null }, locator);
      return;
    }
    for (const block of bodyOf(lines)) blocks.push({ ...block, headingPath: trail.path(), locator });
  };
  for (const [number, page] of pages.entries()) {
    const locator: Locator = paged ? { page: number + 1 } : {};
    const groups = page
      .split(/\n[ \t]*(?:\n[ \t]*)+/u)
      .map((group) => group.split("\n").filter((line) => line.trim() !== ""))
      .filter((lines) => lines.length > 0);
    for (const [index, lines] of groups.entries()) {
      const isFirst = number === 0 && index === 0;
      readGroup(lines, { isFirst, previous: groups[index - 1] ?? null, following: groups[index + 1] ?? null }, locator);
    }
  }
  return { kind: "text", title: firstTitle(blocks), pageCount: paged ? pages.length : null, remarks: [], blocks };
}

type Around = { isFirst: boolean; previous: string[] | null; following: string[] | null };
type Heading = { level: number; text: string /** How many lines it takes, its underline included. */; lines: number };

function headingOf(lines: readonly string[], around: Around): Heading | null {
  const text = lines[0]?.trim() ?? "";
  const second = lines[1]?.trim() ?? "";
  if (text.length > longestHeading || !/\p{L}/u.test(text)) return null;
  if (/^={3,}$/u.test(second)) return { level: 1, text, lines: 2 };
  if (/^(?:-{3,}|~{3,})$/u.test(second)) return { level: 2, text, lines: 2 };
  if (isShouted(text) && !listItem.test(text)) return { level: 2, text, lines: 1 };
  if (lines.length > 1 || around.following === null || sentenceEnd.test(text)) return null;
  if (namedHeading.test(text)) return { level: 1, text, lines: 1 };
  const number = numberedHeading.exec(text)?.[1];
  if (number !== undefined) {
    // "1. …", blank line, "2. …" is a list with air in it, not a row of empty sections.
    const isAlone = ![around.previous, around.following].some(
      (group) => depthOf(group?.[0]) === number.split(".").length,
    );
    return isAlone ? { level: Math.min(6, number.split(".").length + 1), text, lines: 1 } : null;
  }
  return around.isFirst && !listItem.test(text) && !text.includes("\t") ? { level: 1, text, lines: 1 } : null;
}

/** How many numbers a numbered line begins with: 2 for "1.2 Passwords"; null for other lines. */
function depthOf(line = ""): number | null {
  return numberedHeading.exec(line.trim())?.[1]?.split(".").length ?? null;
}

/** ALL CAPS, with enough letters that it is no abbreviation. Scripts without case do not count. */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 4 && letters.every((letter) => /\p{Lu}/u.test(letter)) && !/[.!?]$/u.test(text);
}

function bodyOf(lines: readonly string[]): Pick<Block, "type" | "text">[] {
  const columns = (lines[0] ?? "").split("\t").length;
  if (lines.length > 1 && columns > 1 && lines.every((line) => line.split("\t").length === columns)) {
    return [{ type: "table", text: lines.map((line) => tableLine(line.split("\t"))).join("\n") }];
  }
  const firstItem = lines.findIndex((line) => listItem.test(line));
  // One marked line is a list only when it stands alone: "1. Oktober …" may begin any line of prose.
  const items = lines.filter((line) => listItem.test(line)).length;
  if (firstItem < 0 || (items === 1 && lines.length > 1 && firstItem > 0)) {
    return [{ type: "paragraph", text: joinWrapped(lines) }];
  }
  const intro = lines.slice(0, firstItem);
  const list = { type: "list", text: listText(lines.slice(firstItem)) } as const;
  return intro.length > 0 ? [{ type: "paragraph", text: joinWrapped(intro) }, list] : [list];
}

function listText(lines: readonly string[]): string {
  const items: string[][] = [];
  for (const line of lines) {
    const item = items.at(-1);
    if (listItem.test(line) || item === undefined) {
      const depth = Math.min(4, Math.floor((line.length - line.trimStart().length) / 2));
      items.push(["  ".repeat(depth) + line.trim().replace(/^[*•‣◦–]\s+/u, "- ")]);
    } else item.push(line.trim());
  }
  return items.map(joinWrapped).join("\n");
}

function joinWrapped(lines: readonly string[]): string {
  let before = "";
  const pieces = lines.map((line, index) => {
    const next = index === 0 ? line.trimEnd() : line.trim();
    const space = index === 0 || (cjk.test(before) && cjk.test(next[0] ?? "")) ? "" : " ";
    before = next.at(-1) ?? "";
    return space + next;
  });
  return pieces.join("");
}
