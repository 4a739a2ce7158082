/** The passages as units of matter: what stands under one heading of one document, in the documents' own order. */
import type { NumberedPassage } from "../writer.ts";
import { asTitle, capitalised, clean, clip, withoutNumber } from "./clean.ts";
import { calmer } from "./headings.ts";
import { type List, readPassage, type Table } from "./material.ts";
import { isSmallWord, stem, stemsOf, wordCountOf, wordsOf } from "./words.ts";

export type Sentence = {
  text: string;
  passage: number;
  /** Its place in the unit, from 0. */
  place: number;
};
/** Where something stands, for people. */
export type Place = { passage: number; heading: string; document: string };
/** A sentence or list item with where it stands. */
export type Statement = Place & { text: string };
export type Unit = {
  title: string;
  documentId: string;
  documentNumber: number;
  documentTitle: string;
  /** Numbers of the passages that it rests on. */
  passages: number[];
  subheadings: string[];
  /** Its place in its document, from 0. */
  place: number;
  sentences: Sentence[];
  lists: (List & Place)[];
  tables: (Table & Place)[];
  words: number;
  stems: ReadonlySet<string>;
};

type Piece = Omit<Unit, "title" | "words" | "stems" | "passages" | "subheadings" | "place"> & {
  path: string[];
  passage: number;
};

/** Sections that frame a document rather than teach; dropped when there is anything else. */
const framing =
  /^(?:table of )?contents$|^(?:why|about|how to (?:use|read)|using) (?:this|the) (?:handbook|guide|document|policy|manual|runbook)|^(?:zu|über) diese[mr]? |^warum (?:dieses|es dieses)|^(?:references|bibliography|change ?log|(?:revision|version|document) history|imprint|index|acknowledge?ments|inhalt(?:sverzeichnis)?|literatur(?:verzeichnis)?|änderungshistorie|impressum|sommaire|índice|(?:list of )?illustrations|danksagung(?:en)?)$|project gutenberg\b|^(?:figure|table|abbildung|tabelle) \d/i;
const general =
  /^(?:introduction|overview|purpose|scope|summary|background|general|preface|einleitung|überblick|zweck|geltungsbereich|zusammenfassung|allgemeines|vorwort|introducción|resumen)$/i;
/** A document is divided by headings when it has at least so many on one level. */
const enough = 2;

/** The units of all passages. Passages of the same document and heading are one unit. */
export function unitsOf(passages: readonly NumberedPassage[]): Unit[] {
  const byDocument = new Map<string, NumberedPassage[]>();
  for (const passage of passages) {
    byDocument.set(passage.documentId, [...(byDocument.get(passage.documentId) ?? []), passage]);
  }
  const calm = calmer(passages.map(({ text }) => text));
  const units = [...byDocument.values()].flatMap((own) => unitsOfDocument(own, calm));
  const teaching = units.filter(({ title }) => !framing.test(title));
  return teaching.length > 0 ? teaching : units;
}

function unitsOfDocument(passages: readonly NumberedPassage[], calm: Calm): Unit[] {
  const all = passages.flatMap((passage) => piecesOf(passage, calm));
  const teaching = all.filter(({ path }) => !framing.test(path.at(-1) ?? ""));
  const pieces = teaching.length > 0 ? teaching : all;
  const level = levelOf(pieces);
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    // What stands under no heading of that level is held together by its passage.
    const key = piece.path[level] ?? piece.path.at(-1) ?? `\0${piece.passage}`;
    groups.set(key, [...(groups.get(key) ?? []), piece]);
  }
  const headed = [...groups].filter(([key]) => !key.startsWith("\0"));
  // A line above the first heading ("valid for everyone") is no matter of its own.
  const kept =
    headed.length >= enough
      ? headed.concat([...groups].filter(([key, group]) => key.startsWith("\0") && size(group) > 80))
      : [...groups];
  return kept
    .toSorted(([, one], [, other]) => (one[0]?.passage ?? 0) - (other[0]?.passage ?? 0))
    .map(([key, group], place) => unitOf(key, group, level, place));
}

type Calm = ReturnType<typeof calmer>;

function piecesOf(passage: NumberedPassage, calm: Calm): Piece[] {
  const documentTitle = documentName(passage.documentTitle);
  const above = passage.place.heading_path
    .map((heading) => calm(withoutNumber(clean(heading))))
    .filter((heading) => heading !== "");
  const own = above.at(-1) ?? "";
  const stretches = readPassage(passage.text).map((stretch) => ({ ...stretch, path: stretch.path.map(calm) }));
  // A passage that names its own heading first holds several short sections, side by side.
  const beside = stretches.length > 1 && stretches.some(({ path }) => path.at(-1) === own);
  return stretches.map(({ path, ...matter }) => {
    const place = { passage: passage.number, heading: (path.at(-1) ?? own) || documentTitle, document: documentTitle };
    const known = above.lastIndexOf(path.at(-1) ?? "");
    const inside = path.slice(path.indexOf(own) + 1);
    const deeper = path.includes(own) || !beside;
    const whole = known >= 0 ? above.slice(0, known + 1) : [...(deeper ? above : above.slice(0, -1)), ...inside];
    return {
      path: whole[0]?.toLowerCase() === documentTitle.toLowerCase() ? whole.slice(1) : whole,
      documentId: passage.documentId,
      documentNumber: passage.documentNumber,
      documentTitle,
      passage: passage.number,
      sentences: matter.sentences.map((text, place) => ({ text, passage: passage.number, place })),
      lists: matter.lists.map((list) => ({ ...list, ...place })),
      tables: matter.tables.map((table) => ({ ...table, ...place })),
    };
  });
}

