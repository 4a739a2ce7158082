/**
 * Makes the search vectors of passages. PostgreSQL says what the lexeme of a word is, and is asked once a word, not once an
 * occurrence: parsing and stemming whole texts took a third of the time of taking documents in.
 */
import { z } from "zod";
import type { Queryable } from "../storage/database.ts";

/** What is stored of a text to find it by. */
export type SearchVector = {
  /** As a tsvector is written. How often a lexeme stands in the text is told by as many positions, which mean nothing more. */
  vector: string;
  /** How many lexemes it has, repeated ones included: the length that BM25 speaks of. */
  length: number;
  /** Each lexeme once. */
  lexemes: string[];
};
/** `texts` come from `searchWords`: words apart by single spaces. */
export type Lexer = (configuration: string, texts: readonly string[]) => Promise<SearchVector[]>;

/** Some ten megabytes of words for each language; when they are full, all are asked for anew. */
const mostWords = 100_000;
/** What a tsvector holds at most of one lexeme. */
const mostTimes = 255;
const positions = Array.from({ length: mostTimes }, (_, index) => `${index + 1}`);
const written = positions.map((_, index) => `:${positions.slice(0, index + 1).join(",")}`);

/** A lexer with a memory of its own. */
export function createLexer({ database }: { database: Queryable }): Lexer {
  /** By configuration, by word: its lexemes, apart by spaces. None for a small word, several where PostgreSQL parts what we do not. */
  const known = new Map<string, Map<string, string>>();

  return async (configuration, texts) => {
    const words = texts.map((text) => (text === "" ? [] : text.split(" ")));
    let memory = known.get(configuration);
    if (memory === undefined || memory.size > mostWords) {
      memory = new Map();
      known.set(configuration, memory);
    }
    await learn(configuration, memory, words);
    const lexemesOf = memory;
    return words.map((list) => vectorOf(list, lexemesOf));
  };

  async function learn(configuration: string, memory: Map<string, string>, words: readonly string[][]): Promise<void> {
    const unknown = new Set<string>();
    for (const list of words) {
      for (const word of list) if (!memory.has(word)) unknown.add(word);
    }
    if (unknown.size === 0) return;
    const rows = await database.query(
      z.object({ word: z.string(), lexemes: z.string() }),
      `select word, array_to_string(tsvector_to_array(to_tsvector($1::regconfig, word)), ' ') as lexemes
       from unnest($2::text[]) as word`,
      [configuration, [...unknown]],
    );
    for (const { word, lexemes } of rows) memory.set(word, lexemes);
  }
}

function vectorOf(words: readonly string[], lexemesOf: ReadonlyMap<string, string>): SearchVector {
  const times = new Map<string, number>();
  for (const word of words) {
    const lexemes = lexemesOf.get(word) ?? "";
    if (lexemes === "") continue;
    if (!lexemes.includes(" ")) times.set(lexemes, (times.get(lexemes) ?? 0) + 1);
    else for (const lexeme of lexemes.split(" ")) times.set(lexeme, (times.get(lexeme) ?? 0) + 1);
  }
  let vector = "";
  let length = 0;
  for (const [lexeme, count] of times) {
    const kept = Math.min(count, mostTimes);
    // Words are letters, marks and digits: nothing in a lexeme would have to be escaped.
    vector += `'${lexeme}'${written[kept - 1]} `;
    length += kept;
  }
  return { vector, length, lexemes: [...times.keys()] };
}
