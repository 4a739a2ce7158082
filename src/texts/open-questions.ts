/** Turns the question of an obstacle into what people read. */
import type { OpenQuestion } from "../course/open-questions.ts";

/** A sentence for each name. It takes the wish, in the person's words; most do without. */
export type OpenQuestions = Readonly<Record<OpenQuestion, (wish: string) => string>>;

/**
 * The sentence of a question that is a name, or a model's own words as they are. Null where there is none, and for a name
 * that has no sentence: what looks like a name is never shown.
 */
export function questionText(question: string | null, wish: string, sentences: OpenQuestions): string | null {
  const asked = question?.trim() ?? "";
  const sentence = new Map<string, (wish: string) => string>(Object.entries(sentences)).get(asked);
  if (sentence !== undefined) return sentence(wish);
  return /^[\w.:-]*$/.test(asked) ? null : asked;
}
