/** A document that was named is taught, even if it says nothing on the topic; then the course must not claim that it does. */
import type { Brief } from "../../course/brief.ts";
import { theDocument } from "./phrases/english-words.ts";
import type { Phrases } from "./phrases/phrases.ts";
import type { CourseRequest } from "./request.ts";
import type { Subject } from "./subject.ts";
import type { Unit } from "./units.ts";
import { stemsOf } from "./words.ts";

/** A word of so many letters is near those that hold it, and one with a letter more is near those that begin like it. */
const nearEnough = 5;

/**
 * Whether documents were named and hold none of the words of the topic. Silent where another language asks: its words
 * could not stand there.
 */
export function isTopicAbsent(brief: Brief, request: CourseRequest, units: readonly Unit[], language: string): boolean {
  if (brief.references.length + brief.document_ids.length === 0 || request.topic === "" || units.length === 0)
    return false;
  if (request.language !== language) return false;
  const terms = stemsOf(request.topic)
    .filter((stem) => request.terms.has(stem))
    .map(plain);
  if (terms.length === 0) return false;
  const known = new Set(
    units
      .flatMap(({ stems, title, subheadings, documentTitle }) => [
        ...stems,
        ...stemsOf([title, ...subheadings, documentTitle].join(" ")),
      ])
      .map(plain),
  );
  return !terms.some((term) => [...known].some((word) => isNear(term, word)));
}

/** "Passwörter" and "Passwort" begin alike. */
function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}

function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (one === other || (short.length >= nearEnough && long.includes(short))) return true;
  return short.length > nearEnough && long.startsWith(short.slice(0, nearEnough + 1));
}

/** The phrases, with a description that says what the course rests on. */
export function restingAsItIs(phrases: Phrases, { label, about }: Subject): Phrases {
  return {
    ...phrases,
    overview(facts) {
      const { documents } = facts;
      const said = phrases.language === "de" ? german(label, documents) : english(about, documents);
      return `${said} ${phrases.overview(facts)}`;
    },
  };
}

function english(about: string, documents: readonly string[]): string {
  const [first = ""] = documents;
  return documents.length === 1
    ? `This course rests on ${theDocument(first)} as it is: nothing in there names ${about}.`
    : `This course rests on the named documents as they are: nothing in them names ${about}.`;
}

function german(topic: string, documents: readonly string[]): string {
  const [first = ""] = documents;
  return documents.length === 1
    ? `Dieser Kurs beruht auf dem, was in „${first}“ steht; „${topic}“ kommt darin nicht vor.`
    : `Dieser Kurs beruht auf dem, was in den genannten Dokumenten steht; „${topic}“ kommt darin nicht vor.`;
}
