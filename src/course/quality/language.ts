/** Which language a text is in, roughly: by its small words. Enough to choose a list of verbs or of phrases. */

const functionWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set(
    "the of and to in is are for with that this how on by from be as it what when an which their our we your you at must not or who why if does can will should",
  ),
  de: set(
    "der die das und zu zum zur den dem des ein eine einen einem einer für mit auf ist sind im ins nicht auch wie wir von bei als oder über unsere unser unseren sich werden wird nach aus bitte dass ihr man",
  ),
  fr: set(
    "le la les des du un une et à au aux en est sont pour avec sur dans que qui ce cette nous vous par pas ou plus votre notre sans leurs comment sécurité d l",
  ),
  es: set(
    "el la los las del un una y a al en es son para con sobre que por se nuestro nuestra como su sus más sin cómo o nuestros este esta lo seguridad",
  ),
  it: set(
    "il lo la gli le del della dei delle un una e di a al in è sono per con su che come non nel nella si più i da questo",
  ),
  pt: set("o a os as do da dos das um uma e em é são para com sobre que por se no na nos nas como não mais ou seu sua"),
  nl: set(
    "de het een en van in is zijn voor met op dat die te aan niet ook wij onze hoe bij als of om naar door er worden",
  ),
  sv: set("och att det som en på är av för med den till inte om ett har de vi hur kan eller från vår"),
  da: set("og at det som en på er af for med den til ikke om et har de vi hvordan kan eller fra vores"),
  pl: set("i w na z do się nie jest to dla jak o że po oraz przez od lub dla są"),
};

/**
 * The language of a text as a code such as "en", or null when there is no telling. Scripts that only other languages
 * use give null too.
 */
export function detectLanguage(text: string): string | null {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (found.length === 0) return null;
  const shares = Object.entries(functionWords)
    .map(([language, small]) => ({ language, share: found.filter((word) => small.has(word)).length / found.length }))
    .sort((one, other) => other.share - one.share);
  const [best, second] = shares;
  if (best === undefined || best.share < 0.06) return null;
  if (second !== undefined && second.share === best.share) return null;
  return best.language;
}

/** A rough count of words, in any script. */
export function wordCount(text: string): number {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
