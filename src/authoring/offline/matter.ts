/** A theme with what can be said of it: its key sentences, figures, steps, terms and topics. */

import { shouted } from "./headings.ts";
import { leadOf } from "./lead.ts";
import type { List, Table } from "./material.ts";
import type { Phrases } from "./phrases/phrases.ts";
import type { Subject } from "./subject.ts";
import { isTaskHead, isTimeHead } from "./table-heads.ts";
import type { Theme } from "./themes.ts";
import { topicsOf } from "./topics.ts";
import type { Place, Sentence, Statement, Unit } from "./units.ts";
import { stemsOf, wordsOf } from "./words.ts";

export type Matter = {
  title: string;
  /** What objectives and assessments speak of: the weightiest part. */
  subject: Subject;
  /** All its parts in one phrase. */
  whole: string;
  /** Titles of the documents that it comes from. */
  documents: string[];
  /** Whole sentences worth repeating, best first. */
  sentences: Sentence[];
  /** Those that describe it, in the order of the documents. */
  key: string[];
  /** The best two of them, in the same order. */
  core: string[];
  /** Sentences and list items that may hold a fact to ask for. */
  statements: Statement[];
  lists: (List & Place)[];
  tables: (Table & Place)[];
  /** What an ordered list asks to do, in order. */
  steps: string[];
  /** Whether those steps are what its subject is about. */
  procedure: boolean;
  /** The terms that a table or list explains: "SEV1", "SEV2". With the head of their column, if there is one. */
  keys: { head: string; terms: string[] } | null;
  /** "24 hours", "14 characters": as they stand in the text. */
  figures: string[];
  /** Whether the text lays down rules rather than describes. */
  rules: boolean;
  topics: string[];
  passages: number[];
  words: number;
  stems: ReadonlySet<string>;
};

export const ruling =
  /\b(?:must|never|always|required|only|may not|shall|not allowed|forbidden|needs? approval|muss|müssen|darf|dürfen|nie|niemals|immer|verboten|pflicht|erforderlich)\b/i;
const leaning =
  /^(?:(?:outside|apart|most|some|all|one|none|each) of (?:them|these|those)|it|its|this|that|these|those|they|their|them|he|she|such|both|then|however|but|and|also|so|otherwise|instead|there|here|if so|es|sie|er|dies\w*|das|dabei|dazu|dann|jedoch|aber|und|außerdem|daher|hier|sonst)\b/i;
/** "The results …": of what, only the sentence before knows. */
export const dangling =
  /^the (?:results?|goal|rest|latter|former|following|same|above|answer|list|review|process|reason|aim|idea|first|second|other)\b/i;
const framing =
  /\b(?:owner|last reviewed|valid for|version|see (?:also|below|above)|this (?:document|handbook|guide|page|policy)|dieses dokument|the (?:list|table) (?:in|above|below)|this order|(?:handbook|runbook|guide|policy|manual|document|chapter|section) (?:describes|explains|covers|sets out))\b\s*:?/i;
/** Says what a thing is: "Phishing is a message that …". */
const definition =
  /^(?:An? )?[\p{L}-]+(?: [\p{L}-]+)? (?:is|are) (?:an?|any|anything|something|everything) |^(?:(?:Der|Die|Das|Eine?) )?\p{Lu}[\p{L}-]+ (?:ist|sind) (?:eine?|jede[rs]?|alles) /u;
/** A side clause without its main clause, or a note's number stuck to a full stop. */
const fragment = /^(?:because|although|while|whereas|since|weil|obwohl|während|da)\b[^,]*$|\p{Ll}\.\d+\s/iu;
/** A sentence of fewer words that mean something says little on its own. */
const leastContent = 3;
const figure =
  /(?<![\p{L}\p{N}.,])(?:(?:\p{Sc}\s?)?\d[\d.,]*(?<![.,])(?:\s?[%€$£]|\s(?:working |calendar |business |failed |paid )?(?:percent|per cent|hours?|minutes?|seconds?|days?|weeks?|months?|years?|quarters?|characters?|attempts?|people|persons|euros?|dollars?|pounds?|times|points?|gb|mb|km|m|kg|°c|stunden?|minuten?|sekunden?|tagen?|tage|arbeitstagen?|werktagen?|wochen?|monaten?|jahren?|zeichen|versuchen?|personen|prozent)(?!\p{L})))/giu;

