/** The grammar of `@…` references: what names a document, and what only looks like it. */
import type { ReferenceToken } from "./brief.ts";

/** A reference and where it stands, `end` exclusive. */
export type FoundReference = { token: ReferenceToken; start: number; end: number };

/** Titles longer than this are not titles. */
const longestTitle = 200;
/** People, channels and code carry `@` too: nothing in here is a reference. Longest first, since they nest. */
const notText = [
  /```[\s\S]*?(?:```|$)/gu,
  /(`{1,2})(?!`)[^\n]*?[^`\n]\1(?!`)/gu,
  // Slack's own markup: mentions, channels, broadcasts, links.
  /<(?:[@#!][^<>\n]*|(?:https?|ftp|mailto|tel|slack):[^<>\n]*)>/giu,
  /\b(?:https?|ftp|mailto):\S+/giu,
  // Addresses without a scheme, such as medium.com/@someone.
  /\b[\w-]+(?:\.[\w-]+)+\/\S*/gu,
];
const closingQuotes: Readonly<Record<string, string>> = {
  '"': '"“”',
  "“": '”“"',
  "”": '”“"',
  "„": '“”"',
  "«": "»",
  "»": "«»",
};
const broadcasts = new Set(["here", "channel", "everyone", "group"]);

// Scripts written without spaces touch a reference without belonging to it: "使用@3的内容".
const word = /[[\p{L}\p{N}\p{M}_]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]]/v;
/** What stands before the `@` of an address ("jane.doe+x@…") or after another `@`. */
const endsInWord =
  /(?:[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]][_.+\-]*|[@\\])$/v;
const spacelessWord = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{M}\p{N}]/u;

/** Every reference in a text that was unescaped before, in order; the same document named twice comes twice. */
export function findReferences(text: string): FoundReference[] {
  const visible = withoutCode(text);
  const found: FoundReference[] = [];
  for (let start = visible.indexOf("@"); start >= 0; start = visible.indexOf("@", start + 1)) {
    if (endsInWord.test(visible.slice(Math.max(0, start - 65), start))) continue;
    const reference = quotedAt(visible, start) ?? plainAt(visible, start);
    if (reference === null) continue;
    found.push(reference);
    start = reference.end - 1;
  }
  return found;
}

/** The text with code, links and Slack's markup blanked out, every other character where it was. */
export function withoutCode(text: string): string {
  return notText.reduce((rest, pattern) => rest.replace(pattern, (match) => " ".repeat(match.length)), text);
}

function quotedAt(text: string, start: number): FoundReference | null {
  const closers = closingQuotes[text[start + 1] ?? ""];
  if (closers === undefined) return null;
  for (let end = start + 2; end < Math.min(text.length, start + 3 + longestTitle); end += 1) {
    const character = text[end] ?? "";
    if (character === "\n") return null;
    if (!closers.includes(character)) continue;
    const title = text
      .slice(start + 2, end)
      .replace(/\s+/gu, " ")
      .trim();
    if (title === "") return null;
    return { token: { kind: "title", title, source: text.slice(start, end + 1) }, start, end: end + 1 };
  }
  return null;
}

function plainAt(text: string, start: number): FoundReference | null {
  const first = text[start + 1] ?? "";
  const belongs = word.test(first) ? word : spacelessWord;
  let end = start + 1;
  while (end < text.length && (belongs.test(text[end] ?? "") || text[end] === "-")) end += 1;
  while (end > start + 1 && /[-_]/u.test(text[end - 1] ?? "")) end -= 1;
  const name = text.slice(start + 1, end);
  if (name === "" || !/^[\p{L}\p{N}]/u.test(name) || broadcasts.has(name.toLowerCase())) return null;
  // "@example.org" is a host, "@angular/core" a package, "@Component(" a decorator, "@a@b" an address.
  if (/^(?:\.[\p{L}\p{N}]|\/[\p{L}\p{N}_]|\(|@|:\/\/)/u.test(text.slice(end, end + 3))) return null;
  const source = text.slice(start, end);
  const token: ReferenceToken = /^[1-9]\d{0,8}$/.test(name)
    ? { kind: "number", number: Number(name), source }
    : { kind: "slug", slug: name.normalize("NFC").toLowerCase(), source };
  return { token, start, end };
}

/** What makes two tokens name the same thing. */
export function tokenKey(token: ReferenceToken): string {
  switch (token.kind) {
    case "number":
      return `number ${token.number}`;
    case "title":
      return `title ${token.title.normalize("NFC").toLowerCase()}`;
    case "slug":
      return `slug ${token.slug}`;
  }
}
