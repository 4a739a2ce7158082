/** Words as the offline writer counts them: those of the quality rules, and no others. */
export { wordCount as wordCountOf } from "../../course/quality/language.ts";
export { isSmallWord, likeness, overlap, stem, stemsOf, wordsOf } from "../../course/quality/words.ts";
