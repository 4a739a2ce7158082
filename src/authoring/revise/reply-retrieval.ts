/** Finds the passages that a reply may need: from the documents that it names, else from the course's own, else from all. */
import type { Brief, ReferenceToken } from "../../course/brief.ts";
import type { Course } from "../../course/schema.ts";
import type { FoundPassage } from "../../knowledge/found.ts";
import type { KnowledgePort } from "../knowledge-port.ts";
import { fitPassages } from "../prompts.ts";
import { recordSearches } from "../recorded-search.ts";
import { emptyRetrieval, numbered, type Retrieval, retrieve } from "../retrieval.ts";

/** A reply is about one thing: fewer passages than a whole course rests on. */
const passageLimit = 12;
const passageCharacters = 24_000;

/**
 * @param query what to look for; null looks for nothing but what is named
 * @param onWaiting called with the titles of named documents that are still indexed
 * @throws CoursewrightError `document_timeout`
 */
export async function retrieveForReply({
  knowledge,
  workspaceId,
  course,
  brief,
  tokens,
  query,
  wait,
  signal,
  onWaiting,
}: {
  knowledge: KnowledgePort;
  workspaceId: string;
  course: Course;
  brief: Brief;
  tokens: readonly ReferenceToken[];
  query: string | null;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  onWaiting: (titles: string[]) => void;
}): Promise<Retrieval> {
  if (tokens.length > 0) {
    const topic = query ?? (brief.topic.trim() === "" ? course.overview.title : brief.topic);
    const asked = { ...brief, prompt: topic, topic, references: [...tokens], document_ids: [] };
    const events = retrieve({ knowledge, workspaceId, brief: asked, wait, signal });
    for (;;) {
      const { done, value } = await events.next();
      if (done === true) return limited(value);
      if (value.type === "waiting-for-documents") onWaiting(value.titles);
    }
  }
  if (query === null) return emptyRetrieval;
  const own = course.references.filter(({ named }) => named).map(({ document_id }) => document_id);
  const recorded = recordSearches(knowledge);
  const { searches } = recorded;
  for (const documentIds of own.length > 0 ? [own, null] : [null]) {
    const found = await recorded.knowledge.search({ workspaceId, query, documentIds, limit: passageLimit });
    if (found.passages.length > 0 && !found.nothingRelevant) {
      return { ...described(found.passages), searches };
    }
  }
  return { ...emptyRetrieval, nothingRelevant: true, searches };
}

function limited(retrieval: Retrieval): Retrieval {
  return { ...retrieval, passages: fitPassages(retrieval.passages, passageCharacters).kept };
}

function described(found: readonly FoundPassage[]): Retrieval {
  const passages = fitPassages(found, passageCharacters).kept;
  const documents = new Map(
    passages.map(({ documentId: id, documentNumber: number, documentTitle: title, documentVersion: version }) => [
      id,
      { id, number, title, version, named: false },
    ]),
  );
  return {
    documents: [...documents.values()].toSorted((one, other) => one.number - other.number),
    // Best first: a reply is about one thing, and the offline reviser takes what comes first.
    passages: numbered(passages),
    unknown: [],
    nothingRelevant: false,
  };
}
