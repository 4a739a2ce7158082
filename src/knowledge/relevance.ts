/** Judges whether what was found is about what was asked, or only shares words with it. */
import { z } from "zod";
import type { Queryable } from "../storage/database.ts";
import type { FoundPassage } from "./found.ts";
import { type Hit, type LexicalResult, rarityOf, type Term } from "./lexical.ts";
import { askingWords, everydayWords } from "./plain-words.ts";
import { companyIn } from "./term-company.ts";
import { searchWords } from "./words.ts";

/** A hit with its passage. */
export type Judged = { key: Hit; passage: FoundPassage };
/**
 * How much of what was asked the best of the documents is about, 0 to 1; the scale is that of the query itself, so that it means the
 * same in a workspace of thirty passages and in one of a hundred thousand.
 */
export type Relevance = (result: LexicalResult, found: readonly Judged[]) => Promise<number>;

/** Below this nothing is claimed. */
export const leastRelevance = 0.41;

/** Looked at: those further down share less. */
const judgedHits = 12;
/** What a term tells when a document names it once, twice, or more often, in passing. */
const inPassing = [0, 0.25, 0.4, 0.65] as const;
/** More, when another term that matters stands near it: two by chance are rare. */
const inCompany = 0.3;
/** A passage that names a term so often speaks of it. */
const dwelling = { times: 4, told: 0.85 } as const;
/** In a heading or the title it tells more still, and everything when the text then speaks of it. */
const inHeading = [0.7, 0.7, 0.9, 1] as const;
/** Less, when the heading has other words that nobody asked for; more for the whole, when it is just what was asked for. */
const heading = { inPart: 0.92, inFull: 0.2 } as const;
/** A long question is never met word for word; so many of its terms near each other are no chance either. */
const gathering = { terms: 3, share: 0.25, relevance: 0.5 } as const;
/** A term of at least this weight matters. */
const mattering = 0.4;
/** Terms that a document has, but neither near each other nor in a heading, are its own only by chance. */
const apart = 0.85;
const everydayShare = 0.25;
/**
 * What a word weighs that is in every passage, as long as there are a hundred; less for each power of ten more. What a small workspace
 * is all about is in every passage of it, and still what was asked for; in a large one such a word says nothing.
 */
const commonest = { few: 0.5, less: 0.15, least: 0.2 } as const;
/** What a word weighs that no passage has, and how much more for each power of ten of passages above a hundred. */
const missing = { few: 1.1, more: 0.1 } as const;
/** Every other pair of Chinese characters is no word, but the end of one and the beginning of the next. */
const missingPair = 0.3;
const pair = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]{2}$/u;
/** A query of everyday words alone asks for nothing in particular, however many of them a document has. */
const leastWeight = 1;
const numberShare = 0.4;

/** The judgement. Keeps the lexemes of plain words by language. */
export function createRelevance({ database }: { database: Queryable }): Relevance {
  const plain = new Map<string, { asking: ReadonlySet<string>; everyday: ReadonlySet<string> }>();

  return async (result, found) => {
    const judged = found.slice(0, judgedHits);
    const headings = await readHeadings(judged);
    const documents = Map.groupBy(judged.keys(), (index) => judged[index]?.passage.documentId ?? "");
    let best = 0;
    for (const indexes of documents.values()) {
      const { configuration } = judged[indexes[0] ?? 0]?.key ?? { configuration: "" };
      const terms = result.terms.get(configuration) ?? [];
      const weights = await weightsOf(terms, result.passages, configuration);
      const hits = indexes.flatMap((index) => judged[index] ?? []);
      const named = namedIn(
        hits.flatMap(({ key, passage }) => headings(key, passage)),
        terms,
      );
      best = Math.max(best, relevanceOf({ terms, weights, hits, named }));
    }
    return best;
  };

  /** What each term of the query says of its topic: near 1 for a rare one, 0 for the words of asking. */
  async function weightsOf(terms: readonly Term[], all: number, configuration: string): Promise<number[]> {
    const { asking, everyday } = await plainLexemes(configuration);
    const rarest = rarityOf(1, all);
    const powers = Math.log10(Math.max(1, all / 100));
    const least = Math.max(commonest.least, commonest.few - commonest.less * powers);
    return terms.map(({ lexeme, rarity, passages }) => {
      const isPair = passages <= 0 && pair.test(lexeme);
      const known = least + (1 - least) * Math.min(1, rarity / rarest);
      const weight = isPair ? missingPair : passages <= 0 ? missing.few + missing.more * powers : known;
      if (asking.has(lexeme)) return 0;
      if (/^\p{N}+$/u.test(lexeme)) return weight * numberShare;
      return everyday.has(lexeme) ? weight * everydayShare : weight;
    });
  }

  async function plainLexemes(configuration: string) {
    const known = plain.get(configuration);
    if (known !== undefined) return known;
    const [row] = await database.query(
      z.object({ asking: z.array(z.string()), everyday: z.array(z.string()) }),
      `select tsvector_to_array(to_tsvector($1::regconfig, $2)) as asking,
         tsvector_to_array(to_tsvector($1::regconfig, $3)) as everyday`,
      [configuration, searchWords(askingWords.join(" ")), searchWords(everydayWords.join(" "))],
    );
    const lexemes = { asking: new Set(row?.asking), everyday: new Set(row?.everyday) };
    plain.set(configuration, lexemes);
    return lexemes;
  }

  /** For a hit, the lexemes in each part of its headings and of its document's title, without the words of asking. */
  async function readHeadings(judged: readonly Judged[]) {
    const parts = new Map<string, { configuration: string; words: string }>();
    for (const { key, passage } of judged) {
      const { configuration } = key;
      for (const words of headingParts(passage)) parts.set(`${configuration} ${words}`, { configuration, words });
    }
    const rows = await database.query(
      z.object({ configuration: z.string(), words: z.string(), lexemes: z.array(z.string()) }),
      `select configuration, words, tsvector_to_array(to_tsvector(configuration::regconfig, words)) as lexemes
       from unnest($1::text[], $2::text[]) as asked(configuration, words)`,
      [[...parts.values()].map((part) => part.configuration), [...parts.values()].map(({ words }) => words)],
    );
    const lexemesOf = new Map<string, string[]>();
    for (const { configuration, words, lexemes } of rows) {
      const { asking } = await plainLexemes(configuration);
      lexemesOf.set(
        `${configuration} ${words}`,
        lexemes.filter((lexeme) => !asking.has(lexeme)),
      );
    }
    return ({ configuration }: Hit, passage: FoundPassage) =>
      headingParts(passage).map((words) => lexemesOf.get(`${configuration} ${words}`) ?? []);
  }
}

