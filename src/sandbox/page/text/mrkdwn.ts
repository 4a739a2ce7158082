import { decodeEntities } from "./entities.ts";
import { parseInline } from "./mrkdwn-inline.ts";
import type { TextBlock } from "./nodes.ts";

const QUOTE = /^(?:&gt;|>)[ ]?/;
const QUOTE_ALL = /^(?:&gt;|>){3}[ ]?/;

/**
 * Slack's mrkdwn as a tree. Escaped text stays inert: tokens (`<@U…>`, `<!here>`, `<url|text>`) are found while the
 * entities are still encoded, and these are decoded only in the leaves.
 */
export function parseMrkdwn(source: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let rest = source.replace(/\r\n?/g, "\n");
  for (;;) {
    const fence = /```([\s\S]*?[^\s`][\s\S]*?)```/.exec(rest);
    if (fence === null) break;
    blocks.push(...parseLines(rest.slice(0, fence.index).replace(/\n$/, "")));
    blocks.push({ type: "pre", text: rawCode((fence[1] ?? "").replace(/^\n/, "").replace(/\n$/, "")) });
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  blocks.push(...parseLines(rest));
  return blocks;
}

/** Code shows what stands there: a token inside it as its address or name, everything else as it is. */
function rawCode(text: string): string {
  return decodeEntities(text.replace(/<((?:https?|mailto|tel):[^<>|\n]*)(?:\|[^<>\n]*)?>/g, "$1"));
}

function parseLines(source: string): TextBlock[] {
  if (source === "") return [];
  const blocks: TextBlock[] = [];
  let plain: string[] = [];
  let quoted: string[] = [];
  const flush = () => {
    if (plain.length > 0) blocks.push({ type: "paragraph", children: parseInline(plain.join("\n")) });
    if (quoted.length > 0) blocks.push({ type: "quote", children: parseInline(quoted.join("\n")) });
    plain = [];
    quoted = [];
  };
  const lines = source.split("\n");
  for (const [index, line] of lines.entries()) {
    if (QUOTE_ALL.test(line)) {
      flush();
      quoted = [line.replace(QUOTE_ALL, ""), ...lines.slice(index + 1)];
      break;
    }
    if (QUOTE.test(line)) {
      if (plain.length > 0) flush();
      quoted.push(line.replace(QUOTE, ""));
    } else {
      if (quoted.length > 0) flush();
      plain.push(line);
    }
  }
  flush();
  return blocks;
}
