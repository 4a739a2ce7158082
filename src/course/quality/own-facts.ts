/** What can be checked of a course that is stored, without what its writer was given. */
import type { Course } from "../schema.ts";
import type { QualityFacts } from "./notes.ts";

/** Its own citations count as given, since nothing else was let in; the documents that its references call named were named. */
export function ownFacts({ modules, assessments, references }: Course): QualityFacts {
  return {
    passageIds: new Set([...modules, ...assessments].flatMap(({ citations }) => citations)),
    namedDocuments: references
      .filter(({ named }) => named)
      .map(({ document_id, number, title }) => ({ documentId: document_id, number, title })),
  };
}
