/** Finds passages for a query: in named documents, or across a workspace. */
import type { Database } from "../storage/database.ts";
import { createPassageLoader, type FoundPassage } from "./found.ts";
import { joined, runsOf, type SearchRun } from "./hybrid.ts";
import type { LexicalSearch } from "./lexical.ts";
import type { Meaning } from "./meaning.ts";
import { createRelevance, leastRelevance } from "./relevance.ts";

export type SearchResult = {
  /** Best first. */
  passages: FoundPassage[];
  /** True when nothing is near enough to be claimed as a source; `passages` is then empty. */
  nothingRelevant: boolean;
  /** What was searched, and what each way came to. */
  searches: SearchRun[];
};
/** What every search here is made of. */
export type SearchParts = {
  database: Database;
  lexical: LexicalSearch;
  /** Search by meaning, beside that by words. */
  near?: Meaning["near"];
};
export type Search = (asked: {
  workspaceId: string;
  query: string;
  /** Null searches the whole workspace. */
  documentIds: readonly string[] | null;
  limit: number;
}) => Promise<SearchResult>;

/** Across a workspace: no more than so many from one page or section before others have had their turn. */
const mostFromPlace = 2;
/** More hits than are asked for are looked at, so that there are others to take turns. */
const spreadFrom = 4;

/** Search by words, and beside it by meaning where `near` is given. */
export function createSearch({ database, lexical, near }: SearchParts): Search {
  const load = createPassageLoader({ database });
  const relevanceOf = createRelevance({ database });

  return async ({ workspaceId, query, documentIds, limit }) => {
    const isWide = documentIds === null;
    const wanted = isWide ? { limit: limit * spreadFrom, mostOfDocument: limit } : { limit };
    const asked = { workspaceId, query, documentIds, ...wanted };
    const [result, nearness] = await Promise.all([lexical(asked), near?.(asked) ?? null]);
    const found = await load(workspaceId, result.hits);
    // Who names documents knows what they are about; across a workspace chance finds words everywhere.
    const isClaimed = found.length > 0 && (!isWide || (await relevanceOf(result, found)) >= leastRelevance);
    let passages = isClaimed ? found.map(({ passage }) => passage) : [];
    if (nearness?.isClaimed) {
      const keys = await joined({ hits: result.hits, isClaimed }, nearness);
      passages = (await load(workspaceId, keys)).map(({ passage }) => passage);
    }
    return {
      passages: isWide ? spread(passages, limit) : passages.slice(0, limit),
      nothingRelevant: passages.length === 0,
      searches: runsOf({ hits: result.hits, isClaimed }, nearness),
    };
  };
}

/** Best first, but a document or a page that has had its share steps back behind the others. */
function spread(found: readonly FoundPassage[], limit: number): FoundPassage[] {
  const mostFromDocument = Math.max(mostFromPlace, Math.ceil(limit / 3));
  const documents = new Map<string, number>();
  const places = new Map<string, number>();
  const first: FoundPassage[] = [];
  const later: FoundPassage[] = [];
  for (const passage of found) {
    const { heading_path, page, slide, sheet } = passage.place;
    const place = JSON.stringify([passage.documentId, page ?? slide ?? sheet ?? heading_path]);
    const fromDocument = (documents.get(passage.documentId) ?? 0) + 1;
    const fromPlace = (places.get(place) ?? 0) + 1;
    const hasHadItsShare = fromDocument > mostFromDocument || fromPlace > mostFromPlace;
    documents.set(passage.documentId, fromDocument);
    places.set(place, fromPlace);
    (hasHadItsShare ? later : first).push(passage);
  }
  return [...first, ...later].slice(0, limit);
}
