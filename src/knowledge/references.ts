/** Finds the documents that references in a brief or reply name. */
import { distance } from "fastest-levenshtein";
import type { ReferenceToken } from "../course/brief.ts";
import type { DocumentRecord, DocumentRepository } from "../storage/documents-port.ts";

export type ResolvedReferences = {
  /** In the order in which they were named, each once. */
  documents: DocumentRecord[];
  /** With the nearest titles, best first, at most three. */
  unknown: { token: ReferenceToken; nearest: { number: number; title: string }[] }[];
  /** A title that several documents bear, or begin with. */
  ambiguous: { token: ReferenceToken; candidates: DocumentRecord[] }[];
};
export type References = {
  /** `documentIds` were chosen from a list; one that was deleted meanwhile is left out. */
  resolveReferences(asked: {
    workspaceId: string;
    tokens: readonly ReferenceToken[];
    documentIds: readonly string[];
  }): Promise<ResolvedReferences>;
};

/** A workspace's documents are few (hundreds); titles are compared here, where Unicode's rules for case are at hand. */
const mostDocuments = 5_000;

/** Numbers are exact. Titles and slugs match whole first, then by a beginning, then by a part, without regard to case. */
export function createReferences({
  documents,
}: {
  documents: Pick<DocumentRepository, "find" | "findByNumber" | "list">;
}): References {
  return {
    async resolveReferences({ workspaceId, tokens, documentIds }) {
      const found = new Map<string, DocumentRecord>();
      const unknown: ResolvedReferences["unknown"] = [];
      const ambiguous: ResolvedReferences["ambiguous"] = [];
      let known: DocumentRecord[] | null = null;
      for (const token of tokens) {
        const direct = token.kind === "number" ? await documents.findByNumber(workspaceId, token.number) : null;
        if (direct !== null) {
          found.set(direct.id, direct);
          continue;
        }
        known ??= await documents.list(workspaceId, { limit: mostDocuments });
        const candidates = token.kind === "number" ? [] : matching(token, known);
        const [only] = candidates;
        if (only === undefined) unknown.push({ token, nearest: nearest(token, known) });
        else if (candidates.length > 1) ambiguous.push({ token, candidates: candidates.slice(0, 25) });
        else found.set(only.id, only);
      }
      for (const id of documentIds) {
        const document = found.has(id) ? null : await documents.find(workspaceId, id);
        if (document !== null) found.set(id, document);
      }
      return { documents: [...found.values()], unknown, ambiguous };
    },
  };
}

/** The documents of the best kind of match that has any. */
function matching(token: ReferenceToken, known: readonly DocumentRecord[]): DocumentRecord[] {
  const asked = wordsOf(nameOf(token)).join(" ");
  if (asked === "") return [];
  const named = known.map((document) => ({ document, title: wordsOf(document.title).join(" ") }));
  const kinds: ((named: { title: string; document: DocumentRecord }) => boolean)[] = [
    ({ document }) =>
      token.kind === "slug" ? document.slug === token.slug : folded(document.title) === folded(nameOf(token)),
    ({ title }) => title === asked,
    ({ title }) => title.startsWith(`${asked} `) || (asked.length >= 3 && title.startsWith(asked)),
    ({ title }) => asked.length >= 3 && title.includes(asked),
  ];
  for (const isMatch of kinds) {
    const matches = named.filter(isMatch);
    if (matches.length > 0) return matches.map(({ document }) => document);
  }
  return [];
}

/** By words shared and letters that differ. A title with nothing in common is not near, however short. */
function nearest(token: ReferenceToken, known: readonly DocumentRecord[]): { number: number; title: string }[] {
  if (token.kind === "number") {
    return [...known]
      .sort((left, right) => Math.abs(left.number - token.number) - Math.abs(right.number - token.number))
      .slice(0, 3)
      .map(({ number, title }) => ({ number, title }));
  }
  const asked = wordsOf(nameOf(token));
  return known
    .map(({ number, title }) => ({ number, title, likeness: likeness(asked, wordsOf(title)) }))
    .filter(({ likeness: value }) => value >= 0.4)
    .sort((left, right) => right.likeness - left.likeness || left.number - right.number)
    .slice(0, 3)
    .map(({ number, title }) => ({ number, title }));
}

/** 0 to 1: the better of how alike the whole names are, and how many of the asked words have a like one. */
function likeness(asked: readonly string[], title: readonly string[]): number {
  const whole = alike(asked.join(" "), title.join(" "));
  const shared = asked.filter((word) => title.some((other) => alike(word, other) >= 0.7)).length;
  return Math.max(whole, asked.length === 0 ? 0 : (0.9 * shared) / asked.length);
}

function alike(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - distance(left, right) / longest;
}

function nameOf(token: ReferenceToken): string {
  switch (token.kind) {
    case "number":
      return String(token.number);
    case "title":
      return token.title;
    case "slug":
      return token.slug;
  }
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
