/** Tables as text: delimiter and encoding are found out, rows are kept as rows. */
import { parse } from "csv-parse";
import { tableLine } from "../table-line.ts";
import { cleanText } from "./clean.ts";
import { decodeText } from "./decode.ts";
import { damaged, tooLarge } from "./failures.ts";
import type { FormatReader } from "./format.ts";
import { createTableBlocks } from "./table-blocks.ts";

/** Reads a CSV file. An unclosed quote is no reason to lose the file: it is then read without quotes. */
export const readCsv: FormatReader = async ({ bytes, limits }, sink) => {
  const text = cleanText(decodeText(bytes).text);
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const delimiter = named?.[1] ?? findDelimiter(body);
  const read = async (hasQuotes: boolean) => {
    const rows: string[][] = [];
    let cells = 0;
    const parser = parse(body, {
      delimiter,
      quote: hasQuotes ? '"' : null,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 8 * 1024 * 1024,
      trim: true,
    });
    for await (const record of parser) {
      const row: unknown = record;
      if (!Array.isArray(row)) continue;
      cells += row.length;
      if (cells > limits.cells) throw tooLarge("cells", limits.cells);
      rows.push(row.map(String));
    }
    return rows;
  };
  const rows = await read(true).catch((error: unknown) => {
    if (isQuoteError(error)) {
      sink.remark({ kind: "quotation_mark_open" });
      return read(false);
    }
    throw isTooLong(error) ? damaged("a row without an end", error) : error;
  });
  const table = createTableBlocks(sink, {});
  for (const [index, row] of rows.entries()) {
    sink.countCells(row.length);
    table.row(tableLine(row), index + 1);
  }
  table.finish();
};

/** The delimiter that cuts the first lines into the same number of cells most often; more cells win. */
export function findDelimiter(text: string): string {
  const lines = withoutQuoted(text.slice(0, 65_536))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of [",", ";", "\t", "|", ":"]) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
    if (usual === 0) continue;
    const alike = counts.filter((count) => count === usual).length / counts.length;
    // A colon stands in times and addresses, a bar seldom means anything else.
    const score = alike * (1 + Math.min(usual, 10) / 20) * (delimiter === ":" ? 0.3 : 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"/g, "q");
}

function isQuoteError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /QUOTE/.test(String(error.code));
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "CSV_MAX_RECORD_SIZE";
}
