/** Prepares text for PostgreSQL's parser: what it should index are words, and nothing that it takes for paths, hosts or tags. */

const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]+/gu;

/**
 * The words of a text in lower case, apart by single spaces. Punctuation goes, since PostgreSQL would keep "input/output"
 * or "end.Next" as one word; so does case, since a server in the C locale knows it for ASCII alone. Chinese, Japanese and Korean are
 * cut into overlapping pairs of characters.
 */
export function searchWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\ufeff]/gu, "")
    .replace(spaceless, (run) => ` ${pairsOf(run)} `)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

function pairsOf(run: string): string {
  const characters = [...run];
  if (characters.length < 2) return run;
  return characters
    .slice(1)
    .map((character, index) => `${characters[index]}${character}`)
    .join(" ");
}
