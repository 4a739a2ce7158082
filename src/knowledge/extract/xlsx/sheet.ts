/** The filled cells of one sheet as blocks: a title above a table is text, an empty row between tables parts them. */
import { tableLine } from "../../table-line.ts";
import type { Sink } from "../sink.ts";
import { createTableBlocks } from "../table-blocks.ts";

export type SheetRow = { number: number; cells: { column: number; text: string; isText: boolean }[] };
export type Sheet = { name: string; rows: readonly SheetRow[]; merges: readonly string[]; hidden: boolean };

/** Writes a sheet under a heading with its name. Columns that hold nothing are left out of each table. */
export function writeSheet(sheet: Sheet, sink: Sink): void {
  if (sheet.rows.length === 0) return;
  sink.heading(sheet.name, 1, "style", { sheet: sheet.name }, sheet.hidden);
  for (const region of regionsOf(sheet.rows)) writeRegion(sheet, region, sink);
}

/** Tables that lie under one another: after an empty row, a row of words alone begins the next one. */
function regionsOf(rows: readonly SheetRow[]): SheetRow[][] {
  const regions: SheetRow[][] = [];
  let last: SheetRow | undefined;
  for (const row of rows) {
    const isApart = last !== undefined && row.number > last.number + 1;
    const region = regions.at(-1);
    if (region === undefined || (isApart && row.cells.every(({ isText }) => isText))) regions.push([row]);
    else region.push(row);
    last = row;
  }
  return regions;
}

function writeRegion(sheet: Sheet, region: readonly SheetRow[], sink: Sink) {
  const place = { hidden: sheet.hidden };
  const isTable = region.some(({ cells }) => cells.length > 1);
  let start = 0;
  // Single cells above a table are its title and remarks; a region of single cells is text altogether, unless it is a column of many.
  while (start < region.length && region[start]?.cells.length === 1 && (isTable || region.length <= 3)) {
    const row = region[start];
    if (row !== undefined)
      sink.add("paragraph", row.cells[0]?.text ?? "", { ...place, locator: { sheet: sheet.name, row: row.number } });
    start += 1;
  }
  const rows = region.slice(start);
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))].toSorted(
    (one, other) => one - other,
  );
  const indexOf = new Map(columns.map((column, index) => [column, index]));
  const table = createTableBlocks(sink, {
    ...place,
    locator: { sheet: sheet.name },
    headerRows: headerRowsOf(rows, sheet.merges),
  });
  for (const row of rows) {
    const cells = Array<string>(columns.length).fill("");
    for (const { column, text } of row.cells) cells[indexOf.get(column) ?? 0] = text;
    table.row(tableLine(cells), row.number);
  }
  table.finish();
}

/** A header whose first row has merged cells goes on in the row below, where there are words alone. */
function headerRowsOf(rows: readonly SheetRow[], merges: readonly string[]): number {
  const [first, second] = rows;
  if (first === undefined || second === undefined || second.number !== first.number + 1) return 1;
  const isMerged = merges.some((merge) => {
    const match = /^[A-Z]+(\d+):[A-Z]+(\d+)$/i.exec(merge);
    return match !== null && Number(match[1]) === first.number;
  });
  return isMerged && second.cells.every(({ isText }) => isText) && rows.length > 2 ? 2 : 1;
}