/** Prepares a theme. `subjectOf` turns a title into a part of speech of the course's language. */
export function matterOf(
  theme: Theme,
  terms: ReadonlySet<string>,
  phrases: Pick<Phrases, "subjects" | "list" | "table">,
  subjectOf: (title: string) => Subject,
): Matter {
  const { units } = theme;
  const lists = units.flatMap((unit) => unit.lists);
  const tables = units.flatMap((unit) => unit.tables);
  const sentences = rankSentences(
    units.flatMap((unit) => unit.sentences.slice(0, 80)),
    terms,
  );
  const all = [
    ...units.flatMap((unit) => unit.sentences.map(({ text }) => text)),
    ...lists.flatMap(({ items }) => items),
  ].slice(0, 200);
  const main = units.toSorted((one, other) => other.words - one.words)[0];
  const single = units.length === 1 || theme.wished ? theme.title : (main?.title ?? theme.title);
  const subjects = units
    .map(({ title }) => subjectOf(title))
    .filter(({ about }, index, all) => all.findIndex((other) => other.about === about) === index);
  const joined = subjects.length > 1 && !theme.wished ? phrases.subjects(subjects) : null;
  // A wish or a phrase over several parts stands for all of them; else what is said must be true of the main part.
  const own = joined !== null || theme.wished || subjects.length === 1 || main === undefined ? units : [main];
  const { key, core } = keySentences(sentences, units);
  const steps =
    own.flatMap((unit) => unit.lists).find(({ ordered, items }) => ordered && items.length >= 3)?.items ?? [];
  return {
    title: theme.title,
    subject: joined === null ? subjectOf(single) : { kind: "noun", label: theme.title, about: joined },
    whole: theme.wished ? subjectOf(theme.title).about : (joined ?? phrases.list(subjects.map(({ about }) => about))),
    documents: [...new Set(units.map(({ documentTitle }) => documentTitle))],
    sentences,
    key,
    core,
    statements: statementsOf(units),
    lists,
    tables,
    steps: steps.map(leadOf),
    procedure: steps.length > 0 && joined === null,
    keys: keysOf(
      own.flatMap((unit) => unit.tables),
      own.flatMap((unit) => unit.lists),
    ),
    figures: [...new Set(all.flatMap((text) => text.match(figure) ?? []))].slice(0, 12),
    rules: all.filter((text) => ruling.test(text)).length >= 2,
    topics: topicsOf(
      units,
      lists,
      tables,
      sentences.filter(({ text }) => !key.includes(text)),
      key,
      phrases,
    ),
    passages: [...new Set(units.flatMap(({ passages }) => passages))].toSorted((one, other) => one - other),
    words: units.reduce((sum, { words }) => sum + words, 0),
    stems: new Set(units.flatMap(({ stems }) => [...stems])),
  };
}

/** Those with a figure first. */
function statementsOf(units: readonly Unit[]): Statement[] {
  const all = units.flatMap(({ title: heading, documentTitle: document, sentences, lists }) => [
    ...sentences.map(({ text, passage }) => ({ text, passage, heading, document })),
    ...lists.flatMap(({ items, passage }) => items.map((text) => ({ text, passage, heading, document }))),
  ]);
  const short = all.slice(0, 120).filter(({ text }) => text.length <= 220 && !leaning.test(text) && !torn(text));
  return [...short.filter(({ text }) => /\d/.test(text)), ...short.filter(({ text }) => !/\d/.test(text))];
}

