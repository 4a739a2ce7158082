/** What stands in a passage: its sentences, lists and tables, as plain text. */
import { clean, withoutNumber } from "./clean.ts";

export type List = {
  /** The line above it, without its colon; empty when there is none. */ intro: string;
  ordered: boolean;
  items: string[];
};
export type Table = { header: string[]; rows: string[][] };
export type Stretch = {
  /** Headings inside the text, above this stretch, outermost first. */
  path: string[];
  sentences: string[];
  lists: List[];
  tables: Table[];
};

/** A passage longer than this is read up to here: more adds nothing to a draft. */
const readLimit = 8_000;
const headingLine = /^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;
const itemLine = /^\s*(?:([-*+•‣▪◦–])|(\d{1,2}|[a-z])[.)])\s+(.+)$/;
const tableRule = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** Reads Markdown or plain text into stretches, one for each heading inside it; the first may have none. */
export function readPassage(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  const path: { level: number; title: string }[] = [];
  let lines: string[] = [];
  let fenced = false;
  const close = () => {
    const stretch = readStretch(lines);
    lines = [];
    if (stretch.sentences.length + stretch.lists.length + stretch.tables.length > 0) {
      stretches.push({ ...stretch, path: path.map(({ title }) => title) });
    }
  };
  const source = text.slice(0, readLimit).split(/\r\n|[\n\r\u2028\u2029]/);
  for (const [index, line] of source.entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    else if (fenced) continue;
    else {
      const heading = headingLine.exec(line) ?? lonelyHeading(source, index);
      const title = withoutNumber(clean(heading?.[2] ?? ""));
      if (heading === null || title === "") lines.push(line.replace(/^\s*>+\s?/, ""));
      else {
        close();
        const level = heading[1]?.length ?? 1;
        while ((path.at(-1)?.level ?? 0) >= level) path.pop();
        path.push({ level, title });
      }
    }
  }
  close();
  return stretches;
}

/** A short line without a full stop after an empty line is a heading that has lost its marks. */
function lonelyHeading(lines: readonly string[], index: number): readonly [string, string, string] | null {
  const line = lines[index]?.trim() ?? "";
  const next = lines[index + 1]?.trim() ?? "";
  const follows = (lines[index - 1] ?? "").trim() === "" && lines.slice(index + 1).some((later) => later.trim() !== "");
  // A line that text follows at once may also be the first of a wrapped paragraph: those are longer.
  const limit = next === "" ? 80 : /^\p{Lu}/u.test(next) ? 60 : 0;
  const short = line.length <= limit && line.split(/\s+/).length <= 9;
  if (!follows || !short || !/^[\p{Lu}\p{N}]/u.test(line) || /[.!,;:|]$/.test(line) || itemLine.test(line)) return null;
  return line.includes(" | ") ? null : [line, "######", line];
}

function readStretch(lines: readonly string[]): Omit<Stretch, "path"> {
  const sentences: string[] = [];
  const lists: List[] = [];
  const tables: Table[] = [];
  let paragraph: string[] = [];
  let list: List | null = null;
  let table: string[][] | null = null;
  const closeParagraph = () => {
    sentences.push(...sentencesOf(clean(paragraph.join(" "))));
    paragraph = [];
  };
  const closeBlocks = () => {
    if (list !== null && list.items.length > 0) lists.push(list);
    if (table !== null) {
      const [header, ...rows] = table;
      if (header !== undefined && rows.length > 0) tables.push({ header, rows });
    }
    list = null;
    table = null;
  };
  for (const line of lines) {
    const item = itemLine.exec(line);
    const cells = cellsOf(line);
    if (tableRule.test(line)) continue;
    if (cells !== null) {
      closeParagraph();
      if (table === null) closeBlocks();
      const open: string[][] = table ?? [];
      open.push(cells);
      table = open;
    } else if (item !== null) {
      closeParagraph();
      if (table !== null) closeBlocks();
      const intro: string = list === null ? introOf(sentences) : "";
      const open: List = list ?? { intro, ordered: item[2] !== undefined, items: [] };
      const text = clean(item[3] ?? "");
      if (text !== "") open.items.push(text);
      list = open;
    } else if (line.trim() === "") {
      closeParagraph();
      if (table !== null) closeBlocks();
    } else if (list !== null && /^\s{2,}\S/.test(line)) {
      const open: List = list;
      const last = open.items.pop() ?? "";
      open.items.push(`${last} ${clean(line)}`.trim());
    } else {
      closeBlocks();
      paragraph.push(line);
    }
  }
  closeParagraph();
  closeBlocks();
  return { sentences: sentences.map((text) => text.replace(/:$/, ".")), lists, tables };
}

/** A short line that ends with a colon belongs to the list below it: it is taken off the sentences. */
function introOf(sentences: string[]): string {
  const last = sentences.at(-1) ?? "";
  if (!last.endsWith(":")) return "";
  if (last.split(" ").length <= 8) sentences.pop();
  return last.slice(0, -1);
}

function cellsOf(line: string): string[] | null {
  const bare = line.trim();
  if (
    (bare.match(/\|/g) ?? []).length < (bare.startsWith("|") ? 2 : 1) ||
    (!bare.startsWith("|") && !/ \| /.test(bare))
  ) {
    return null;
  }
  const cells = bare
    .replace(/^\||\|$/g, "")
    .split("|")
    .map(clean);
  return cells.some((cell) => cell !== "") ? cells : null;
}

const abbreviations =
  /(?:\b(?:e\.g|i\.e|etc|vs|no|nr|dr|prof|mr|mrs|ms|st|approx|incl|inkl|evtl|sog|tel|ca|bzw|usw|ggf|vgl|abs|art|z\.\s?b|d\.\s?h|u\.\s?a)|\b\p{L}|(?:^|\b(?:am|vom|zum|bis|ab|seit|im|de[rnms]|die|das|jede[rs]?|und|no|nr|abs|art)\s)\d{1,2})\.$/iu;

/** The sentences of a line of plain text. */
function sentencesOf(text: string): string[] {
  const pieces = text.split(/(?<=[.!?:…][”"’)]?)\s+(?=[\p{Lu}\p{N}“„"(])|(?<=[。！？])/u);
  const sentences: string[] = [];
  for (const piece of pieces) {
    const before = sentences.at(-1);
    if (before !== undefined && (abbreviations.test(before) || before.endsWith(":"))) {
      sentences[sentences.length - 1] = `${before} ${piece}`;
    } else sentences.push(piece);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
