/**
 * Entry point of the child that reads one file: the header line and the file on stdin, lines of JSON on stdout.
 * It runs with an empty environment and without rights to files but the program's own, and may be killed at any time.
 */
import { CoursewrightError } from "../../errors.ts";
import { detectKind } from "./detect.ts";
import { tooLarge, unreadable } from "./failures.ts";
import { formats } from "./formats.ts";
import type { ExtractionLimits } from "./limits.ts";
import type { ChildLine } from "./protocol.ts";
import { createSink } from "./sink.ts";

/** The header line: written by our own parent, so taken as it is. */
type Header = { fileName: string; declaredType?: string; limits: ExtractionLimits };

let pending: string[] = [];
let pendingLength = 0;

function send(line: ChildLine) {
  const text = JSON.stringify(line);
  pending.push(text);
  pendingLength += text.length;
  if (pendingLength > 65_536 || line.type !== "block") flush();
}

function flush() {
  process.stdout.write(`${pending.join("\n")}\n`);
  pending = [];
  pendingLength = 0;
}

async function readInput(): Promise<{ header: Header; bytes: Uint8Array }> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    const piece: unknown = chunk;
    if (piece instanceof Uint8Array) pieces.push(piece);
  }
  const all = Buffer.concat(pieces);
  const end = all.indexOf(10);
  const header: Header = JSON.parse(all.subarray(0, end).toString("utf8"));
  return { header, bytes: all.subarray(end + 1) };
}

async function main() {
  const { header, bytes } = await readInput();
  const { limits } = header;
  if (bytes.length > limits.inputBytes) throw tooLarge("size", limits.inputBytes);
  const kind = await detectKind({ ...header, bytes });
  const sink = createSink({
    limits,
    onBlock: (block) => send({ type: "block", block }),
    onProgress: (done, total) => send({ type: "progress", done, total }),
  });
  const read = await formats[kind].reader();
  await read({ bytes, limits }, sink);
  const { blocks, ...summary } = sink.summary();
  if (blocks === 0) throw unreadable("document_empty", "there is no text in the file");
  send({ type: "end", kind, ...summary });
}

/** What we did not foresee was brought about by the file: it counts as damage. */
function fail(error: unknown) {
  const known = error instanceof CoursewrightError ? error : null;
  const cause = known?.cause instanceof Error ? `: ${known.cause.message}` : "";
  const message = error instanceof Error ? `${error.stack ?? error.message}${cause}` : String(error);
  const code = known?.code ?? "document_damaged";
  send({ type: "failure", code, facts: { ...known?.facts }, message: message.slice(0, 2000) });
}

// Libraries write warnings there, which would read as lines of ours.
for (const method of ["log", "info", "warn", "error", "debug"] as const) globalThis.console[method] = () => {};
// A library's stray promise says nothing about the text that was read.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", (error) => {
  fail(error);
  process.stdout.write("", () => process.exit(0));
});

await main().catch(fail);
// Something that a library left open must not keep the child alive.
process.stdout.write("", () => process.exit(0));
