/** Which of a query's terms stand near each other in a passage, and not only somewhere in it. */
import { searchWords } from "./words.ts";

/** Near: a sentence's length. */
const nearWords = 12;
/** So many words make a few sentences on one thing. */
const gatheringWords = 50;
/** So many letters more than its lexeme a word may have. */
const longestEnding = 5;

export type Company = {
  /** The terms that have another one near them, by their index. */
  near: ReadonlySet<number>;
  /** How many different ones stand in the stretch of the text that has most of them. */
  most: number;
};

/** `terms` are lexemes that the text holds. */
export function companyIn(text: string, terms: readonly { index: number; lexeme: string }[]): Company {
  const near = new Set<number>();
  if (terms.length < 2) return { near, most: terms.length };
  const stems = terms.map(({ index, lexeme }) => ({ index, stem: stemOf(lexeme), length: lexeme.length }));
  /** Where terms stand; those before `from` are too far back to be gathered with the last one. */
  const places: { index: number; at: number }[] = [];
  const gathered = new Map<number, number>();
  let from = 0;
  let most = 0;
  for (const [at, word] of searchWords(text).split(" ").entries()) {
    const plain = folded(word);
    const met = stems.find(({ stem, length }) => plain.startsWith(stem) && plain.length <= length + longestEnding);
    if (met === undefined) continue;
    places.push({ index: met.index, at });
    gathered.set(met.index, (gathered.get(met.index) ?? 0) + 1);
    for (let first = places[from]; first !== undefined && at - first.at > gatheringWords; first = places[from]) {
      const left = (gathered.get(first.index) ?? 1) - 1;
      if (left === 0) gathered.delete(first.index);
      else gathered.set(first.index, left);
      from += 1;
    }
    most = Math.max(most, gathered.size);
    for (const { index } of places.slice(from).filter((place) => at - place.at <= nearWords)) {
      if (index !== met.index) near.add(index).add(met.index);
    }
  }
  return { near, most };
}

/** What a lexeme has in common with the words that it stands for: stemming changes the last letter ("polici" for "policy"). */
function stemOf(lexeme: string): string {
  const plain = folded(lexeme);
  return plain.length > 4 ? plain.slice(0, -1) : plain;
}

/** Without accents: German stemming takes them away. */
function folded(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}
