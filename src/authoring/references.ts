/** The documents at the end of a course: which were read, and which of their passages are cited. */
import type { QualityFacts } from "../course/quality.ts";
import type { Reference, Sections } from "../course/schema.ts";
import type { Retrieval } from "./retrieval.ts";

/** The documents that the writer gets to see, before anything is cited. */
export function givenReferences({ documents }: Retrieval): Reference[] {
  return documents.map(({ id, number, title, version, named }) => ({
    document_id: id,
    number,
    title,
    document_version: version,
    passages: [],
    named,
  }));
}

/**
 * The references of a finished course, by document number: every document that the person named, cited or not, and those
 * found by search that something cites. Passages stand in the order in which the course first cites them.
 */
export function citedReferences(
  retrieval: Retrieval,
  { modules = [], assessments = [] }: Partial<Sections>,
): Reference[] {
  const cited = [...new Set([...modules, ...assessments].flatMap(({ citations }) => citations))];
  const passages = new Map(retrieval.passages.map((passage) => [passage.id, passage]));
  return givenReferences(retrieval)
    .map((reference) => ({
      ...reference,
      passages: cited.flatMap((id) => {
        const passage = passages.get(id);
        return passage?.documentId === reference.document_id ? [{ id, place: passage.place }] : [];
      }),
    }))
    .filter(({ named, passages }) => named || passages.length > 0);
}

/** What checking the course's quality needs to know of its sources. */
export function qualityFacts({ documents, passages }: Retrieval): QualityFacts {
  return {
    passageIds: new Set(passages.map(({ id }) => id)),
    namedDocuments: documents
      .filter(({ named }) => named)
      .map(({ id, number, title }) => ({ documentId: id, number, title })),
  };
}
