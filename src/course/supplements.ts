/**
 * Sections that a course may have beside the four, each a heading with items: a glossary, a reading list. They are written after the
 * others, nothing rests on them, and a reply leaves them as they are. A further one is a file with a `Supplement` and a line in the
 * table: writing, the card and the exports take whatever stands there.
 */
import { z } from "zod";
import type { Sections } from "./schema.ts";
import type { DraftResult } from "./stages.ts";
import { type SupplementItem, supplementItemsSchema } from "./supplement-schema.ts";

export type Supplement = {
  /** Letters alone. Stored with courses, so it is never changed. */
  name: string;
  /** By language; stored with the course. */
  heading: { en: string; de: string };
  /** What a language model is told: "Now write the glossary: …". The schema of items and the rules of the course are added. */
  demand: string;
  /** What stands there without a language model. */
  draft(finished: Partial<Sections>): SupplementItem[];
};

export const supplements: readonly Supplement[] = [];

/** What a writer returns: an object at the root, as strict JSON schemas demand. */
export const supplementDraftSchema = z.strictObject({
  items: z.array(z.strictObject({ title: z.string(), text: z.string() })),
});

/** A draft's items, or what is wrong with them in words that a writer can act on. */
export function itemsFromDraft(draft: unknown): DraftResult<SupplementItem[]> {
  const items = z.strictObject({ items: supplementItemsSchema }).safeParse(draft);
  return items.success ? { ok: true, value: items.data.items } : { ok: false, problem: z.prettifyError(items.error) };
}
