/** Answers questions about a course from the course itself, and others from the passages. */
import { modulesMinutes } from "../../course/lengths.ts";
import { stemsOf } from "../../course/quality/words.ts";
import type { Candidate } from "../../course/revision.ts";
import type { Course } from "../../course/schema.ts";
import { asSentence, clean, clip } from "../offline/clean.ts";
import { readPassage } from "../offline/material.ts";
import type { ReviseAnswer } from "../reviser.ts";
import type { NumberedPassage } from "../writer.ts";
import { type Answers, answersEnglish, answersGerman } from "./answer-phrases.ts";
import { type Clause, match, ofWords, textOf } from "./clause.ts";
import type { Spoken } from "./language.ts";
import type { Resolve } from "./resolve.ts";
import { candidatesOf, kindOf } from "./targets.ts";

export type Asked = { course: Course; passages: readonly NumberedPassage[]; resolve: Resolve; language: Spoken };

/** The answer; `null` when neither course nor passages say anything. */
export function answerQuestion(clause: Clause, asked: Asked): ReviseAnswer | null {
  const say = asked.language === "de" ? answersGerman : answersEnglish;
  return fromCourse(clause, asked, say) ?? fromPassages(clause, asked, say) ?? mentions(clause, asked, say);
}

/** What to look up for a question; null when the course itself answers it. */
export function queryOfQuestion(clause: Clause, course: Course, resolve: Resolve): string | null {
  const language = "en";
  if (fromCourse(clause, { course, passages: [], resolve, language }, answersEnglish) !== null) return null;
  return contentOf(clause);
}

function fromCourse(clause: Clause, { course, resolve }: Asked, say: Answers): ReviseAnswer | null {
  const text = answerInWords(clause, course, resolve, say);
  return text === null ? null : { text, passages: [] };
}

function answerInWords(clause: Clause, course: Course, resolve: Resolve, say: Answers): string | null {
  const line = clause.words.join(" ").toLowerCase();
  const keys = clause.keys.join(" ");
  const item = itemIn(clause, resolve);
  const { overview } = course;
  if (/^(?:how long|wie lang|wie lange)|\b(?:duration|dauert|how much time|hours does|länge)\b/.test(line)) {
    const module = item?.in === "modules" ? course.modules[item.place - 1] : undefined;
    return module === undefined
      ? say.courseLength(overview.duration_estimate, course.modules.length, modulesMinutes(course))
      : say.moduleLength(module.order, module.title, module.duration);
  }
  if (/\b(?:who|whom)\b.*\bfor\b|\baudience\b|\bfür wen\b|zielgruppe/.test(line)) return say.audience(overview);
  const counted = /^(?:how many|wie viele?) /.test(line) ? clause.keys.map(kindOf).find((kind) => kind !== null) : null;
  if (counted != null) {
    const items = course[counted.in].filter(
      (entry) => counted.type === null || ("type" in entry && entry.type === counted.type),
    );
    return say.count(
      counted.in,
      items.length,
      items.map((entry) => ("title" in entry ? entry.title : entry.text)),
    );
  }
  if (
    /^(?:what|which|welches|auf welchem) (?:level|niveau|difficulty)|\blevel (?:is|ist)\b|how (?:hard|difficult|advanced)|wie schwer/.test(
      line,
    )
  ) {
    return say.level(overview.difficulty_level);
  }
  if (/\b(?:documents?|sources?|dokumente?n?|quellen?)\b/.test(line) && !/\b(?:says?|steht|sagen)\b/.test(line)) {
    return say.documents(
      course.references.map(({ number, title, passages }) => ({ number, title, cited: passages.length })),
    );
  }
  if (item !== null) {
    const related = relatedKind(clause, item);
    return related === null
      ? say.item(describe(course, item))
      : say.related(item, related, relatives(course, item, related));
  }
  const listed = clause.keys.map(kindOf).find((kind) => kind?.plural === true);
  if (listed != null && /^(?:what|which|list|show|welche|was|zeig)/.test(line)) {
    const items = course[listed.in].filter(
      (entry) => listed.type === null || ("type" in entry && entry.type === listed.type),
    );
    return say.count(
      listed.in,
      items.length,
      items.map((entry) => ("title" in entry ? entry.title : entry.text)),
    );
  }
  if (
    /^(?:what|tell me|summari[sz]e|worum|was|fasse).*\b(?:course|it (?:about|cover|teach)|in it|es)\b/.test(
      `${keys} ${line}`,
    )
  )
    return say.about(overview);
  return null;
}

/** Where the course itself speaks of what was asked: "do we cover phishing?" */
function mentions(clause: Clause, { course }: Asked, say: Answers): ReviseAnswer | null {
  const wanted = [...new Set(stemsOf(contentOf(clause)))].filter((word) => !kindStems.has(word));
  if (wanted.length === 0) return null;
  const found = candidatesOf(course).filter((item) => {
    const { body, topics } = describe(course, item);
    const stems = new Set(stemsOf(`${item.title} ${body} ${topics.join(" ")}`));
    return wanted.every((word) => stems.has(word));
  });
  return found.length === 0 ? null : { text: say.mentioned(found.slice(0, 8)), passages: [] };
}

