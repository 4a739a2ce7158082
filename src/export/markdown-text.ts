/** Text of people, documents and models inside Markdown: shown as it is, never as markup, HTML or a link. */

/** Invisible characters that hide text or turn its direction around. */
const hidden = /[\u200b\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u{e0000}-\u{e007f}]|(?![\n\t])\p{Cc}/gu;

/** One line. */
export function inline(text: string): string {
  return escaped(text.toWellFormed().replace(hidden, "").replace(/\s+/g, " ").trim());
}

/** Paragraphs: single line breaks stay as breaks, empty lines part paragraphs. `indent` stands before each further line. */
export function paragraphs(text: string, indent = ""): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(hidden, "")
    .split("\n")
    .map((each) => escaped(each.trim()))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(/([^\n])\n(?=[^\n])/g, "$1\\\n")
    .replaceAll("\n", `\n${indent}`)
    .replaceAll(`\n${indent}\n`, "\n\n");
}

/** A quotation of text that may have several lines. */
export function quotation(text: string): string {
  return paragraphs(text)
    .split("\n")
    .map((each) => (each === "" ? ">" : `> ${each}`))
    .join("\n");
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]<>~|]/g, (mark) => `\\${mark}`)
      // An entity would be read as the character that it names.
      .replace(/&(?=#?\w+;)/g, "\\&")
      // A bare address becomes a link in many readers: the mark in its middle is told to be a mark.
      .replace(/:\/\//g, "\\://")
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
      .replace(/(?<=[\p{L}\p{N}._+-])@(?=[\p{L}\p{N}])/gu, "\\@")
      // What would begin a heading, list, rule or quotation.
      .replace(/^(?:#{1,6}(?=\s|$)|[-+=](?=\s|$|[-+=]))/, (mark) => `\\${mark}`)
      .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
  );
}
