/** Finds the documents that references in a brief or reply name. */
import { distance } from "fastest-levenshtein";
import type { ReferenceToken } from "../course/brief.ts";
import type { DocumentRecord, DocumentRepository } from "../storage/documents-port.ts";
import { foldedTitle } from "./document-title.ts";

export type ResolvedReferences = {
  /** In the order in which they were named, each once. */
  documents: DocumentRecord[];
  /** Named, and there, but nothing of them could be read. */
  unreadable: { token: ReferenceToken; document: DocumentRecord }[];
  /** A name comes with the nearest titles, best first, at most three. No number is near another one. */
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
      const unreadable = new Map<string, ResolvedReferences["unreadable"][number]>();
      const unknown: ResolvedReferences["unknown"] = [];
      const ambiguous: ResolvedReferences["ambiguous"] = [];
      let known: DocumentRecord[] | null = null;
      const take = (document: DocumentRecord, token: ReferenceToken) => {
        if (!isUnreadable(document)) found.set(document.id, document);
        else if (!unreadable.has(document.id)) unreadable.set(document.id, { token, document });
      };
      for (const token of tokens) {
        const direct = token.kind === "number" ? await documents.findByNumber(workspaceId, token.number) : null;
        if (direct !== null) {
          take(direct, token);
          continue;
        }
        known ??= await documents.list(workspaceId, { limit: mostDocuments });
        const candidates = token.kind === "number" ? [] : matching(token, known);
        const [only] = candidates;
        if (only === undefined) unknown.push({ token, nearest: token.kind === "number" ? [] : nearest(token, known) });
        else if (candidates.length > 1) ambiguous.push({ token, candidates: candidates.slice(0, 25) });
        else take(only, token);
      }
      for (const id of documentIds) {
        const document = found.has(id) ? null : await documents.find(workspaceId, id);
        if (document === null) continue;
        const { number } = document;
        take(document, { kind: "number", number, source: `@${number}` });
      }
      return { documents: [...found.values()], unreadable: [...unreadable.values()], unknown, ambiguous };
    },
  };
}

/** One that was read before and failed to be read anew still has what was read then. */
function isUnreadable({ state, passageCount }: DocumentRecord): boolean {
  return state === "failed" && passageCount === 0;
}

/** The documents of the best kind of match that has any. */
function matching(token: ReferenceToken, known: readonly DocumentRecord[]): DocumentRecord[] {
  const asked = wordsOf(nameOf(token)).join(" ");
  if (asked === "") return [];
  const named = known.map((document) => ({ document, title: wordsOf(document.title).join(" ") }));
  const kinds: ((named: { title: string; document: DocumentRecord }) => boolean)[] = [
    ({ document }) =>
      token.kind === "slug" ? document.slug === token.slug : foldedTitle(document.title) === foldedTitle(nameOf(token)),
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
  const asked = wordsOf(nameOf(token));
  return known
    .filter((document) => !isUnreadable(document))
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

function wordsOf(text: string): string[] {
  return foldedTitle(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
