import { parseMarkdownInline } from "./markdown-inline.ts";
import type { Inline } from "./nodes.ts";

/** What the `markdown` block can hold: standard Markdown, not mrkdwn. */
export type MarkdownBlock =
  | { type: "heading"; level: number; children: Inline[] }
  | { type: "paragraph"; children: Inline[] }
  | { type: "quote"; blocks: MarkdownBlock[] }
  | { type: "pre"; text: string }
  | { type: "rule" }
  | { type: "item"; ordered: boolean; number: number; indent: number; checked: boolean | null; children: Inline[] }
  | { type: "table"; head: Inline[][]; rows: Inline[][][] };

const FENCE = /^\s*(```+|~~~+)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^\s*>\s?/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Standard Markdown as a list of blocks; list items carry their depth instead of nesting. */
export function parseMarkdown(source: string): MarkdownBlock[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: MarkdownBlock[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ type: "paragraph", children: parseMarkdownInline(paragraph.join("\n")) });
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const special = readBlock(lines, at);
    if (special !== null) {
      flush();
      blocks.push(special.block);
      at = special.next;
      continue;
    }
    const line = lines[at] ?? "";
    if (line.trim() === "") flush();
    else paragraph.push(line.trim());
    at += 1;
  }
  flush();
  return blocks;
}

function readBlock(lines: string[], at: number): { block: MarkdownBlock; next: number } | null {
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line);
  if (fence !== null) return readFence(lines, at, fence[1] ?? "```");
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const level = (heading[1] ?? "#").length;
    return { block: { type: "heading", level, children: parseMarkdownInline(heading[2] ?? "") }, next: at + 1 };
  }
  if (RULE.test(line)) return { block: { type: "rule" }, next: at + 1 };
  if (QUOTE.test(line)) return readQuote(lines, at);
  const item = ITEM.exec(line);
  if (item !== null) return { block: readItem(item), next: at + 1 };
  if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "")) return readTable(lines, at);
  return null;
}

function readFence(lines: string[], at: number, mark: string): { block: MarkdownBlock; next: number } {
  const body: string[] = [];
  let next = at + 1;
  while (next < lines.length && !(lines[next] ?? "").trim().startsWith(mark)) {
    body.push(lines[next] ?? "");
    next += 1;
  }
  return { block: { type: "pre", text: body.join("\n") }, next: next + 1 };
}

function readQuote(lines: string[], at: number): { block: MarkdownBlock; next: number } {
  let next = at;
  while (next < lines.length && QUOTE.test(lines[next] ?? "")) next += 1;
  const inner = lines.slice(at, next).map((line) => line.replace(QUOTE, ""));
  return { block: { type: "quote", blocks: parseMarkdown(inner.join("\n")) }, next };
}

function readItem(item: RegExpExecArray): MarkdownBlock {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(item[4] ?? "");
  return {
    type: "item",
    ordered: item[3] !== undefined,
    number: Number(item[3] ?? 0),
    indent: Math.floor((item[1] ?? "").replaceAll("\t", "    ").length / 2),
    checked: task === null ? null : task[1] !== " ",
    children: parseMarkdownInline(task === null ? (item[4] ?? "") : (task[2] ?? "")),
  };
}

function readTable(lines: string[], at: number): { block: MarkdownBlock; next: number } {
  let next = at + 2;
  while (next < lines.length && (lines[next] ?? "").includes("|")) next += 1;
  const rows = lines.slice(at + 2, next).map(readRow);
  return { block: { type: "table", head: readRow(lines[at] ?? ""), rows }, next };
}

function readRow(line: string): Inline[][] {
  const cells = line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split(/(?<!\\)\|/);
  return cells.map((cell) => parseMarkdownInline(cell.trim().replaceAll("\\|", "|")));
}
