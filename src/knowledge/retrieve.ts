/** Picks from named documents what a course is written from: what is on the topic, and the breadth of the documents. */
import { z } from "zod";
import { placeSchema } from "../course/schema.ts";
import { createPassageLoader, type PassageKey } from "./found.ts";
import { joined, nameOf, runsOf } from "./hybrid.ts";
import type { SearchParts, SearchResult } from "./search.ts";

export type CourseRetrieval = (asked: {
  workspaceId: string;
  query: string;
  documentIds: readonly string[];
  limit: number;
}) => Promise<SearchResult>;

/** A passage in its document, without its text. `section` names the stretch that it belongs to. */
type Entry = { setId: string; ordinal: number; section: string; score: number };

/** Hits far below the best are no better than the beginning of a section. */
const leastOfBest = 0.35;

/**
 * Passages of the named documents, the most wanted first. Everything, when it fits the limit. Else the sections on the topic
 * take turns, each with its best passage, and then the sections that say nothing of it, with their beginning: a course on a
 * document needs its breadth more than ten passages that say the same.
 */
export function createCourseRetrieval({ database, lexical, near }: SearchParts): CourseRetrieval {
  const load = createPassageLoader({ database });

  return async ({ workspaceId, query, documentIds, limit }) => {
    const entries = await outline(workspaceId, documentIds);
    const asked = { workspaceId, query, documentIds, limit: Math.max(50, limit * 3) };
    const [{ hits }, nearness] = await Promise.all([lexical(asked), near?.(asked) ?? null]);
    const least = (hits[0]?.score ?? 0) * leastOfBest;
    const byWords = { hits: hits.filter(({ score }) => score >= least), isClaimed: hits.length > 0 };
    const isJoined = nearness?.isClaimed === true;
    const scored = isJoined ? await joined(byWords, nearness) : hits;
    const scores = new Map(scored.map((hit) => [nameOf(hit), hit.score]));
    for (const entry of entries) entry.score = scores.get(nameOf(entry)) ?? 0;
    const found = await load(workspaceId, chosen(entries, isJoined ? 0 : least, limit));
    const passages = found.map(({ passage }) => passage);
    return { passages, nothingRelevant: passages.length === 0, searches: runsOf(byWords, nearness) };
  };

  async function outline(workspaceId: string, documentIds: readonly string[]): Promise<Entry[]> {
    const rows = await database.query(
      z.object({ setId: z.string(), ordinal: z.number(), place: placeSchema }),
      `select s.id::text as "setId", p.ordinal, p.place
       from unnest($2::text[]) with ordinality as asked(id, rank)
       join passage_sets s on s.workspace_id = $1 and s.document_id = asked.id and s.state = 'visible'
       join passages p on p.set_id = s.id and p.workspace_id = $1
       order by asked.rank, p.ordinal`,
      [workspaceId, documentIds],
    );
    return rows.map(({ setId, ordinal, place }) => {
      const { heading_path, page, slide, sheet } = place;
      const stretch =
        heading_path.length > 0 ? heading_path.slice(0, 3) : [page ?? slide ?? sheet ?? Math.floor(ordinal / 4)];
      return { setId, ordinal, section: JSON.stringify([setId, ...stretch]), score: 0 };
    });
  }
}

function chosen(entries: readonly Entry[], leastScore: number, limit: number): PassageKey[] {
  if (entries.length <= limit) return entries.toSorted((left, right) => right.score - left.score);
  const sections = [...Map.groupBy(entries, ({ section }) => section).values()];
  const onTopic = sections
    .map((section) => section.filter(({ score }) => score > 0 && score >= leastScore).sort(byScore))
    .filter((section) => section.length > 0)
    .sort((left, right) => (right[0]?.score ?? 0) - (left[0]?.score ?? 0));
  const beginnings = evenly(
    sections.flatMap((section) => section[0] ?? []),
    limit,
  );
  const rest = evenly(entries, limit);
  // Two turns on the topic come before the breadth, further ones after it.
  const order = [...takingTurns(onTopic, 0, 2), ...beginnings, ...takingTurns(onTopic, 2, limit), ...rest];
  return [...new Set(order)].slice(0, limit);
}

function byScore(left: Entry, right: Entry): number {
  return right.score - left.score || left.ordinal - right.ordinal;
}

/** The passages of each list from turn `from` up to `to`: first one of each, then the next of each. */
function takingTurns(lists: readonly Entry[][], from: number, to: number): Entry[] {
  const turns = Math.min(to, Math.max(0, ...lists.map(({ length }) => length)));
  return Array.from({ length: Math.max(0, turns - from) }, (_, turn) =>
    lists.flatMap((list) => list[from + turn] ?? []),
  ).flat();
}

/** At most `count`, evenly over the whole list. */
function evenly<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}
