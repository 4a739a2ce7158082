/** How passages are saved: their text, what is searched of them, and what is counted. */
import type { Place } from "../course/schema.ts";
import { countedPassages, countedWords } from "./passage-counts.ts";
import type { Lease } from "./store.ts";
import { toJson } from "./values.ts";

export type NewPassage = {
  ordinal: number;
  place: Place;
  text: string;
  start: number;
  end: number;
  /** What is searched, as a tsvector is written; its lexemes, each once; how many it has with repeated ones. */
  vector: string;
  lexemes: readonly string[];
  length: number;
};

/** The lexeme that no text has and each passage bears: keeps workspaces and languages apart inside the index. */
export function laneLexeme(workspaceId: string, configuration: string): string {
  return quoteLexeme(`:${configuration} ${workspaceId}`);
}

/** A lexeme as `tsvector` and `tsquery` read it. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/**
 * For a statement's end: saves the passages of a set when `source` has a row. The values of `savedValues` begin at `$6`. One
 * statement: what is searched and what is counted cannot part.
 */
export const saving = (source: "held" | "made", setId: string) => `shown as (
    insert into passages (workspace_id, set_id, ordinal, place, start_at, end_at, text)
    select $1, ${setId}, given.* from ${source},
      unnest($6::int[], $7::jsonb[], $9::int[], $10::int[], $8::text[]) as given(ordinal, place, start_at, end_at, text)),
  searched as (
    insert into passage_terms (workspace_id, set_id, ordinal, length, lexemes)
    select $1, ${setId}, given.* from ${source},
      unnest($6::int[], $12::int[], $11::tsvector[]) as given(ordinal, length, lexemes))
  insert into pending_counts (workspace_id, passages, keys, counts)
  select $1, cardinality($6::int[]), array_agg(key order by key), array_agg(n order by key)
  from ${source}, (select lexeme_key($1, lexeme), n from unnest($13::text[], $14::int[]) as u(lexeme, n)) as counted(key, n)
  having count(*) > 0`;

/** `$6` to `$14` of a statement with `saving`. */
export function savedValues(lease: Lease, configuration: string, passages: readonly NewPassage[]): unknown[] {
  const column = <Value>(read: (passage: NewPassage) => Value) => passages.map(read);
  const lane = laneLexeme(lease.lane.workspaceId, configuration);
  const counts = countsIn(passages);
  return [
    column(({ ordinal }) => ordinal),
    column(({ place }) => toJson(place)),
    column(({ text }) => text),
    column(({ start }) => start),
    column(({ end }) => end),
    column(({ vector }) => `${vector} ${lane}`),
    column(({ length }) => length),
    [...counts.keys()],
    [...counts.values()],
  ];
}

function countsIn(passages: readonly NewPassage[]): Map<string, number> {
  const counts = new Map([
    [countedPassages, passages.length],
    [countedWords, passages.reduce((sum, { length }) => sum + length, 0)],
  ]);
  for (const { lexemes } of passages) {
    for (const lexeme of lexemes) counts.set(lexeme, (counts.get(lexeme) ?? 0) + 1);
  }
  return counts;
}
