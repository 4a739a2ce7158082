/** The body of an OpenDocument text: headings, paragraphs, lists and tables in their order. */
import { tableLine } from "../../table-line.ts";
import { cleanLine } from "../clean.ts";
import type { Sink } from "../sink.ts";
import { attribute, childElement, childElements, type XmlElement } from "../xml.ts";

type OdtBlock =
  | { type: "heading"; text: string; level: number; isTitle: boolean }
  | { type: "paragraph" | "note" | "list"; text: string }
  | { type: "table"; text: string; headerRows: number };

const leftOut = new Set([
  "annotation",
  "annotation-end",
  "tracked-changes",
  "ruby-text",
  "table-of-content",
  "desc",
  "title",
]);
/** A document may say that a cell or row comes a million times: filled ones are written this often at most. */
const mostRepeats = 50;
const mostColumns = 1000;

/** A reader that writes each part of the body to the sink as it is given. */
export function createOdtBody(context: {
  styles: readonly XmlElement[];
  listStyles: readonly XmlElement[];
  sink: Sink;
}): { read(element: XmlElement): void } {
  const { sink } = context;
  let comments = 0;
  const styles = new Map(context.styles.map((style) => [attribute(style, "name") ?? "", style]));
  const numbered = new Map(context.listStyles.map((style) => [attribute(style, "name") ?? "", style]));

  function styleChain(name: string | undefined): XmlElement[] {
    const chain: XmlElement[] = [];
    for (let next = name; next !== undefined && chain.length < 20; ) {
      const style = styles.get(next);
      if (style === undefined || chain.includes(style)) break;
      chain.push(style);
      next = attribute(style, "parent-style-name");
    }
    return chain;
  }

  function read(element: XmlElement, blocks: OdtBlock[]) {
    if (element.name === "h" || element.name === "p") readParagraph(element, blocks);
    else if (element.name === "list") readList(element, blocks);
    else if (element.name === "table") readTable(element, blocks);
    else if (leftOut.has(element.name)) leaveOut(element);
    else for (const child of childElements(element)) read(child, blocks);
  }

  function leaveOut({ name }: XmlElement) {
    if (name !== "annotation") return;
    comments += 1;
    sink.remark({ kind: "comments_left_out", count: comments });
  }

  function readParagraph(element: XmlElement, blocks: OdtBlock[]) {
    const after: OdtBlock[] = [];
    const text = inlineText(element, after);
    const chain = styleChain(attribute(element, "style-name"));
    const isTitle = chain.some((style) => attribute(style, "name") === "Title");
    const outline = chain.map((style) => attribute(style, "default-outline-level")).find(Boolean);
    const level = element.name === "h" ? Number(attribute(element, "outline-level") ?? outline ?? 1) : 0;
    if (cleanLine(text) !== "") {
      if (level > 0 || isTitle) blocks.push({ type: "heading", text, level: level || 1, isTitle });
      else blocks.push({ type: "paragraph", text });
    }
    blocks.push(...after);
  }

  /** The text of a paragraph; notes and frames in it go to `after`. */
  function inlineText(element: XmlElement, after: OdtBlock[]): string {
    let text = "";
    for (const child of element.children) {
      if (typeof child === "string") {
        // White space is spelled out by elements of its own; what the file is laid out with counts once.
        text += child.replace(/\s+/g, " ");
        continue;
      }
      if (leftOut.has(child.name)) {
        leaveOut(child);
        continue;
      }
      if (child.name === "s" || child.name === "tab") text += " ";
      else if (child.name === "line-break") text += "\n";
      else if (child.name === "note") {
        const note: OdtBlock[] = [];
        for (const part of childElements(childElement(child, "note-body"))) read(part, note);
        after.push({ type: "note", text: note.map((block) => block.text).join(" ") });
      } else if (child.name === "text-box" || child.name === "table" || child.name === "list") {
        for (const part of child.name === "text-box" ? childElements(child) : [child]) read(part, after);
      } else text += inlineText(child, after);
    }
    return text;
  }

  function readList(element: XmlElement, blocks: OdtBlock[]) {
    const lines: string[] = [];
    const others: OdtBlock[] = [];
    collectItems(element, 0, attribute(element, "style-name"), lines, others);
    if (lines.length > 0) blocks.push({ type: "list", text: lines.join("\n") });
    blocks.push(...others);
  }

  function collectItems(
    list: XmlElement,
    depth: number,
    style: string | undefined,
    lines: string[],
    others: OdtBlock[],
  ) {
    let number = 0;
    const isNumbered = levelKind(style, depth) === "number";
    for (const item of childElements(list)) {
      if (item.name !== "list-item" && item.name !== "list-header") continue;
      number += 1;
      const mark = isNumbered && item.name === "list-item" ? `${number}. ` : "- ";
      let isFirst = true;
      for (const part of childElements(item)) {
        if (part.name === "list") {
          collectItems(part, depth + 1, attribute(part, "style-name") ?? style, lines, others);
          continue;
        }
        const inside: OdtBlock[] = [];
        read(part, inside);
        for (const block of inside) {
          // Headings are numbered by lists in many documents; they and tables stand for themselves.
          if (block.type === "heading" || block.type === "table") others.push(block);
          else if (isFirst || lines.length === 0)
            lines.push(`${"  ".repeat(Math.min(8, depth))}${mark}${cleanLine(block.text)}`);
          else lines[lines.length - 1] += ` ${cleanLine(block.text)}`;
          isFirst = false;
        }
      }
    }
  }

  function levelKind(style: string | undefined, depth: number): "number" | "bullet" {
    const levels = childElements(numbered.get(style ?? ""));
    const level = levels.find((candidate) => Number(attribute(candidate, "level")) === depth + 1);
    return level?.name === "list-level-style-number" && (attribute(level, "num-format") ?? "") !== ""
      ? "number"
      : "bullet";
  }

  function readTable(table: XmlElement, blocks: OdtBlock[]) {
    const rows: { cells: { text: string; blocks: OdtBlock[] }[]; isHeader: boolean }[] = [];
    const collect = (element: XmlElement, isHeader: boolean) => {
      for (const row of childElements(element)) {
        if (row.name === "table-row") {
          const cells = rowCells(row);
          if (cells.every(({ text }) => text === "")) continue;
          sink.countCells(cells.length);
          rows.push({ cells, isHeader });
        } else if (/^table-(?:header-rows|rows|row-group)$/.test(row.name)) {
          collect(row, isHeader || row.name === "table-header-rows");
        }
      }
    };
    collect(table, false);
    const cells = rows.flatMap((row) => row.cells);
    const isLayout =
      rows.every((row) => row.cells.filter(({ text }) => text !== "").length <= 1) ||
      cells.some((cell) => cell.blocks.length > 2 && cell.blocks.some(({ type }) => type === "heading")) ||
      cells.some(({ text }) => text.length > 3000);
    if (isLayout) {
      for (const cell of cells) blocks.push(...cell.blocks);
      return;
    }
    const headers = rows.findIndex(({ isHeader }) => !isHeader);
    const lines = rows.map((row) => tableLine(row.cells.map(({ text }) => text)));
    blocks.push({ type: "table", text: lines.join("\n"), headerRows: Math.max(1, Math.min(4, headers)) });
  }

  function rowCells(row: XmlElement): { text: string; blocks: OdtBlock[] }[] {
    const cells: { text: string; blocks: OdtBlock[] }[] = [];
    for (const cell of childElements(row)) {
      if (cell.name !== "table-cell" && cell.name !== "covered-table-cell") continue;
      const inside: OdtBlock[] = [];
      if (cell.name === "table-cell") for (const part of childElements(cell)) read(part, inside);
      const text = cleanLine(
        inside.map((block) => block.text.replaceAll("\n", block.type === "paragraph" ? " " : "; ")).join(" "),
      );
      const claimed = Number(attribute(cell, "number-columns-repeated") ?? 1) || 1;
      const repeats = Math.min(mostRepeats, Math.max(1, claimed));
      for (let index = 0; index < repeats && cells.length < mostColumns; index += 1) {
        cells.push(index === 0 ? { text, blocks: inside } : { text, blocks: [] });
      }
    }
    while (cells.at(-1)?.text === "") cells.pop();
    return cells;
  }

  return {
    read(element) {
      const blocks: OdtBlock[] = [];
      read(element, blocks);
      for (const block of blocks) {
        if (block.type === "heading") {
          sink.heading(block.text, block.level, "style");
          if (block.isTitle) sink.title(block.text);
        } else if (block.type === "table") sink.add("table", block.text, { headerRows: block.headerRows });
        else sink.add(block.type, block.text);
      }
    },
  };
}
