import { emojiCharacter } from "./emoji.ts";
import { decodeEntities } from "./entities.ts";
import { readToken } from "./mrkdwn-token.ts";
import type { Inline } from "./nodes.ts";

const EMPHASIS: { [marker: string]: "bold" | "italic" | "strike" } = { "*": "bold", _: "italic", "~": "strike" };
const TOKEN = /<[^<>\n]+>/y;
const CODE = /`[^`\n]+`/y;
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/y;
const ADDRESS = /https?:\/\/[^\s<>|`]+/y;

/** The inline part of mrkdwn: emphasis, code, tokens, emoji, bare addresses. */
export function parseInline(source: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = "";
  /** Per marker: up to where it is known that no closing one follows, so that hostile text stays linear. */
  const noneBefore: { [marker: string]: number } = {};
  const flush = () => {
    if (plain !== "") nodes.push({ type: "text", text: decodeEntities(plain) });
    plain = "";
  };
  let at = 0;
  while (at < source.length) {
    const found = readLeaf(source, at);
    if (found !== null) {
      flush();
      nodes.push(found.node);
      at = found.end;
      continue;
    }
    const marker = source.charAt(at);
    const kind = EMPHASIS[marker];
    if (kind !== undefined && at >= (noneBefore[marker] ?? 0) && opens(source, at)) {
      const close = findClose(source, at, marker);
      if (close.found) {
        flush();
        nodes.push({ type: kind, children: parseInline(source.slice(at + 1, close.at)) });
        at = close.at + 1;
        continue;
      }
      noneBefore[marker] = close.at;
    }
    plain += marker;
    at += 1;
  }
  flush();
  return nodes;
}

function readLeaf(source: string, at: number): { node: Inline; end: number } | null {
  switch (source.charAt(at)) {
    case "<": {
      const token = match(TOKEN, source, at);
      const node = token === null ? null : readToken(token[0].slice(1, -1), parseInline);
      return token === null || node === null ? null : { node, end: at + token[0].length };
    }
    case "`": {
      const code = match(CODE, source, at);
      if (code === null) return null;
      return { node: { type: "code", text: codeText(code[0].slice(1, -1)) }, end: at + code[0].length };
    }
    case ":": {
      const emoji = match(EMOJI, source, at);
      if (emoji === null) return null;
      const name = emoji[1] ?? "";
      // 10:30:45 is a time of day.
      if (/^\d+$/.test(name) && /\d/.test(source.charAt(at - 1))) return null;
      const character = emojiCharacter(name);
      return character === null ? null : { node: { type: "emoji", name, character }, end: at + emoji[0].length };
    }
    case "h": {
      if (/[\p{L}\p{N}]/u.test(source.charAt(at - 1))) return null;
      const address = match(ADDRESS, source, at);
      if (address === null) return null;
      const text = address[0].replace(/(?:&gt;|&lt;|[.,;:!?)\]}'"*_~])+$/, "");
      if (/^https?:\/*$/.test(text)) return null;
      const url = decodeEntities(text);
      return { node: { type: "link", url, children: [{ type: "text", text: url }] }, end: at + text.length };
    }
    default:
      return null;
  }
}

/** Inside code nothing is live; an address that Slack has wrapped in angle brackets is shown bare. */
function codeText(text: string): string {
  return decodeEntities(text.replace(/<((?:https?|mailto|tel):[^<>|]*)(?:\|[^<>]*)?>/g, "$1"));
}

function opens(source: string, at: number): boolean {
  const before = source.charAt(at - 1);
  const after = source.charAt(at + 1);
  return (
    !isWord(before) && before !== source.charAt(at) && after !== "" && !/\s/.test(after) && after !== source.charAt(at)
  );
}

/** The closing marker on the same line, skipping code and tokens; without one, where the search ended. */
function findClose(source: string, open: number, marker: string): { found: boolean; at: number } {
  let at = open + 1;
  while (at < source.length && source.charAt(at) !== "\n") {
    const skipped = match(source.charAt(at) === "`" ? CODE : TOKEN, source, at);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    if (source.charAt(at) === marker && at > open + 1 && closes(source, at)) return { found: true, at };
    at += 1;
  }
  return { found: false, at };
}

function closes(source: string, at: number): boolean {
  const after = source.charAt(at + 1);
  return !/\s/.test(source.charAt(at - 1)) && !isWord(after) && after !== source.charAt(at);
}

function isWord(character: string): boolean {
  return character !== "" && /[\p{L}\p{N}]/u.test(character);
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
