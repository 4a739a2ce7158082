/** Writes long tables as several blocks, each beginning with the header, so that none grows without bound. */
import type { Locator } from "../blocks.ts";
import type { Sink } from "./sink.ts";

const mostRows = 500;
const mostCharacters = 60_000;

export type TableBlocks = {
  /** A line of the table (its cells already joined); `row` is its number in the file. The first `headerRows` ones are the header. */
  row(line: string, row: number): void;
  finish(): void;
};

/** A writer for one table. */
export function createTableBlocks(
  sink: Sink,
  place: { locator?: Locator; hidden?: boolean; headerRows?: number },
): TableBlocks {
  const headerRows = place.headerRows ?? 1;
  const header: string[] = [];
  let lines: string[] = [];
  let length = 0;
  let first = 0;
  let isFirstBlock = true;

  function flush() {
    if (lines.length === 0 && !(isFirstBlock && header.length > 0)) return;
    // A header as long as a block would double the text: then the rest goes without it.
    const repeats = isFirstBlock || header.join("\n").length < 5000;
    sink.add("table", [...(repeats ? header : []), ...lines].join("\n"), {
      locator: { ...place.locator, row: first },
      headerRows: repeats ? header.length : 0,
      ...(place.hidden === undefined ? {} : { hidden: place.hidden }),
    });
    lines = [];
    length = 0;
    isFirstBlock = false;
  }

  return {
    row(line, row) {
      if (lines.length === 0 && (header.length === 0 || !isFirstBlock)) first = row;
      if (header.length < headerRows && isFirstBlock) {
        header.push(line);
        return;
      }
      lines.push(line);
      length += line.length;
      if (lines.length >= mostRows || length >= mostCharacters) flush();
    },
    finish: flush,
  };
}