const kindStems = new Set(
  stemsOf(
    "module modules objective objectives assessment assessments quiz cover covers covering deals modul module lernziel behandelt deckt ab vor",
  ),
);

/** The item that a question names. */
function itemIn(clause: Clause, resolve: Resolve): Candidate | null {
  const numbered = match(
    clause,
    /(?<target>(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|penultimate) )(?:module|objective|assessment|quiz|assignment|project)|(?:module|objective|assessment|quiz|assignment|project)s? \d+)/,
  )?.("target");
  if (numbered != null) {
    const found = resolve(numbered, "");
    return found.ok ? (found.items[0] ?? null) : null;
  }
  const named =
    match(clause, /(?:the )(?<target>(?:\S+ ){1,4}(?:module|quiz|assignment|project))(?: |$)/)?.("target") ??
    match(
      clause,
      /(?<target>(?:module|quiz|assignment|project) (?:on|call|§).*?)(?: (?:cover|covers|about|teach|last|take))?$/,
    )?.("target");
  const single = match(clause, /(?:the )(?<target>quiz|project|assignment)(?: |$)/)?.("target");
  for (const target of [named, single]) {
    if (target == null) continue;
    const found = resolve(target, "");
    if (found.ok) return found.items[0] ?? null;
  }
  return null;
}

type Related = Candidate["in"];

/** "which objectives has module 2": what is asked about is another kind than what is named. */
function relatedKind({ keys }: Clause, item: Candidate): Related | null {
  const kinds = keys.flatMap((key) => kindOf(key)?.in ?? []);
  return kinds.find((kind) => kind !== item.in) ?? null;
}

function relatives(course: Course, item: Candidate, wanted: Related): string[] {
  const ids =
    item.in === "objectives" ? [item.id] : (course[item.in].find(({ id }) => id === item.id)?.objective_ids ?? []);
  if (wanted === "objectives")
    return course.objectives.flatMap(({ id, text }, index) => (ids.includes(id) ? [`${index + 1}. ${text}`] : []));
  return course[wanted].flatMap(({ objective_ids, title }, index) =>
    objective_ids.some((id) => ids.includes(id)) ? [`${index + 1}. ${title}`] : [],
  );
}

export type Described = { item: Candidate; body: string; topics: string[]; extra: string; objectives: number[] };

function describe(course: Course, item: Candidate): Described {
  const places = (ids: readonly string[]) =>
    ids.map((id) => course.objectives.findIndex((objective) => objective.id === id) + 1).filter((place) => place > 0);
  if (item.in === "objectives") {
    const objective = course.objectives.find(({ id }) => id === item.id);
    return { item, body: objective?.text ?? "", topics: [], extra: objective?.bloom_level ?? "", objectives: [] };
  }
  if (item.in === "modules") {
    const module = course.modules.find(({ id }) => id === item.id);
    return {
      item,
      body: module?.description ?? "",
      topics: module?.topics ?? [],
      extra: module?.duration ?? "",
      objectives: places(module?.objective_ids ?? []),
    };
  }
  const assessment = course.assessments.find(({ id }) => id === item.id);
  return {
    item,
    body: assessment?.description ?? "",
    topics: [],
    extra: assessment?.type ?? "",
    objectives: places(assessment?.objective_ids ?? []),
  };
}

/** The sentences that have most of the question's words. */
function fromPassages(clause: Clause, { passages }: Asked, say: Answers): ReviseAnswer | null {
  const wanted = [...new Set(stemsOf(contentOf(clause)))];
  if (wanted.length === 0) return null;
  const sentences = passages.flatMap(({ number, text, documentTitle, documentNumber }) =>
    readPassage(text).flatMap(({ sentences: own, lists }) =>
      [...own, ...lists.flatMap(({ items }) => items)].map((sentence) => {
        const stems = new Set(stemsOf(`${sentence} ${documentTitle}`));
        return {
          number,
          documentNumber,
          documentTitle,
          text: clean(sentence),
          score: wanted.filter((word) => stems.has(word)).length / wanted.length,
        };
      }),
    ),
  );
  const best = sentences
    .filter(({ score }) => score >= 0.5)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 3);
  if (best.length === 0) return null;
  const quotes = best.map(({ text, documentTitle, documentNumber }) => ({
    text: clip(asSentence(text), 300),
    title: documentTitle,
    number: documentNumber,
  }));
  return { text: say.quoted(quotes), passages: [...new Set(best.map(({ number }) => number))] };
}

const asking = new Set(
  stemsOf(
    "where does it say what do you know tell me about documents document handbook say says course have has there any anything something explain steht sagt sagen dokument was wo gibt zum thema",
  ),
);

function contentOf(clause: Clause): string {
  const words = clause.words.filter((word) => !word.startsWith("@") && stemsOf(word).some((stem) => !asking.has(stem)));
  return textOf(ofWords(words));
}
