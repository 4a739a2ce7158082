/** The lines of table blocks. Apart from `blocks.ts`, whose schemas take a child longer to load than most files take to read. */

/** Joins a row's cells: line breaks and bars inside a cell would read as structure. */
export function tableLine(cells: readonly string[]): string {
  return cells.map((cell) => cell.replaceAll("|", "/").replace(/\s+/gu, " ").trim()).join(" | ");
}
