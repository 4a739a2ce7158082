/**
 * BM25 over PostgreSQL's own lexemes. The passages that hold the rarest of the query's words are taken from the index, and
 * only those are scored, exactly: a passage without any of the rare ones hardly ever comes out on top.
 */
import { z } from "zod";
import type { Database } from "../storage/database.ts";
import { countedPassages, countedWords, countsOfKeyed } from "../storage/passage-counts.ts";
import { laneLexeme, quoteLexeme } from "../storage/passage-saving.ts";
import { configurations } from "./language.ts";
import { searchWords } from "./words.ts";

/** A passage by its keys; best first in a list. */
export type Hit = {
  setId: string;
  ordinal: number;
  score: number;
  configuration: string;
  /** How often each of its language's terms stands in it, in the terms' order. */
  times: number[];
};
/** A lexeme of the query. `rarity` is its inverse document frequency among the workspace's passages. */
export type Term = { lexeme: string; passages: number; rarity: number };
export type LexicalResult = {
  hits: Hit[];
  /** The query's terms by text search configuration. */
  terms: ReadonlyMap<string, readonly Term[]>;
  /** How many passages the workspace has. */
  passages: number;
};
export type LexicalSearch = (asked: {
  workspaceId: string;
  query: string;
  /** Null searches the whole workspace. */
  documentIds: readonly string[] | null;
  limit: number;
  /** Of one document at most so many; as many as there are, unless given. */
  mostOfDocument?: number;
}) => Promise<LexicalResult>;

/** Usual values: k1 says how soon a repeated word stops counting, b how much a long passage is held against it. */
const k1 = 1.2;
const b = 0.75;
/**
 * How many passages are scored at most: each costs half a microsecond a term on PGlite. Among more passages more of them are
 * needed, since the best ones are less sure to hold a rare word; the time that may be taken grows with a workspace too.
 */
const candidateBudget = (passages: number, terms: number) =>
  Math.max(
    Math.max(3_000, Math.min(10_000, passages / 16)),
    Math.min(10_000, Math.max(4_000, passages / 10), (60_000 + 0.6 * passages) / Math.max(1, terms)),
  );
/** Where documents take turns, so many of the best passages are looked at for others. */
const pool = 300;
/** Within named documents of no more passages than this all are looked at. */
const fewPassages = 20_000;

type Corpus = { passages: number; words: number };

/** The search. Languages are searched each with its own lexemes, against counts of the whole workspace. */
export function createLexicalSearch({ database }: { database: Database }): LexicalSearch {
  return async ({ workspaceId, query, documentIds, limit, mostOfDocument = limit }) => {
    const words = searchWords(query).slice(0, 4_000);
    const nothing: LexicalResult = { hits: [], terms: new Map(), passages: 0 };
    if (words === "" || limit < 1) return nothing;
    const scope = documentIds === null ? null : await setsOf(workspaceId, documentIds);
    if (scope?.ids.length === 0) return nothing;
    const { corpus, terms } = await readTerms(workspaceId, words);
    const hits: Hit[] = [];
    for (const [configuration, list] of terms) {
      hits.push(...(await scored({ workspaceId, configuration, terms: list, corpus, scope, limit, mostOfDocument })));
    }
    hits.sort((left, right) => right.score - left.score);
    return { hits: hits.slice(0, limit), terms, passages: corpus.passages };
  };

  async function setsOf(workspaceId: string, documentIds: readonly string[]) {
    const rows = await database.query(
      z.object({ id: z.string(), passages: z.number() }),
      `select s.id::text as id, d.passage_count as passages from passage_sets s
       join documents d on d.workspace_id = $1 and d.id = s.document_id
       where s.workspace_id = $1 and s.document_id = any($2) and s.state = 'visible'`,
      [workspaceId, documentIds],
    );
    return { ids: rows.map(({ id }) => id), passages: rows.reduce((sum, { passages }) => sum + passages, 0) };
  }

  /** The query's lexemes in each language that the workspace has, with their counts. */
  async function readTerms(workspaceId: string, words: string) {
    const rows = await database.query(
      z.object({
        configuration: z.string(),
        lexeme: z.string(),
        passages: z.number(),
      }),
      `with languages as (
         select c as configuration from unnest($2::text[]) as c
         where exists (select from passage_sets where workspace_id = $1 and configuration = c and state = 'visible')),
       terms as (
         select configuration, lexeme
         from languages, unnest(to_tsvector(configuration::regconfig, $3))
         union all values ('', '${countedPassages}'), ('', '${countedWords}')),
       keyed as materialized (select *, lexeme_key($1, lexeme) as key from terms),
       ${countsOfKeyed}
       select configuration, lexeme, passages::float8 as passages
       from keyed join counts using (key)`,
      [workspaceId, configurations, words],
    );
    const total = (lexeme: string) =>
      rows.find((row) => row.configuration === "" && row.lexeme === lexeme)?.passages ?? 0;
    const corpus: Corpus = { passages: Math.max(1, total(countedPassages)), words: total(countedWords) };
    const terms = new Map<string, Term[]>();
    for (const { configuration, lexeme, passages } of rows) {
      if (configuration === "") continue;
      const list = terms.get(configuration) ?? [];
      list.push({ lexeme, passages, rarity: rarityOf(passages, corpus.passages) });
      terms.set(configuration, list);
    }
    for (const list of terms.values()) list.sort((left, right) => left.passages - right.passages);
    return { corpus, terms };
  }

  async function scored({
    workspaceId,
    configuration,
    terms,
    corpus,
    scope,
    limit,
    mostOfDocument,
  }: {
    workspaceId: string;
    configuration: string;
    terms: readonly Term[];
    corpus: Corpus;
    scope: { ids: string[]; passages: number } | null;
    limit: number;
    mostOfDocument: number;
  }): Promise<Hit[]> {
    const all = scope !== null && scope.passages <= fewPassages;
    const chosen = all ? terms : rarest(terms, corpus);
    if (chosen.length === 0) return [];
    const lane = laneLexeme(workspaceId, configuration);
    const any = chosen.map(({ lexeme }) => quoteLexeme(lexeme)).join(" | ");
    const values: unknown[] = [
      workspaceId,
      `${lane} & (${any})`,
      Math.max(1, corpus.words / corpus.passages),
      limit,
      scope?.ids ?? null,
      mostOfDocument,
      mostOfDocument < limit ? Math.max(pool, limit) : limit,
      ...terms.flatMap(({ lexeme, rarity }) => [quoteLexeme(lexeme), rarity]),
    ];
    const rows = await database.transaction(async (transaction) => {
      // The planner thinks little of the index once a query's words are common, and reads the whole table instead.
      await transaction.execute("select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)");
      return transaction.query(hitRow, scoring(terms.length, scope !== null), values);
    });
    return rows.map((row) => ({ ...row, configuration }));
  }
}

