/** BM25 computed here, over every passage that holds any of a query's lexemes: what the search in SQL is held against. */
import { z } from "zod";
import { searchWords } from "../../src/knowledge/words.ts";
import type { Database } from "../../src/storage/database.ts";
import { benchWorkspace } from "./retrieval-base.ts";

const k1 = 1.2;
const b = 0.75;

/** The best ten passages for each query, as "set.ordinal"; lists are as long as passages match. */
export async function exactTopTen(database: Database, queries: readonly string[]): Promise<string[][]> {
  const asked: string[][] = [];
  for (const query of queries) {
    const rows = await database.query(
      z.object({ lexeme: z.string() }),
      "select lexeme from unnest(to_tsvector('english', $1))",
      [searchWords(query)],
    );
    asked.push(rows.map(({ lexeme }) => lexeme));
  }
  const { lengths, postings } = await readPostings(database, [...new Set(asked.flat())]);
  const mean = [...lengths.values()].reduce((sum, length) => sum + length, 0) / lengths.size;
  return asked.map((lexemes) => {
    const scores = new Map<string, number>();
    for (const lexeme of lexemes) {
      const list = postings.get(lexeme) ?? [];
      const rarity = Math.log(1 + (lengths.size - list.length + 0.5) / (list.length + 0.5));
      for (const { passage, times } of list) {
        const k = k1 * (1 - b + (b * (lengths.get(passage) ?? 0)) / mean);
        scores.set(passage, (scores.get(passage) ?? 0) + (rarity * times) / (times + k));
      }
    }
    return [...scores]
      .sort(([, left], [, right]) => right - left)
      .slice(0, 10)
      .map(([passage]) => passage);
  });
}

/** By lexeme, the passages that hold it and how often; read off the stored tsvectors, and not from the counts. */
async function readPostings(database: Database, lexemes: readonly string[]) {
  const lengths = new Map<string, number>();
  const postings = new Map<string, { passage: string; times: number }[]>();
  const sets = await database.query(
    z.object({ id: z.string() }),
    "select id::text as id from passage_sets where workspace_id = $1 and state = 'visible'",
    [benchWorkspace],
  );
  for (const { id } of sets) {
    const rows = await database.query(
      z.object({ ordinal: z.number(), length: z.number(), found: z.string() }),
      `select ordinal, sum(cardinality(positions))::int as length,
         coalesce(string_agg(lexeme || ' ' || cardinality(positions), ',') filter (where lexeme = any($2)), '') as found
       from passage_terms, unnest(lexemes) where set_id = $1 and positions is not null group by ordinal`,
      [id, lexemes],
    );
    for (const { ordinal, length, found } of rows) {
      const passage = `${id}.${ordinal}`;
      lengths.set(passage, length);
      for (const entry of found.split(",").filter((text) => text !== "")) {
        const [lexeme = "", times = "0"] = entry.split(" ");
        const list = postings.get(lexeme) ?? [];
        list.push({ passage, times: Number(times) });
        postings.set(lexeme, list);
      }
    }
  }
  return { lengths, postings };
}
