/** Workbooks: each sheet under its name, its cells as tables. */
import { type Archive, openArchive } from "../archive.ts";
import { damaged, tooLarge } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import { mainPart, packageTitle, readRelations, relatedPart } from "../ooxml.ts";
import { attribute, childElement, childElements, readElements, relationId, textOf, type XmlElement } from "../xml.ts";
import { readMeanings, writeNumber } from "./formats.ts";
import { type SheetRow, writeSheet } from "./sheet.ts";
import { readStrings, richText } from "./strings.ts";

/** Reads a workbook. Formulas stand for the values that were last calculated. */
export const readXlsx: FormatReader = async ({ bytes, limits }, sink) => {
  const archive = await openArchive(bytes, limits);
  const main = (await mainPart(archive)) ?? "xl/workbook.xml";
  const workbook = await archive.tree(main);
  if (workbook === null) throw damaged("the workbook is missing");
  const title = await packageTitle(archive).catch(() => null);
  if (title !== null) sink.title(title);
  const relations = await readRelations(archive, main);
  const is1904 = /^(?:1|true)$/.test(attribute(childElement(workbook, "workbookPr"), "date1904") ?? "");
  const sheets = childElements(childElement(workbook, "sheets"), "sheet");
  if (sheets.length > limits.pages) throw tooLarge("pages", limits.pages);
  const strings = await readStrings(archive, relatedPart(archive, relations, "sharedStrings"), limits);
  const stylesPart = relatedPart(archive, relations, "styles");
  const meanings = readMeanings(stylesPart === null ? null : await archive.tree(stylesPart));
  sink.pages(sheets.length);

  function cellText(cell: XmlElement): string {
    const type = attribute(cell, "t") ?? "n";
    if (type === "inlineStr") {
      const inline = childElement(cell, "is");
      return inline === undefined ? "" : richText(inline);
    }
    const raw = textOf(childElement(cell, "v"));
    if (type === "s") return strings[Number(raw)] ?? "";
    if (type === "b") return raw === "1" ? "TRUE" : raw === "0" ? "FALSE" : raw;
    // A date as text, which the strict format allows.
    if (type === "d") return raw.replace(/T00:00:00(?:\.0+)?$/, "").replace("T", " ");
    if (type === "str" || type === "e") return raw;
    return writeNumber(raw, meanings[Number(attribute(cell, "s") ?? 0)] ?? "number", is1904);
  }

  let hiddenSheets = 0;
  for (const [index, sheet] of sheets.entries()) {
    const name = attribute(sheet, "name") ?? `Sheet ${index + 1}`;
    const part = relations.get(relationId(sheet) ?? "")?.target;
    const hidden = /hidden/i.test(attribute(sheet, "state") ?? "");
    if (part !== undefined && archive.has(part)) {
      const { rows, merges } = await readRows(archive, part, limits.depth, cellText, sink.countCells);
      writeSheet({ name, rows, merges, hidden }, sink);
      if (hidden && rows.length > 0) hiddenSheets += 1;
    }
    sink.progress(index + 1, sheets.length);
  }
  if (hiddenSheets > 0) sink.remark({ kind: "sheets_hidden", count: hiddenSheets, of: sheets.length });
};

/** The filled cells of a sheet and how its cells are merged. Cells that hold nothing cost nothing, wherever they lie. */
async function readRows(
  archive: Archive,
  part: string,
  depth: number,
  cellText: (cell: XmlElement) => string,
  countCells: (count: number) => void,
): Promise<{ rows: SheetRow[]; merges: string[] }> {
  const rows: SheetRow[] = [];
  const merges: string[] = [];
  let lastRow = 0;
  await readElements(
    archive.stream(part),
    { depth },
    (name) => name === "row" || name === "mergeCell",
    (element) => {
      if (element.name === "mergeCell") {
        if (merges.length < 10_000) merges.push(attribute(element, "ref") ?? "");
        return undefined;
      }
      // Places may be left out: then each follows the one before.
      const number = Number(attribute(element, "r") ?? 0) || lastRow + 1;
      lastRow = number;
      const cells: SheetRow["cells"] = [];
      let lastColumn = 0;
      for (const cell of childElements(element, "c")) {
        const column = columnOf(attribute(cell, "r")) ?? lastColumn + 1;
        lastColumn = column;
        const text = cellText(cell);
        if (text.trim() !== "") cells.push({ column, text, isText: isTextCell(cell) });
      }
      countCells(cells.length);
      if (cells.length > 0) rows.push({ number, cells });
      return undefined;
    },
  );
  return { rows: rows.toSorted((one, other) => one.number - other.number), merges };
}

function isTextCell(cell: XmlElement): boolean {
  return /^(?:s|str|inlineStr)$/.test(attribute(cell, "t") ?? "n");
}

/** "BC12" as 55. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^\$?([A-Z]{1,3})/i.exec(reference ?? "")?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