/** Sentences that can stand alone, the most telling first. */
function rankSentences(sentences: readonly Sentence[], terms: ReadonlySet<string>): Sentence[] {
  const scored = sentences.map((sentence, place) => {
    const { text } = sentence;
    const words = wordsOf(text).length;
    let score = 10 - Math.min(place, 12) * 0.5;
    if (ruling.test(text)) score += 4;
    if (place < 2 && definition.test(text)) score += 3;
    if (/\d/.test(text)) score += 2;
    score += stemsOf(text).filter((word) => terms.has(word)).length;
    if (dangling.test(text)) score -= 4;
    if (/\b(?:them|they|these|those)\b/i.test(text)) score -= 2;
    if (words > 24) score -= (words - 24) * 0.7;
    return { sentence, score, fit: words >= 5 && words <= 36 && text.length <= 260 && !unfit(text) };
  });
  return scored
    .filter(({ fit }) => fit)
    .sort((one, other) => other.score - one.score)
    .map(({ sentence }) => sentence);
}

/** Half a sentence, a line of a title page, or somebody's address. */
function torn(text: string): boolean {
  return fragment.test(text) || shouted(text) || /\S@\S/.test(text);
}

function unfit(text: string): boolean {
  return (
    leaning.test(text) ||
    framing.test(text) ||
    torn(text) ||
    // "You do not have to be sure.": of what, only its neighbours know.
    stemsOf(text).filter((word) => word.length > 2 && !/^\d/.test(word)).length < leastContent ||
    /[?…]$|[{}=]|\.{3}/.test(text) ||
    !/^[\p{Lu}\p{N}“„]/u.test(text) ||
    !/[.!。]$/.test(text)
  );
}

/** One to three sentences, three of together about 210 characters or two of 255; every unit has its say before one has a second. */
function keySentences(sentences: readonly Sentence[], units: Theme["units"]): Pick<Matter, "key" | "core"> {
  const chosen: { sentence: Sentence; unit: number }[] = [];
  let length = 0;
  const unitOf = (sentence: Sentence) =>
    units.findIndex(
      (unit) => unit.passages.includes(sentence.passage) && unit.sentences.some(({ text }) => text === sentence.text),
    );
  const placed = sentences.slice(0, 40).map((sentence) => ({ sentence, unit: unitOf(sentence) }));
  const firsts = units.slice(0, 3).flatMap((_, unit) => placed.find((candidate) => candidate.unit === unit) ?? []);
  for (const candidate of [...firsts, ...placed]) {
    const { text } = candidate.sentence;
    if (chosen.some(({ sentence }) => sentence.text === text) || chosen.length >= 3) continue;
    if (chosen.length > 0 && length + text.length > (chosen.length === 1 ? 255 : 210)) continue;
    chosen.push(candidate);
    length += text.length;
  }
  const inOrder = (some: typeof chosen) =>
    some
      .toSorted((one, other) => one.unit - other.unit || one.sentence.place - other.sentence.place)
      .map(({ sentence }) => sentence.text);
  return { key: inOrder(chosen), core: inOrder(chosen.slice(0, 2)) };
}

/** A short statement without its full stop, "…" in place of its only figure; null when there is none, or more. */
export function gap(statement: string): string | null {
  const figures = statement.match(figure) ?? [];
  const [first] = figures;
  if (first === undefined || figures.length > 1 || statement.length > 120) return null;
  return statement.replace(first, first.replace(/\d[\d.,]*/, "…")).replace(/[.!]$/, "");
}

function keysOf(tables: readonly Table[], lists: readonly List[]): Matter["keys"] {
  for (const { header, rows } of tables) {
    const terms = rows.map(([first = ""]) => first).filter((term) => /\p{L}{2}/u.test(term) && term.length <= 30);
    const head = header[0] ?? "";
    if (
      terms.length >= 3 &&
      terms.length <= 7 &&
      terms.length === rows.length &&
      !isTimeHead(head) &&
      !isTaskHead(head)
    ) {
      return { head: /^\p{L}+$/u.test(head) ? head : "", terms };
    }
  }
  for (const { items, ordered } of lists) {
    const terms = items.flatMap((item) => /^([^:]{2,30}):\s/.exec(item)?.[1] ?? []);
    const alike = terms.every((term) => !/\d/.test(term));
    if (!ordered && alike && terms.length >= 3 && terms.length === items.length && terms.length <= 7)
      return { head: "", terms };
  }
  return null;
}