const hitRow = z.object({ setId: z.string(), ordinal: z.number(), score: z.number(), times: z.array(z.number()) });

/** In the form that never falls below zero. */
export function rarityOf(passages: number, all: number): number {
  return Math.log(1 + (Math.max(0, all - passages) + 0.5) / (passages + 0.5));
}

/** As many of the rarest terms as bring no more candidates than the budget allows; always one that some passage has. */
function rarest(terms: readonly Term[], corpus: Corpus): Term[] {
  const budget = candidateBudget(corpus.passages, terms.length);
  const chosen: Term[] = [];
  let candidates = 0;
  for (const term of terms) {
    if (candidates > 0 && candidates + term.passages > budget) break;
    chosen.push(term);
    candidates += term.passages;
  }
  return chosen;
}

/**
 * `$1` workspace, `$2` candidates' tsquery, `$3` mean length, `$4` limit, `$5` sets or null, `$6` most of a document, `$7` how
 * many of the best are looked at for that, then a lexeme and its weight for each term.
 *
 * How often a term stands in a passage is read off `ts_rank`, the one function that looks a lexeme up in a tsvector without
 * unrolling it: for a single lexeme of weight D it is 0.1 · (1 + 1/4 + 1/9 + … + 1/n²) / ζ(2), hence n = 1 / (ζ(2) · (1 − 10 · rank)) − ½,
 * rounded, which is exact for every n that a tsvector can hold (255) and 0 where there is none.
 */
function scoring(termCount: number, isScoped: boolean): string {
  const places = [...Array(termCount).keys()].map((index) => ({
    lexeme: `$${8 + 2 * index}::tsquery`,
    weight: `$${9 + 2 * index}::float8`,
  }));
  const times = (lexeme: string) =>
    `round(1 / (1.6449340668482264::float8 * (1.0000001::float8 - 10 * ts_rank(lexemes, ${lexeme}))) - 0.5::float8)`;
  const score = places.map(({ lexeme, weight }) => `${weight} * (1 - k / (k + ${times(lexeme)}))`).join(" + ");
  const counted = places.map(({ lexeme }) => `${times(lexeme)}::int`).join(", ");
  const candidates = `select set_id, ordinal, lexemes,
      ${k1}::float8 * (${1 - b}::float8 + ${b}::float8 * length / $3::float8) as k
    from passage_terms where workspace_id = $1 and lexemes @@ $2::tsquery
      and set_id ${isScoped ? "= any($5::bigint[])" : "not in (select id from passage_sets where workspace_id = $1 and state <> 'visible') and $5::bigint[] is null"}
    offset 0`;
  return `select set_id::text as "setId", ordinal, score, array[${counted}] as times
    from (select *, row_number() over (partition by set_id order by score desc, ordinal) as rank
          from (select set_id, ordinal, lexemes, ${score} as score from (${candidates}) c
                order by score desc, set_id, ordinal limit $7) best) ranked
    where rank <= $6 order by score desc, set_id, ordinal limit $4`;
}
