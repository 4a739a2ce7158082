/** MiniSearch, as a yardstick: with its defaults, and with the best of many settings. */
import MiniSearch, { type SearchOptions } from "minisearch";

export type BaselineDocument = { id: string; title: string; text: string };
export type Baseline = { search(query: string, options: SearchOptions): string[] };

/** What is tried for "best of". */
export const baselineSettings: readonly SearchOptions[] = [
  {},
  { boost: { title: 2 } },
  { prefix: true },
  { fuzzy: 0.1 },
  { prefix: true, fuzzy: 0.2 },
  { boost: { title: 2 }, prefix: (term) => term.length > 4 },
  { bm25: { k: 1.2, b: 0.75, d: 0 } },
  { bm25: { k: 1.2, b: 0.75, d: 0.5 }, prefix: (term) => term.length > 4 },
  { bm25: { k: 0.9, b: 0.4, d: 0 } },
  { bm25: { k: 0.9, b: 0.4, d: 0 }, boost: { title: 2 } },
  { bm25: { k: 2, b: 0.75, d: 0.5 }, boost: { title: 1.5 } },
];

/** An index over the documents; builds at once. */
export function createBaseline(documents: readonly BaselineDocument[]): Baseline {
  const index = new MiniSearch({ fields: ["title", "text"], idField: "id" });
  index.addAll(documents);
  return {
    search: (query, options) =>
      index
        .search(query, options)
        // One more than is judged: a query may be a document of the collection itself.
        .slice(0, 11)
        .map(({ id }) => String(id)),
  };
}
