/** What is stored of a document's chunks so that they are found, and what tells one reading of it from another. */
import { createHash } from "node:crypto";
import type { NewPassage } from "../storage/passage-saving.ts";
import type { Chunk } from "./chunk.ts";
import type { Lexer } from "./lexemes.ts";
import { searchWords } from "./words.ts";

/** Part of the content hash: grows when the same document would be cut, or its words prepared, otherwise. */
const layout = 1;

/** The chunks as they are saved: headings are searched with the text that stands under them. */
export async function searchable(lexer: Lexer, configuration: string, chunks: readonly Chunk[]): Promise<NewPassage[]> {
  const vectors = await lexer(
    configuration,
    chunks.map(({ place, text }) => searchWords(`${place.heading_path.join("\n")}\n${text}`)),
  );
  return chunks.map((passage, index) => ({
    ...passage,
    ...(vectors[index] ?? { vector: "", length: 0, lexemes: [] }),
  }));
}

/** The content hash of a document that was cut into these. */
export function hashOf(chunks: readonly Chunk[]): string {
  const hash = createHash("sha256").update(`layout ${layout}\n`);
  for (const { place, text, start } of chunks) hash.update(JSON.stringify([start, place, text]));
  return hash.digest("hex");
}
