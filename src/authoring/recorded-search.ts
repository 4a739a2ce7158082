/** Writes down what is searched for, and what each search came to: it is kept with the request. */
import { z } from "zod";
import type { KnowledgePort } from "./knowledge-port.ts";

export const searchRecordSchema = z.object({
  query: z.string(),
  /** Null is the whole workspace. */
  documentIds: z.array(z.string()).nullable(),
  /** Which searches ran, how many passages each found, and whether it claimed them as sources. */
  runs: z.array(z.object({ way: z.enum(["words", "meaning"]), found: z.int(), isClaimed: z.boolean() })),
});
export type SearchRecord = z.infer<typeof searchRecordSchema>;

/** The same knowledge base; `searches` grows with each search. */
export function recordSearches(knowledge: KnowledgePort): { knowledge: KnowledgePort; searches: SearchRecord[] } {
  const searches: SearchRecord[] = [];
  return {
    searches,
    knowledge: {
      resolveReferences: (asked) => knowledge.resolveReferences(asked),
      async search(asked) {
        const found = await knowledge.search(asked);
        const { query, documentIds } = asked;
        searches.push({ query, documentIds: documentIds && [...documentIds], runs: [...(found.searches ?? [])] });
        return found;
      },
    },
  };
}
