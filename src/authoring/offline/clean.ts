/** Text from people and documents as plain words: no markup, no mentions, no links, nothing invisible. */

/** One line of plain text, safe to show anywhere. Empty when nothing readable is left. */
export function clean(text: string): string {
  return tidy(
    text
      .toWellFormed()
      .normalize("NFC")
      // Control and format characters, private use, unassigned: nothing that a reader sees.
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]/gu, (character) => (/\s/.test(character) ? " " : ""))
      .replace(/<(?:@|!|#)[^>|]*(?:\|([^>]*))?>/g, (_, label: string | undefined) => label?.replace(/^[@#]/, "") ?? " ")
      .replace(/<(?:https?:\/\/|mailto:)[^>|]*\|([^>]*)>/gi, "$1")
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/(?:https?:\/\/|ftp:\/\/)([^\s/<>|)"']+)[^\s<>|)"']*/gi, "$1")
      .replace(/<\/?[a-z][^<>]{0,200}>/gi, " ")
      .replace(/<!--.*?-->/g, " ")
      .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? " ")
      .replace(/(?:-|=)+>/g, "→")
      .replace(/>=/g, "≥")
      .replace(/<=/g, "≤")
      .replace(/>\s*(?=\d)/g, "over ")
      .replace(/<\s*(?=\d)/g, "under ")
      .replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2")
      .replace(/(?<![\p{L}\p{N}])[*_](?=\S)([^*_]+)(?<=\S)[*_](?![\p{L}\p{N}])/gu, "$1")
      .replace(/(?<![\p{L}\p{N}_]):(?:[a-z][a-z0-9_+-]*|[+-]1):(?![\p{L}\p{N}_])/gu, " ")
      .replace(/[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F\u20E3]/gu, (character) =>
        "©®™".includes(character) ? character : " ",
      )
      .replace(/(?<![\p{L}\p{N}._%+-])[@#]+(?=[\p{L}\p{N}])/gu, "")
      .replace(/[*`<>\\^~]+/g, " ")
      .replace(/[{}|]+/g, " ")
      .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, " "),
  );
}

/** White space and orphaned punctuation put right. */
export function tidy(text: string): string {
  return text
    .replace(/\(\s*\)|\[\s*\]|“\s*”|„\s*“/g, " ")
    .replace(/\s+/g, " ")
    .replace(/\s+([,.;:!?)\]])(?=\s|$|[,.;:!?)\]])/g, "$1")
    .replace(/([(])\s+/g, "$1")
    .replace(/([,;:])(?:\s*[,;:])+/g, "$1")
    .replace(/^[\s,.;:!?)\]–—-]+/, "")
    .trim();
}

/** The text as a title: no full stop, no numbering, first letter large, at most `limit` characters. */
export function asTitle(text: string, limit = 90): string {
  const bare = withoutNumber(text).replace(/[\s.,;:–—-]+$/, "");
  return clip(capitalised(bare), limit);
}

/** A heading without "1.2", "Chapter 3:", "Step 2 –", "(a)". */
export function withoutNumber(heading: string): string {
  return heading
    .replace(
      /^(?:chapter|section|part|step|appendix|kapitel|abschnitt|teil|schritt)\s+(?:\d+|[ivxlc]+|[a-z])\s*[.:)–—-]\s*/i,
      "",
    )
    .replace(/^\(?(?:\d+(?:\.\d+)*[.):]|\d+(?:\.\d+)+|[a-z][.)]|[ivx]+[.)])\s+/i, "")
    .trim();
}

/** At most `limit` UTF-16 units, cut between words, with an ellipsis where something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  const kept = (space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s,.;:–—\uFFFD-]+$/, "");
  return `${kept}…`;
}

/** First letter large. */
export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase("en") + text.slice(first.length);
}

/** The text with a full stop, unless it ends a sentence already. */
export function asSentence(text: string): string {
  const trimmed = text.replace(/[\s,;:–—-]+$/, "");
  return /[.!?…。！？][”"’)\]]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'" };
