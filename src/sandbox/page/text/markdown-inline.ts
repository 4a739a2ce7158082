import { emojiCharacter } from "./emoji.ts";
import { decodeEntities } from "./entities.ts";
import { safeUrl } from "./links.ts";
import { readToken } from "./mrkdwn-token.ts";
import type { Inline } from "./nodes.ts";

type Reader = (found: RegExpExecArray) => Inline | null;

const text = (value: string): Inline => ({ type: "text", text: decodeEntities(value) });

const link = (label: string, address: string): Inline => {
  const url = safeUrl(decodeEntities(address));
  return url === null ? text(label) : { type: "link", url, children: [text(label)] };
};

/** Tried in order at each position: the first that fits wins. */
const READERS: [RegExp, Reader][] = [
  [/\\([!-/:-@[-`{-~])/y, (found) => text(found[1] ?? "")],
  [/(`+)([^`]|[^`].*?[^`])\1(?!`)/y, (found) => ({ type: "code", text: decodeEntities((found[2] ?? "").trim()) })],
  // Slack shows a picture of a markdown block as a link.
  [/!?\[([^\]\n]*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/y, (found) => link(found[1] ?? "", found[2] ?? "")],
  [/<([^<>\n]+)>/y, (found) => readToken(found[1] ?? "", parseMarkdownInline)],
  [/(\*\*|__)(?=\S)([^\n]*?\S)\1/y, (found) => ({ type: "bold", children: parseMarkdownInline(found[2] ?? "") })],
  [/~~(?=\S)([^\n]*?\S)~~/y, (found) => ({ type: "strike", children: parseMarkdownInline(found[1] ?? "") })],
  [/\*(?=[^\s*])([^*\n]*?[^\s*])\*/y, (found) => ({ type: "italic", children: parseMarkdownInline(found[1] ?? "") })],
  [
    /(?<![\p{L}\p{N}])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\p{L}\p{N}])/uy,
    (found) => ({ type: "italic", children: parseMarkdownInline(found[1] ?? "") }),
  ],
  [
    /:([a-z0-9_+'-]+):/y,
    (found) => {
      const character = emojiCharacter(found[1] ?? "");
      return character === null || /^\d+$/.test(found[1] ?? "")
        ? null
        : { type: "emoji", name: found[1] ?? "", character };
    },
  ],
  [/https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)\]}'"*_~]/y, (found) => link(found[0], found[0])],
];

/** The inline part of standard Markdown. Slack's own tokens (`<@U…>`, `<!date…>`) are live here too. */
export function parseMarkdownInline(source: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push(text(plain));
    plain = "";
  };
  let at = 0;
  while (at < source.length) {
    const found = /[\\`![<*_~:h]/.test(source.charAt(at)) ? readAt(source, at) : null;
    if (found === null) {
      plain += source.charAt(at);
      at += 1;
    } else {
      flush();
      nodes.push(found.node);
      at = found.end;
    }
  }
  flush();
  return nodes;
}

function readAt(source: string, at: number): { node: Inline; end: number } | null {
  for (const [pattern, read] of READERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    const node = found === null ? null : read(found);
    if (found !== null && node !== null) return { node, end: at + found[0].length };
  }
  return null;
}
