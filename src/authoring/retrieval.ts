/** Finds what a course is written from: resolves references, waits for documents that are still indexed, picks passages. */
import { z } from "zod";
import { type Brief, referenceTokenSchema } from "../course/brief.ts";
import type { CourseEvent } from "../course/events.ts";
import { placeSchema } from "../course/schema.ts";
import { documentRefusals } from "../course/view.ts";
import { CoursewrightError } from "../errors.ts";
import type { FoundPassage } from "../knowledge/found.ts";
import type { ResolvedReferences } from "../knowledge/references.ts";
import type { DocumentRecord } from "../storage/documents-port.ts";
import type { KnowledgePort } from "./knowledge-port.ts";
import { fitPassages } from "./prompts.ts";
import { recordSearches, searchRecordSchema } from "./recorded-search.ts";

/** What was found, as it is kept with the request: work that is taken up again must see the same passages under the same numbers. */
export const retrievalSchema = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      title: z.string(),
      version: z.int(),
      named: z.boolean(),
    }),
  ),
  passages: z.array(
    z.object({
      number: z.int(),
      id: z.string(),
      documentId: z.string(),
      documentNumber: z.int(),
      documentTitle: z.string(),
      place: placeSchema,
      text: z.string(),
    }),
  ),
  unknown: z.array(
    z.object({
      token: referenceTokenSchema,
      nearest: z.array(z.object({ number: z.int(), title: z.string() })),
      isAmbiguous: z.boolean().optional(),
      isUnreadable: z.boolean().optional(),
    }),
  ),
  nothingRelevant: z.boolean(),
  /** What was searched, in order. */
  searches: z.array(searchRecordSchema).optional(),
  /** Why no documents were used, where that was not for want of any. */
  refused: z.enum(documentRefusals).nullish(),
});
export type Retrieval = z.infer<typeof retrievalSchema>;

/** Where nothing was looked for. */
export const emptyRetrieval: Retrieval = { documents: [], passages: [], unknown: [], nothingRelevant: false };

/** Passages for one course; more than these seldom help and always cost. */
const passageLimit = 40;
const pollMs = 1_000;
const longestWaitMs = 10 * 60_000;

/**
 * @param wait resolves after so many milliseconds, rejects when the signal aborts
 * @throws CoursewrightError `document_timeout` when a named document is still not indexed after ten minutes
 */
export async function* retrieve({
  knowledge,
  workspaceId,
  brief,
  wait,
  signal,
}: {
  knowledge: KnowledgePort;
  workspaceId: string;
  brief: Brief;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}): AsyncGenerator<CourseEvent, Retrieval, undefined> {
  const resolve = () =>
    knowledge.resolveReferences({ workspaceId, tokens: brief.references, documentIds: brief.document_ids });
  let resolved = await resolve();
  let told = "";
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const unready = resolved.documents.filter(({ state }) => state === "queued" || state === "indexing");
    const [first] = unready;
    if (first === undefined) break;
    if (waitedMs >= longestWaitMs) {
      throw new CoursewrightError("document_timeout", "a named document is still being indexed", {
        facts: { title: first.title },
      });
    }
    const titles = unready.map(({ title }) => title);
    if (told !== titles.join("\n")) yield { type: "waiting-for-documents", titles };
    told = titles.join("\n");
    await wait(pollMs, signal);
    resolved = await resolve();
  }
  const named = resolved.documents;
  const recorded = recordSearches(knowledge);
  const found =
    named.length > 0
      ? await searchEach(recorded.knowledge, workspaceId, brief, named)
      : await recorded.knowledge.search({ workspaceId, query: queryOf(brief), documentIds: null, limit: passageLimit });
  return { ...describe(resolved, named, found), searches: recorded.searches };
}

/** Each named document gets its share, so that none is crowded out by another; the best of each come first. */
async function searchEach(
  knowledge: KnowledgePort,
  workspaceId: string,
  brief: Brief,
  documents: readonly DocumentRecord[],
): Promise<{ passages: FoundPassage[]; nothingRelevant: boolean }> {
  const limit = Math.max(3, Math.ceil(passageLimit / documents.length));
  const ranked: FoundPassage[][] = [];
  for (const { id, title } of documents) {
    const search = (query: string) => knowledge.search({ workspaceId, query, documentIds: [id], limit });
    const onTopic = await search(queryOf(brief));
    // A document that was named is read, even if the request shares no word with it ("a course from @3").
    ranked.push(onTopic.passages.length > 0 ? onTopic.passages : (await search(title)).passages);
  }
  const longest = Math.max(...ranked.map(({ length }) => length));
  const passages = Array.from({ length: longest }, (_, rank) => ranked.flatMap((list) => list[rank] ?? [])).flat();
  return { passages: passages.slice(0, passageLimit), nothingRelevant: passages.length === 0 };
}

function queryOf({ topic, prompt }: Brief): string {
  return topic.trim() === "" ? prompt : topic;
}

function describe(
  { unknown, unreadable, ambiguous }: ResolvedReferences,
  named: readonly DocumentRecord[],
  found: { passages: FoundPassage[]; nothingRelevant: boolean },
): Retrieval {
  // The best that fit; then in the order of the documents, which reads better than by rank.
  const passages = fitPassages(found.passages).kept.toSorted(
    (one, other) => one.documentNumber - other.documentNumber || one.ordinal - other.ordinal,
  );
  const documents = new Map(
    named.map(({ id, number, title, version }) => [id, { id, number, title, version, named: true }]),
  );
  for (const { documentId: id, documentNumber: number, documentTitle: title, documentVersion: version } of passages) {
    if (!documents.has(id)) documents.set(id, { id, number, title, version, named: false });
  }
  return {
    documents: [...documents.values()].toSorted((one, other) => one.number - other.number),
    passages: numbered(passages),
    unknown: [
      ...unknown,
      ...unreadable.map(({ token }) => ({ token, nearest: [], isUnreadable: true })),
      // A name that fits several documents names none until somebody chooses.
      ...ambiguous.map(({ token, candidates }) => ({
        token,
        nearest: candidates.map(({ number, title }) => ({ number, title })),
        isAmbiguous: true,
      })),
    ],
    nothingRelevant: found.nothingRelevant || passages.length === 0,
  };
}

/** Passages as writers see them: each under the number by which it is cited, in the order given. */
export function numbered(passages: readonly FoundPassage[]): Retrieval["passages"] {
  return passages.map(({ id, documentId, documentNumber, documentTitle, place, text }, index) => ({
    number: index + 1,
    id,
    documentId,
    documentNumber,
    documentTitle,
    place,
    text,
  }));
}
