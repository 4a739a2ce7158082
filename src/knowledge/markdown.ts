/** Markdown to blocks. */
import MarkdownIt, { type Token } from "markdown-it";
import { type Block, createHeadingTrail, type ExtractedDocument } from "./blocks.ts";
import { textOfMarkup } from "./markup.ts";
import { tableLine } from "./table-line.ts";

/** Reads Markdown (CommonMark with tables). Raw HTML counts as its text, front matter gives the title and nothing else. */
export function extractMarkdown(source: string): ExtractedDocument {
  const { title, body } = splitFrontMatter(cleanSource(source));
  const tokens = new MarkdownIt({ html: true, linkify: false, typographer: false }).parse(body, {});
  const blocks: Block[] = [];
  const trail = createHeadingTrail();
  const add = (block: Omit<Block, "headingPath" | "locator">) => {
    if (block.text.trim() !== "") blocks.push({ ...block, headingPath: trail.path(), locator: {} });
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const end = token.nesting === 1 && isGroup(token) ? closing(tokens, index) : index;
    const inside = tokens.slice(index + 1, end);
    switch (token.type) {
      case "heading_open": {
        const text = oneLine(inlineText(inside[0]));
        const level = Number(token.tag.slice(1));
        if (text !== "") {
          const headingPath = trail.open(level, text);
          blocks.push({ type: "heading", text, level, headingPath, headingSource: "tag", locator: {} });
        }
        break;
      }
      case "paragraph_open":
        add({ type: "paragraph", text: inlineText(inside[0]).trim() });
        break;
      case "bullet_list_open":
      case "ordered_list_open":
        add({ type: "list", text: listText(tokens.slice(index, end + 1)) });
        break;
      case "table_open":
        add({ type: "table", text: tableText(inside) });
        break;
      case "fence":
      case "code_block":
        add({ type: "code", text: token.content.replace(/\n+$/u, "") });
        break;
      case "html_block":
        add({ type: "paragraph", text: textOfMarkup(token.content) });
        break;
      default:
        // Rules carry no text; a quote's paragraphs are read where they stand.
        break;
    }
    index = end;
  }
  return { kind: "markdown", title: title ?? firstTitle(blocks), pageCount: null, remarks: [], blocks };
}

/** Without the byte order mark, with `\n` as line end, and without NUL, which PostgreSQL refuses. */
export function cleanSource(source: string): string {
  return source
    .replace(/^\uFEFF/u, "")
    .replace(/\r\n?/gu, "\n")
    .replaceAll("\0", "");
}

/** The heading that a document opens with, if it does. */
export function firstTitle(blocks: readonly Block[]): string | null {
  const [first] = blocks;
  return first?.type === "heading" ? first.text : null;
}

function splitFrontMatter(source: string): { title: string | null; body: string } {
  const match = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u.exec(source);
  const matter = match?.[1];
  // A rule at the very top of a plain document is not front matter: that has keys.
  if (match === null || matter === undefined || !/^[A-Za-z_][\w -]*:/mu.test(matter))
    return { title: null, body: source };
  const title = /^title:[ \t]*(.+)$/imu.exec(matter)?.[1]?.trim();
  const unquoted = title?.replace(/^(["'])(.*)\1$/u, "$2").trim();
  return { title: unquoted === undefined || unquoted === "" ? null : unquoted, body: source.slice(match[0].length) };
}

function isGroup(token: Token): boolean {
  return token.type !== "blockquote_open";
}

/** Where the element that opens at `start` closes. */
function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

function inlineText(token: Token | undefined): string {
  if (token === undefined) return "";
  return (token.children ?? [])
    .map((child) => {
      switch (child.type) {
        case "text":
        case "code_inline":
        case "text_special":
          return child.content;
        case "softbreak":
          return " ";
        case "hardbreak":
          return "\n";
        case "image":
          return inlineText(child) || child.content;
        case "html_inline":
          return /^<br\b/iu.test(child.content) ? "\n" : "";
        default:
          return "";
      }
    })
    .join("");
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function listText(tokens: readonly Token[]): string {
  const lists: { ordered: boolean; next: number }[] = [];
  const lines: string[] = [];
  let marker: string | null = null;
  const add = (text: string) => {
    const indent = "  ".repeat(Math.max(0, lists.length - 1));
    lines.push(marker === null ? `${indent}  ${text}` : `${indent}${marker} ${text}`);
    marker = null;
  };
  for (const token of tokens) {
    const current = lists.at(-1);
    if (token.type === "bullet_list_open") lists.push({ ordered: false, next: 1 });
    else if (token.type === "ordered_list_open")
      lists.push({ ordered: true, next: Number(token.attrGet("start") ?? 1) });
    else if (token.type === "bullet_list_close" || token.type === "ordered_list_close") lists.pop();
    else if (token.type === "list_item_open" && current !== undefined) {
      marker = current.ordered ? `${current.next}.` : "-";
      current.next += 1;
    } else if (token.type === "inline") add(oneLine(inlineText(token)));
    else if (token.type === "html_block") add(oneLine(textOfMarkup(token.content)));
    else if (token.type === "fence" || token.type === "code_block") {
      for (const line of token.content.replace(/\n+$/u, "").split("\n")) add(line);
    }
  }
  return lines.filter((line) => line.trim() !== "").join("\n");
}

function tableText(tokens: readonly Token[]): string {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === "tr_open") rows.push([]);
    else if (token.type === "inline") rows.at(-1)?.push(inlineText(token));
  }
  return rows.map(tableLine).join("\n");
}
