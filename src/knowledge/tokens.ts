/** How many tokens a text takes in a language model, near enough to cut passages by. */

/**
 * An estimate within some 15% for running text: four characters of a Latin script make a token, two and a half of other
 * alphabets, and every Chinese, Japanese or Korean character is one.
 */
export function estimateTokens(text: string): number {
  let latin = 0;
  let other = 0;
  let ideographs = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x0250) latin += 1;
    else if (
      (code >= 0x2e80 && code <= 0x9fff) ||
      (code >= 0xac00 && code <= 0xd7af) ||
      (code >= 0xf900 && code <= 0xfaff)
    ) {
      ideographs += 1;
    } else if (code >= 0xff00 && code <= 0xffef) ideographs += 1;
    else other += 1;
  }
  return Math.ceil(latin / 4 + other / 2.5 + ideographs);
}
