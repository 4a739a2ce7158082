/** Texts as bags of rough stems: good enough to say which two are about the same thing. */

const small = new Set(
  `a an the of and or to in on at by for from with without into over under about as is are be been was were will would can
  could may might must shall should do does did not no than then that this these those it its they them their there here
  we us our you your he she his her i me my who whom which what when where why how if so such also only just more most
  less least very own same other another each every any all some both either per via etc within after before during
  until while because since between against up down out off again one two three
  der die das den dem des ein eine einen einem einer eines und oder zu zum zur im in ins am an auf aus bei mit nach von
  vom vor für durch über unter um ist sind war wird werden kann können muss müssen soll sollen darf dürfen nicht kein
  keine als wie wenn dass es sie er wir ihr sich man auch nur noch sehr so dann da hier dort was wer wo wann warum
  welche welcher welches diese dieser dieses jede jeder jedes alle
  le la les un une des du de et ou en au aux pour avec sur dans par que qui est sont ce cette nos vos votre notre
  el los las del al y para con por se su sus es son lo como`.split(/\s+/),
);

/** Whether a word carries grammar rather than meaning, in the languages that we meet most. */
export function isSmallWord(word: string): boolean {
  return small.has(word.toLowerCase());
}

/** Words in lower case: letters, marks and digits; an apostrophe or hyphen inside a word divides it. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** A rough stem: plural and the commonest endings are cut off, never below three letters. */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  return cut(
    word
      .replace(/ies$/, "y")
      .replace(/(ss|sh|ch|x)es$/, "$1")
      .replace(/([^su])s$/, "$1"),
  );
}

function cut(word: string): string {
  const shorter = word.replace(/(ings?|ation|ations|ment|ments|ers?|en|ed|ern|em|es|e|ly)$/, "");
  // "stopping" and "stop" should meet.
  return shorter.length >= 3 ? shorter.replace(/([bdglmnprt])\1$/, "$1") : word;
}

/** Stems of the words that carry meaning, in order, with repetitions. */
export function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !small.has(word))
    .map(stem);
}

/** How much of the smaller set of stems lies in the larger: 0 to 1; 0 when one is empty. */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one];
  if (fewer.size === 0) return 0;
  let shared = 0;
  for (const word of fewer) if (more.has(word)) shared += 1;
  return shared / fewer.size;
}

/** Jaccard similarity of two sets of stems: 0 to 1; 0 when both are empty. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  const together = one.size + other.size - shared;
  return together === 0 ? 0 : shared / together;
}
