/** Collects a table of a page. Tables that only lay a page out give back what is in their cells. */
import { tableLine } from "../../table-line.ts";
import type { Attributes } from "./elements.ts";
import type { MarkupBlock } from "./markup.ts";

type CellBlock = Pick<MarkupBlock, "type" | "text" | "level" | "headerRows">;
type Cell = { blocks: CellBlock[]; columns: number; isHeader: boolean };

export type TableWriter = {
  row(): void;
  cell(attributes: Attributes, isHeader: boolean): void;
  /** A block of the open cell; one outside of all cells is the table's caption. */
  add(block: CellBlock): void;
  finish(): CellBlock[];
};

/** Wider cells are written as if they spanned no more: a page may claim any number. */
const widest = 50;

/** A writer for one table; tables inside of its cells have writers of their own. */
export function createTableWriter(countCells: (count: number) => void): TableWriter {
  const rows: Cell[][] = [];
  const captions: CellBlock[] = [];
  return {
    row() {
      rows.push([]);
    },
    cell(attributes, isHeader) {
      countCells(1);
      if (rows.length === 0) rows.push([]);
      const columns = Math.min(widest, Math.max(1, Number.parseInt(attributes.colspan ?? "1", 10) || 1));
      rows.at(-1)?.push({ blocks: [], columns, isHeader });
    },
    add(block) {
      const cell = rows.at(-1)?.at(-1);
      (cell === undefined ? captions : cell.blocks).push(block);
    },
    finish() {
      const filled = rows.filter((row) => row.some(({ blocks }) => blocks.length > 0));
      const cells = filled.flat();
      if (isLayout(filled, cells)) return [...captions, ...cells.flatMap(({ blocks }) => blocks)];
      const headers = filled.findIndex((row) => row.some(({ isHeader }) => !isHeader));
      // A column of header cells is no header row; a table without any header cell is taken to begin with one.
      const headerRows = headers < 0 ? 1 : cells.some(({ isHeader }) => isHeader) ? Math.min(headers, 3) : 1;
      const lines = filled.map((row) => tableLine(row.flatMap(cellTexts)));
      return [...captions, { type: "table", text: lines.join("\n"), headerRows }];
    },
  };
}

/** One column, or cells that hold whole sections: the table is there for its looks. */
function isLayout(rows: readonly Cell[][], cells: readonly Cell[]): boolean {
  if (rows.every((row) => row.filter(({ blocks }) => blocks.length > 0).length <= 1)) return true;
  if (cells.some(({ isHeader }) => isHeader)) return false;
  return cells.some(
    ({ blocks }) =>
      blocks.some(({ type, level }) => type === "heading" && (level ?? 1) <= 3 && blocks.length > 1) ||
      blocks.reduce((sum, { text }) => sum + text.length, 0) > 3000,
  );
}

function cellTexts({ blocks, columns }: Cell): string[] {
  const text = blocks.map((block) => block.text.replaceAll("\n", block.type === "paragraph" ? " " : "; ")).join(" ");
  return [text, ...Array.from({ length: columns - 1 }, () => "")];
}
