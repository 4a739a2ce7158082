/** The knowledge base as the rest of the bot sees it: documents in, references resolved, passages found. */
import type { Database } from "../storage/database.ts";
import type { DocumentRepository } from "../storage/documents-port.ts";
import { createPassages } from "../storage/passages.ts";
import { createIngestion, type DocumentLimits, type ExtractPort, type FetchFile, type Ingestion } from "./ingest.ts";
import { createLexer } from "./lexemes.ts";
import { createLexicalSearch } from "./lexical.ts";
import type { Meaning } from "./meaning.ts";
import { createReferences, type References } from "./references.ts";
import { createCourseRetrieval } from "./retrieve.ts";
import { createSearch, type Search } from "./search.ts";

export type Knowledge = References & Ingestion & { search: Search };

/** Joins the parts. Without `extract` and `fetchFile` documents can be pasted text alone. */
export function createKnowledge({
  database,
  store,
  extract,
  fetchFile,
  documentLimits,
  meaning = null,
}: {
  database: Database;
  store: { documents: DocumentRepository };
  extract?: ExtractPort;
  fetchFile?: FetchFile;
  documentLimits?: DocumentLimits;
  /** Null searches by words alone. */
  meaning?: Meaning | null;
}): Knowledge {
  const { documents } = store;
  const passages = createPassages({ database });
  const parts = { database, lexical: createLexicalSearch({ database }), ...(meaning && { near: meaning.near }) };
  const search = createSearch(parts);
  const retrieveForCourse = createCourseRetrieval(parts);
  const ingestion = createIngestion({
    documents,
    passages,
    lexer: createLexer({ database }),
    ...(extract && { extract }),
    ...(fetchFile && { fetchFile }),
    ...(documentLimits && { documentLimits }),
  });
  return {
    ...createReferences({ documents }),
    ...ingestion,
    async ingest(context) {
      const outcome = await ingestion.ingest(context);
      // The document is ready; its vectors follow when they can.
      if (outcome.result === "ready") void meaning?.run();
      return outcome;
    },
    // Who names documents wants them read: a course gets their breadth, even where the topic matches little.
    search: (asked) =>
      asked.documentIds === null ? search(asked) : retrieveForCourse({ ...asked, documentIds: asked.documentIds }),
  };
}
