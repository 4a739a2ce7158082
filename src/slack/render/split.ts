/** Cutting text without tearing what a reader sees as one character. Lengths are UTF-16 units, as Slack counts. */

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Longer clusters are torn between code points: nobody writes them, and they would not fit anywhere. */
const longestCluster = 64;

/** The last place at or before `limit` where a text may be cut between two visible characters. */
export function cutAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const from = Math.max(0, limit - longestCluster);
  const start = isLowSurrogate(text, from) ? from + 1 : from;
  let best = 0;
  for (const { index } of segmenter.segment(text.slice(start, limit + longestCluster))) {
    if (index > 0 && start + index <= limit) best = start + index;
  }
  if (best > 0) return best;
  return isLowSurrogate(text, limit) ? Math.max(limit - 1, 1) : limit;
}

/**
 * Cuts a text into pieces of at most `limit`, behind white space where there is some near the end. The pieces joined are
 * the text; a text that grows keeps its first pieces.
 */
export function split(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const most = cutAt(rest, limit);
    const space = lastSpace(rest, most);
    const at = space > limit * 0.6 ? space : most;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** At most `limit` long, with "…" for what is left out. For places that have the whole text elsewhere. */
export function truncate(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, cutAt(text, limit - 1)).trimEnd()}…`;
}

/** The same for text with entities: "&amp;" is never torn. */
export function truncateEscaped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, cutAt(text, limit - 1));
  return `${cut.replace(/&[a-z]{0,3}$/, "").trimEnd()}…`;
}

/** Just behind the last white space before `end`, or 0. */
function lastSpace(text: string, end: number): number {
  for (let index = end; index > 0; index -= 1) if (/\s/.test(text[index - 1] ?? "")) return index;
  return 0;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
