/** The body of a Word document: paragraphs, lists and tables in their order. */
import { tableLine } from "../../table-line.ts";
import { cleanLine } from "../clean.ts";
import type { Graphics } from "../graphics.ts";
import { attribute, childElement, type XmlElement } from "../xml.ts";
import { readParagraph } from "./paragraph.ts";
import { type Numbering, numberingOf, runSwitch, type Styles } from "./styles.ts";

/** A block before it is settled which paragraphs are headings. */
export type BodyBlock =
  | { type: "heading"; text: string; level: number; isTitle: boolean; isHidden: boolean }
  | { type: "paragraph"; text: string; isBold: boolean; size: number | null; isHidden: boolean }
  | { type: "list"; items: string[]; isHidden: boolean }
  | { type: "table"; text: string; headerRows: number }
  | { type: "note"; text: string };

export type BodyReader = {
  /** Takes the next paragraph or table. */
  read(element: XmlElement): void;
  finish(): { blocks: BodyBlock[]; comments: number };
};

/** A reader for one document. */
export function createBodyReader(context: {
  styles: Styles;
  numbering: Numbering;
  notes: Record<"footnotes" | "endnotes", ReadonlyMap<string, XmlElement>>;
  graphics: Graphics;
  countCells(count: number): void;
}): BodyReader {
  const { styles, numbering } = context;
  let comments = 0;

  function readInto(element: XmlElement, blocks: BodyBlock[]) {
    if (element.name === "tbl") readTable(element, blocks);
    else if (element.name === "p") readParagraphInto(element, blocks);
    else for (const child of blockElements(element)) readInto(child, blocks);
  }

  function readParagraphInto(element: XmlElement, blocks: BodyBlock[]) {
    const properties = childElement(element, "pPr");
    const style = styles.paragraph(attribute(childElement(properties, "pStyle"), "val"));
    const found = readParagraph(element, styles, style);
    comments += found.comments;
    const text = found.text.trim();
    if (text !== "" && style.role !== "contents") {
      const ownOutline = attribute(childElement(properties, "outlineLvl"), "val");
      const own = ownOutline === undefined ? null : Number(ownOutline) > 8 ? 0 : Number(ownOutline) + 1;
      const level = own ?? style.headingLevel ?? (style.role === "title" ? 1 : 0);
      const list = numberingOf(properties) ?? style.numbering;
      const mark = level > 0 || list === null ? null : numbering.next(list.id, list.level);
      const { isHidden } = found;
      if (level > 0) blocks.push({ type: "heading", text, level, isTitle: style.role === "title", isHidden });
      else if (mark !== null && list !== null)
        addItem(blocks, `${"  ".repeat(list.level)}${mark}${cleanLine(text)}`, isHidden);
      else blocks.push({ type: "paragraph", text, isBold: found.isBold, size: found.size ?? style.size, isHidden });
    }
    for (const relation of found.graphics) blocks.push(...(context.graphics.get(relation) ?? []));
    for (const box of found.boxes) readInto(box, blocks);
    for (const { kind, id } of found.notes) {
      const note = context.notes[kind].get(id);
      if (note !== undefined) blocks.push({ type: "note", text: flatText(note) });
    }
  }

  function addItem(blocks: BodyBlock[], item: string, isHidden: boolean) {
    const last = blocks.at(-1);
    if (last?.type === "list" && last.isHidden === isHidden) last.items.push(item);
    else blocks.push({ type: "list", items: [item], isHidden });
  }

  function readTable(table: XmlElement, blocks: BodyBlock[]) {
    const rows: { cells: { blocks: BodyBlock[]; columns: number }[]; isHeader: boolean }[] = [];
    for (const row of rowsOf(table, "tr")) {
      const properties = childElement(row, "trPr");
      if (childElement(properties, "del") !== undefined) continue;
      const cells = [...rowsOf(row, "tc")].map((cell) => {
        const cellProperties = childElement(cell, "tcPr");
        const columns = Number(attribute(childElement(cellProperties, "gridSpan"), "val") ?? 1);
        const merge = childElement(cellProperties, "vMerge");
        const inside: BodyBlock[] = [];
        // A cell that goes on from the row above has nothing of its own.
        if (merge === undefined || attribute(merge, "val") === "restart") readInto(cell, inside);
        return { blocks: inside, columns: Math.min(60, Math.max(1, columns || 1)) };
      });
      context.countCells(cells.length);
      rows.push({ cells, isHeader: runSwitch(properties, "tblHeader") ?? false });
    }
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell.blocks.length > 0));
    const cells = filled.flatMap((row) => row.cells);
    const isLayout =
      filled.every((row) => row.cells.filter((cell) => cell.blocks.length > 0).length <= 1) ||
      cells.some((cell) => cell.blocks.length > 2 && cell.blocks.some(({ type }) => type === "heading")) ||
      cells.some((cell) => cellText(cell.blocks).length > 3000);
    if (isLayout) {
      for (const cell of cells) blocks.push(...cell.blocks);
      return;
    }
    const lines = filled.map((row) =>
      tableLine(row.cells.flatMap((cell) => [cellText(cell.blocks), ...Array<string>(cell.columns - 1).fill("")])),
    );
    const headers = filled.findIndex(({ isHeader }) => !isHeader);
    blocks.push({ type: "table", text: lines.join("\n"), headerRows: Math.max(1, Math.min(4, headers)) });
    blocks.push(...cells.flatMap((cell) => cell.blocks.filter(({ type }) => type === "note")));
  }

  function flatText(element: XmlElement): string {
    const blocks: BodyBlock[] = [];
    readInto(element, blocks);
    return blocks.map(blockText).join(" ");
  }

  const blocks: BodyBlock[] = [];
  return {
    read: (element) => readInto(element, blocks),
    finish: () => ({ blocks, comments }),
  };
}

/** Paragraphs and tables, also those inside of content controls and insertions. */
function* blockElements(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === "string" || child.name === "del" || child.name === "moveFrom") continue;
    if (child.name === "p" || child.name === "tbl") yield child;
    else yield* blockElements(child);
  }
}

/** Rows of a table or cells of a row, also those inside of content controls, but not those of tables further in. */
function* rowsOf(element: XmlElement, name: "tr" | "tc"): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    if (child.name === name) yield child;
    else if (child.name !== "tbl" && child.name !== "p") yield* rowsOf(child, name);
  }
}

function cellText(blocks: readonly BodyBlock[]): string {
  return blocks
    .filter(({ type }) => type !== "note")
    .map(blockText)
    .join(" ");
}

function blockText(block: BodyBlock): string {
  if (block.type === "list") return block.items.map((item) => item.trim()).join("; ");
  return block.type === "table" ? block.text.replaceAll("\n", "; ") : block.text;
}