/** A document's title as people would say it: without its file ending, "travel_policy" as "Travel policy". Never empty. */
function documentName(title: string): string {
  const bare = title.replace(/\.(?:md|markdown|txt|pdf|docx?|pptx?|xlsx?|csv|html?|odt|epub|rtf)$/i, "");
  const file = bare !== title || !/\s/.test(bare);
  const spoken = clean(file ? bare.replace(/[_-]+/g, " ") : bare);
  return spoken === "" ? "Document" : clip(file ? capitalised(spoken) : spoken, 100);
}

/** The level of headings that divides the document best: the highest with several of them. */
function levelOf(pieces: readonly Piece[]): number {
  for (const level of [0, 1, 2]) {
    if (new Set(pieces.flatMap(({ path }) => path[level] ?? [])).size >= enough) return level;
  }
  return 0;
}

function size(group: readonly Piece[]): number {
  return group.reduce((sum, piece) => sum + wordCountOf(textsOf(piece).join(" ")), 0);
}

function unitOf(key: string, group: readonly Piece[], level: number, place: number): Unit {
  const [first] = group;
  const sentences = group.flatMap((piece) => piece.sentences).map((sentence, order) => ({ ...sentence, place: order }));
  const lists = group.flatMap((piece) => piece.lists);
  const tables = group.flatMap((piece) => piece.tables);
  const subheadings = [...new Set(group.flatMap(({ path }) => path.slice(level + 1)))];
  const documentTitle = first?.documentTitle ?? "Document";
  const heading = key.startsWith("\0") ? keyPhrase(sentences.map(({ text }) => text)) : key;
  const title = asTitle(heading ?? documentTitle);
  const texts = group.flatMap(textsOf);
  return {
    title:
      title === "" || general.test(title)
        ? asTitle(title === "" ? documentTitle : `${documentTitle}: ${title.toLowerCase()}`)
        : title,
    documentId: first?.documentId ?? "",
    documentNumber: first?.documentNumber ?? 1,
    documentTitle,
    passages: [...new Set(group.map(({ passage }) => passage))],
    subheadings,
    place,
    sentences,
    lists,
    tables,
    words: Math.max(1, wordCountOf(texts.join(" "))),
    stems: new Set(stemsOf(texts.join(" "))),
  };
}

function textsOf(piece: Piece): string[] {
  return [
    ...piece.sentences.map(({ text }) => text),
    ...piece.lists.flatMap(({ items }) => items),
    ...piece.tables.flatMap(({ header, rows }) => [...header, ...rows.flat()]),
  ];
}

/** Whether one word alone can name what a text is about: "receipts" and "Datenschutz" can, "gang" and "rules" cannot. */
function namesThings(word: string, isInside: boolean): boolean {
  const isPlural = /\p{Ll}{3}s$/u.test(word) && !/(?:ss|us|is)$/.test(word);
  return !vague.test(word) && (isPlural || (isInside && /^\p{Lu}\p{Ll}/u.test(word)));
}

const vague =
  /^(?:rules?|things?|persons?|people|times?|days?|weeks?|months?|years?|hours?|examples?|pages?|chapters?|sections?|tables?|figures?|parts?|points?|steps?|cases?|ways?|names?|numbers?|questions?|answers?|notes?|regeln?|dinge?|personen|zeit(?:en)?|tage?|wochen?|monate?|jahre?|beispiele?|seiten?|kapitel|teile?|punkte?|schritte?|fälle?|fragen?)$/i;

/** The phrase of one to three words that a text repeats most; null when it repeats none. */
export function keyPhrase(sentences: readonly string[]): string | null {
  const counts = new Map<string, { phrase: string; count: number; length: number; isThing: boolean }>();
  for (const sentence of sentences.slice(0, 60)) {
    for (const run of sentence.split(/[^\p{L}\p{M}\p{N}\s’'-]+/u)) {
      const words = run.split(/\s+/).filter((word) => word !== "");
      for (let start = 0; start < words.length; start += 1) {
        for (let length = 1; length <= 3 && start + length <= words.length; length += 1) {
          const phrase = words.slice(start, start + length);
          if (phrase.some((word) => isSmallWord(word) || /\d/.test(word)) || phrase.join("").length < 4) continue;
          const key = wordsOf(phrase.join(" ")).map(stem).join(" ");
          const known = counts.get(key);
          const written = phrase.join(" ");
          const isThing = namesThings(written, start > 0);
          // One word alone stands as it was written where it named things: "receipts", not "receipt".
          const kept = known === undefined || (length === 1 && isThing && !known.isThing) ? written : known.phrase;
          counts.set(key, {
            phrase: kept,
            count: (known?.count ?? 0) + 1,
            length,
            isThing: isThing || known?.isThing === true,
          });
        }
      }
    }
  }
  const [best] = [...counts.values()]
    .filter(({ phrase, count, length, isThing }) =>
      length === 1 ? count >= 3 && isThing : count >= 2 && !vague.test(phrase.split(" ")[0] ?? ""),
    )
    .sort((one, other) => other.count * (1 + other.length) - one.count * (1 + one.length));
  return best?.phrase ?? null;
}
