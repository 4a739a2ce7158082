/** Titles of documents, as references name them. */

/** The same for titles that nobody can tell apart in a reference: case, spaces and how letters are composed do not count. */
export function foldedTitle(title: string): string {
  return title.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/**
 * Why a document cannot be called so by whoever names it.
 * @returns "number" for what reads like the number of a document, such as "@1"; "wordless" for what has neither letters nor digits
 */
export function titleProblem(title: string): "number" | "wordless" | null {
  const folded = foldedTitle(title);
  if (/^@ ?\d+(?![\p{L}\p{M}])|^\d+$/u.test(folded)) return "number";
  return /[\p{L}\p{N}]/u.test(folded) ? null : "wordless";
}