/** "Kitchen: cold storage" has two parts; each is a heading of its own. */
function headingParts({ documentTitle, place }: FoundPassage): string[] {
  return [documentTitle, ...place.heading_path]
    .flatMap((heading) => heading.split(/[:|/–—]|\s-\s/u))
    .map(searchWords)
    .filter((words) => words !== "");
}

/** The terms that headings name: in full, where a heading has no other word, or in part. */
function namedIn(headings: readonly string[][], terms: readonly Term[]): ReadonlyMap<string, "full" | "part"> {
  const asked = new Set(terms.map(({ lexeme }) => lexeme));
  const named = new Map<string, "full" | "part">();
  for (const lexemes of headings) {
    const isFull = lexemes.every((lexeme) => asked.has(lexeme));
    for (const lexeme of lexemes) if (isFull || !named.has(lexeme)) named.set(lexeme, isFull ? "full" : "part");
  }
  return named;
}

/** How much of the terms' weight one document's hits tell of. `named` are those of its headings. */
function relevanceOf({
  terms,
  weights,
  hits,
  named,
}: {
  terms: readonly Term[];
  weights: readonly number[];
  hits: readonly Judged[];
  named: ReadonlyMap<string, "full" | "part">;
}): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mattersAt = weights.flatMap((weight, index) => (weight >= mattering ? [index] : []));
  const company = hits.map(({ key, passage }) => {
    const present = mattersAt.filter((index) => (key.times[index] ?? 0) > 0);
    return companyIn(
      passage.text,
      present.map((index) => ({ index, lexeme: terms[index]?.lexeme ?? "" })),
    );
  });
  const accompanied = new Set(company.flatMap(({ near }) => [...near]));
  const namedAs = (index: number) => named.get(terms[index]?.lexeme ?? "");
  const told = (index: number): number => {
    const times = hits.map(({ key }) => key.times[index] ?? 0);
    const sum = times.reduce((total, count) => total + count, 0);
    const as = namedAs(index);
    if (as !== undefined) return (inHeading[Math.min(3, sum)] ?? 0) * (as === "full" ? 1 : heading.inPart);
    if (sum === 0) return 0;
    const passing = (inPassing[Math.min(3, sum)] ?? 0) + (accompanied.has(index) ? inCompany : 0);
    return Math.max(...times) >= dwelling.times ? Math.max(dwelling.told, passing) : passing;
  };
  const met = weights.reduce((sum, weight, index) => sum + weight * told(index), 0);
  const together = Math.max(0, ...company.map(({ most }) => most));
  const isGathered = together >= gathering.terms && together >= gathering.share * mattersAt.length;
  const isApart =
    accompanied.size === 0 && mattersAt.filter((index) => told(index) > 0).length > 1 && !mattersAt.some(namedAs);
  const isHeading = mattersAt.some((index) => namedAs(index) === "full");
  const share = (met / Math.max(whole, leastWeight)) * (isApart ? apart : 1) + (isHeading ? heading.inFull : 0);
  return Math.max(Math.min(1, share), isGathered ? gathering.relevance : 0);
}
