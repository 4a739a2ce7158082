/** Text as it may be stored and shown: nothing invisible in it, nothing that PostgreSQL refuses or that turns a line around. */

// Controls but tab and line feed; bidirectional controls; zero-width spaces; soft hyphens; the invisible "tag" characters
// that can carry instructions which no reader sees. Joiners stay: Persian, Indic scripts and emoji are written with them.
const invisible =
  /[[\p{Cc}--[\t\n]]\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gv;
const needsCare = /[^\t\n -~]/u;
const ligatures: Readonly<Record<string, string>> = {
  ﬀ: "ff",
  ﬁ: "fi",
  ﬂ: "fl",
  ﬃ: "ffi",
  ﬄ: "ffl",
  ﬅ: "st",
  ﬆ: "st",
};

/** Without what is invisible, composed (NFC), line breaks as "\n", every space a plain one. Never throws. */
export function cleanText(text: string): string {
  if (!needsCare.test(text)) return text;
  return text
    .replace(/\r\n?|[\f\u0085\u2028\u2029]/gu, "\n")
    .replace(invisible, "")
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\ufb00-\ufb06]/gu, (letter) => ligatures[letter] ?? letter)
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, " ");
}

/** Prose: cleaned, spaces run together, lines trimmed, at most one line break in a row. */
export function cleanProse(text: string): string {
  return cleanText(text)
    .replace(/[ \t]+/gu, " ")
    .replace(/ ?\n[ \n]*/gu, "\n")
    .trim();
}

/** One line: cleaned, everything that separates words a single space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, " ").trim();
}

/** Blocks whose shape matters (lists, code): cleaned, the ends of lines trimmed, indents kept. */
export function cleanShaped(text: string): string {
  return cleanText(text)
    .replace(/[ \t]+$/gmu, "")
    .replace(/\n{3,}/gu, "\n\n")
    .replace(/^\n+|\s+$/gu, "");
}
