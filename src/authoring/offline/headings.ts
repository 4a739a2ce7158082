/** Headings that are written in capitals, brought down to what stands beside other headings and inside sentences. */
import { detectLanguage } from "../../course/quality/language.ts";
import { isSmallWord } from "./words.ts";

/** Whether a text of several words is written in capitals throughout. "SEV1", "GDPR" and "FAQ" are not. */
export function shouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const small = letters.filter((letter) => /\p{Ll}/u.test(letter));
  const large = letters.filter((letter) => /\p{Lu}/u.test(letter));
  return large.length >= 6 && large.length > letters.length * 0.85 && small.length <= 2 && /\p{L}{4}/u.test(text);
}

/**
 * Turns headings in capitals into sentence case: "TRAVEL BY CAR" is "Travel by car". `texts` show how a word is written
 * elsewhere, so that "Switzerland" and "IBM" keep their capitals. Other headings stay as they are.
 */
export function calmer(texts: readonly string[]): (heading: string) => string {
  let spelling: ReadonlyMap<string, string> | null = null;
  let isGerman = false;
  return (heading) => {
    if (!shouted(heading)) return heading;
    if (spelling === null) {
      spelling = spellings(texts);
      isGerman = detectLanguage(texts.slice(0, 20).join(" ")) === "de";
    }
    const known = spelling;
    // "CASES3-1" comes from a table of contents: the number is a page.
    const calm = heading.replace(/(?<=\p{L}{4})\d+-\d+$/u, "").replace(/[\p{L}\p{M}\p{N}’']+/gu, (word) => {
      const low = word.toLocaleLowerCase("en");
      // "SEV1" is a code; "CASES3" is a word with a note's number.
      const code = /\d/.test(word) && !/^\p{L}{5}/u.test(word);
      // A German word that stands nowhere else and is no small word is most likely a noun.
      const noun = isGerman && !isSmallWord(word) ? word.charAt(0) + low.slice(1) : low;
      return known.get(low) ?? (code ? word : noun);
    });
    return calm.charAt(0).toLocaleUpperCase("en") + calm.slice(1);
  };
}

/** Each word as its text writes it where it does not begin a sentence or shout: small if it ever is small. */
function spellings(texts: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of texts.flatMap((text) => text.split("\n"))) {
    if (shouted(line)) continue;
    for (const [word] of line.matchAll(/(?<=[\p{Ll},]\s)[\p{L}\p{M}\p{N}’']+/gu)) {
      const low = word.toLocaleLowerCase("en");
      if (found.get(low) !== low) found.set(low, word);
    }
  }
  return found;
}
