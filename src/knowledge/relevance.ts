/** Judges whether what was found is about what was asked, or only shares words with it. */
import { z } from "zod";
import type { Queryable } from "../storage/database.ts";
import type { FoundPassage } from "./found.ts";
import { type Hit, type LexicalResult, rarityOf } from "./lexical.ts";
import { askingWords, everydayWords } from "./plain-words.ts";
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
const inPassing = [0, 0.25, 0.45, 0.65] as const;
/** More, when another term that matters stands in the same passage: two by chance are rare. */
const inCompany = 0.3;
/** In a heading or the title it tells more still, and everything when the text then speaks of it. */
const inHeading = [0.7, 0.7, 0.9, 1] as const;
/** A long question is never met word for word; so many of its terms in one passage are no chance either. */
const gathering = { terms: 3, share: 0.25, relevance: 0.5 } as const;
/** A term of at least this weight matters. */
const mattering = 0.4;
const everydayShare = 0.25;
/** How much more a word weighs that no passage has, for each power of ten of passages above a hundred. */
const missingShare = 0.25;
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
    const headings = await headingLexemes(judged);
    const documents = Map.groupBy(judged.keys(), (index) => judged[index]?.passage.documentId ?? "");
    let best = 0;
    for (const indexes of documents.values()) {
      const { configuration } = judged[indexes[0] ?? 0]?.key ?? { configuration: "" };
      const weights = await weightsOf(result, configuration);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const terms = result.terms.get(configuration) ?? [];
      const matters = (hit: Hit) => weights.filter((weight, term) => weight >= mattering && (hit.times[term] ?? 0) > 0);
      const met = terms.reduce((sum, { lexeme }, term) => {
        const hits = indexes.flatMap((index) => judged[index]?.key ?? []).filter(({ times }) => (times[term] ?? 0) > 0);
        const times = hits.reduce((count, hit) => count + (hit.times[term] ?? 0), 0);
        const isNamed = indexes.some((index) => headings[index]?.has(lexeme));
        const isInCompany = hits.some((hit) => matters(hit).length > 1);
        const told = isNamed
          ? (inHeading[Math.min(3, times)] ?? 0)
          : (inPassing[Math.min(3, times)] ?? 0) + (isInCompany ? inCompany : 0);
        return sum + (weights[term] ?? 0) * told;
      }, 0);
      const together = Math.max(
        0,
        ...indexes.flatMap((index) => judged[index]?.key ?? []).map((hit) => matters(hit).length),
      );
      const isTold =
        together >= gathering.terms &&
        together >= gathering.share * weights.filter((weight) => weight >= mattering).length;
      best = Math.max(best, met / Math.max(whole, leastWeight), isTold ? gathering.relevance : 0);
    }
    return best;
  };

  /** What each term of the query says of its topic, 0 to 1. */
  async function weightsOf(result: LexicalResult, configuration: string): Promise<number[]> {
    const terms = result.terms.get(configuration) ?? [];
    const { asking, everyday } = await plainLexemes(configuration);
    const rarest = rarityOf(1, result.passages);
    // Thirty passages lack many words of their own subject; a hundred thousand that lack a word know nothing of what it means.
    const missing = 1 + missingShare * Math.log10(Math.max(1, result.passages / 100));
    const weights = terms.map(({ lexeme, rarity, passages }) => {
      // Rarity counts half: what a small workspace is all about is in every passage of it, and still what was asked for.
      const isPair = passages <= 0 && pair.test(lexeme);
      const weight = isPair ? missingPair : passages <= 0 ? missing : 0.5 + 0.5 * Math.min(1, rarity / rarest);
      if (asking.has(lexeme)) return 0;
      if (/^\p{N}+$/u.test(lexeme)) return weight * numberShare;
      return everyday.has(lexeme) ? weight * everydayShare : weight;
    });
    return weights;
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

  /** For each hit, the lexemes of its headings and of its document's title. */
  async function headingLexemes(judged: readonly Judged[]): Promise<ReadonlySet<string>[]> {
    const rows = await database.query(
      z.object({ lexemes: z.array(z.string()) }),
      `select tsvector_to_array(to_tsvector(configuration::regconfig, words)) as lexemes
       from unnest($1::text[], $2::text[]) with ordinality as asked(configuration, words, rank) order by rank`,
      [
        judged.map(({ key }) => key.configuration),
        judged.map(({ passage }) => searchWords(`${passage.documentTitle} ${passage.place.heading_path.join(" ")}`)),
      ],
    );
    return rows.map(({ lexemes }) => new Set(lexemes));
  }
}
