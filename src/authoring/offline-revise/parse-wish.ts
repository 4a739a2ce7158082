/** Reads one wish from a clause. Patterns run over keys (`lexicon.ts`), so that one serves both languages. */
import type { Collection } from "../../course/patch.ts";
import { isUndoWord } from "../../course/reply-words.ts";
import type { AssessmentType } from "../../course/schema.ts";
import { type Caught, type Clause, match, ofWords, textOf } from "./clause.ts";
import { ordinals } from "./lexicon.ts";
import { readAdd } from "./parse-add.ts";
import { readLengthWish, readLevelWish } from "./parse-measure.ts";
import { readBeyond, readTold } from "./parse-other.ts";
import { readMove } from "./parse-place.ts";
import { readDocuments, readLanguageWish } from "./parse-sources.ts";
import type { Wish } from "./wish.ts";

/** What the reader asks of the course: whether a phrase names something in it, or in one of its collections. */
export type Names = (phrase: Clause, within?: Collection) => boolean;

type Reader = (clause: Clause, names: Names) => Wish | null;

/** Keys of the kinds of items. */
export const kindPattern = "(?:module|objective|assessment|quiz|assignment|project)s?|quizzes";
export const ordinalPattern = Object.keys(ordinals).join("|");
/** "module 2", "the last quiz", "2": a target that needs no name. */
const plainTarget = `(?:the )?(?:(?:${ordinalPattern}) (?:${kindPattern})|(?:${kindPattern}) (?:\\d+\\.?|(?:${ordinalPattern}))|\\d+)`;
const whole = /^(?:the )?(?:whole |entire |ganzen? )?(?:course|it|es|everything|alles|title|the title of the course)$/;

/** The wish of a clause whose politeness is taken off, or null. */
export function parseWish(clause: Clause, names: Names): Wish | null {
  for (const read of readers) {
    const wish = read(clause, names);
    if (wish !== null) return wish;
  }
  return null;
}

/** Whether a target is the course itself. */
export function isWholeCourse(target: Clause): boolean {
  return whole.test(target.keys.join(" "));
}

const readers: readonly Reader[] = [
  (clause) => (isUndoWord(textOf(clause)) ? wish(clause, { kind: "undo" }) : null),
  readDocuments,
  readLengthWish,
  readLevelWish,
  readLanguageWish,
  readTold,
  (clause) => {
    const caught = match(
      clause,
      /^swap (?:the order of |the places of )?(?<first>.+?) (?:and|with|to|gegen) (?<second>.+?)(?: (?:um|aus|places?|around))?$/,
    );
    return both(
      clause,
      caught ??
        match(
          clause,
          /^(?<first>.+?) (?:and|with) (?<second>.+?)(?: (?:should|must|need to|have to|sollen|sollten|müssen|can|could))?(?: be)? swap(?: (?:places|werden))?$/,
        ),
      "first",
      "second",
      (first, second) => ({ kind: "swap", first, second }),
    );
  },
  readMeasurable,
  readTitle,
  readRename,
  readMove,
  readType,
  readDescribe,
  readBeyond,
  readAdd,
  readRewrite,
  readRemoveTopic,
  readRemove,
];

/** `Omit` over each member of the union. */
type WithoutWords<Member> = Member extends Wish ? Omit<Member, "words"> : never;

/** A wish in the words of its clause. */
export function wish(clause: Clause, read: WithoutWords<Wish>): Wish {
  return { ...read, words: textOf(clause) };
}

function both(
  clause: Clause,
  caught: Caught | null,
  one: string,
  other: string,
  make: (one: Clause, other: Clause) => WithoutWords<Wish>,
): Wish | null {
  const first = caught?.(one) ?? null;
  const second = caught?.(other) ?? null;
  return first === null || second === null ? null : wish(clause, make(first, second));
}

function readMeasurable(clause: Clause): Wish | null {
  const caught = match(
    clause,
    /^(?:make )?(?<target>.+?) (?:(?:should|must|needs? to|has to|soll|sollte|muss) )?(?:be )?(?:more )?measurable(?: (?:make|sein|werden|formulieren))?$/,
  );
  const target = caught?.("target") ?? null;
  return target === null ? null : wish(clause, { kind: "measurable", target });
}

/** "Title: Safe at work" */
function readTitle(clause: Clause): Wish | null {
  const [first = ""] = clause.words;
  const title = textOf(ofWords(clause.words.slice(1)));
  if (!/^(?:title|titel|kurstitel):$/i.test(first) || title === "") return null;
  return wish(clause, { kind: "rename", target: ofWords(["course"]), title });
}

function readRename(clause: Clause): Wish | null {
  const patterns = [
    /^(?:make|replace|rename) the (?:title|call)(?: (?:of|for|from|von|the) (?<target>.+?))? (?:to|in|with) (?<title>.+)$/,
    /^rename (?<target>.+?) (?:to|in) (?<title>.+?)(?: um)?$/,
    /^(?<target>.+?) to (?<title>.+?) (?:rename|make)$/,
    /^(?:rename|call) (?<target>.+?) (?<title>§)(?: um)?$/,
    new RegExp(`^call (?<target>${plainTarget}|(?:the )?course|it|es) (?:to )?(?<title>.+)$`),
    /^(?<target>.+?) (?:should|shall|must|could|soll|sollte)(?: be)? (?:call|called|named|titled) (?<title>.+)$/,
    /^(?<target>.+?) (?:soll|sollte)(?: lieber| besser)? (?<title>.+?) call$/,
    new RegExp(`^(?:make|replace) (?<target>${plainTarget}) (?:to|with) (?<title>.+)$`),
    /^(?<target>(?:the )?objective \d+)(?: (?:should|must|soll))? (?:be|read|say|lauten) (?<title>.+)$/,
    /^(?<target>(?:the )?objective \d+) soll (?<title>.+) lauten$/,
  ];
  for (const pattern of patterns) {
    const caught = match(clause, pattern);
    const title = caught?.("title") ?? null;
    if (caught === null || title === null) continue;
    // "turn module 2 into a quiz" is about the kind.
    if (/^(?:the )?(?:quiz|assignment|project)$/.test(title.keys.join(" "))) continue;
    const target = caught("target") ?? ofWords(["course"]);
    return wish(clause, { kind: "rename", target, title: textOf(title) });
  }
  return null;
}

function readType(clause: Clause, names: Names): Wish | null {
  const caught = match(
    clause,
    /^(?:make|replace|rewrite) (?<target>.+?) (?:(?:to|with|be) )?(?:the )?(?<type>quiz|assignment|project)(?: (?:instead|make))?$/,
  );
  const target = caught?.("target") ?? null;
  const type = assessmentTypeOf(caught?.("type")?.keys[0]);
  if (target === null || type === null || !names(target)) return null;
  return wish(clause, { kind: "type", target, type });
}

/** The type of assessment that a key names. */
function assessmentTypeOf(key: string | undefined): AssessmentType | null {
  return key === "quiz" || key === "assignment" || key === "project" ? key : null;
}

function readDescribe(clause: Clause): Wish | null {
  const caught = match(
    clause,
    /^(?:make|replace|rewrite) the description(?: (?:of|for|from|von|the) (?<target>.+?))? (?:to|with) (?<text>.+)$/,
  );
  const text = caught?.("text") ?? null;
  if (caught === null || text === null) return null;
  return wish(clause, { kind: "describe", target: caught("target") ?? ofWords(["course"]), text: textOf(text) });
}

function readRewrite(clause: Clause): Wish | null {
  const caught =
    match(clause, /^rewrite (?<target>.+?)(?: (?:completely|again|neu))?$/) ??
    match(clause, /^(?:write|schreibe?) (?<target>.+?) (?:again|anew|neu|um)$/) ??
    match(clause, /^(?<target>.+?) rewrite$/);
  const target = caught?.("target") ?? null;
  return target === null ? null : wish(clause, { kind: "rewrite", target });
}

function readRemoveTopic(clause: Clause, names: Names): Wish | null {
  const caught = match(
    clause,
    /^(?:remove|take out) (?:the )?(?:topics? )(?:on )?(?<subject>.+?) (?:from|of|to|out of|aus|von|bei) (?<target>(?:the )?.*\bmodule\b.*)$/,
  );
  const [subject, target] = [caught?.("subject") ?? null, caught?.("target") ?? null];
  return subject === null || target === null || !names(target)
    ? null
    : wish(clause, { kind: "remove-topic", subject, target });
}

function readRemove(clause: Clause, names: Names): Wish | null {
  const patterns = [
    /^(?:remove|skip) (?<target>.+?)(?: (?:again|heraus|raus|away|entirely|completely|altogether))?$/,
    /^(?:take|leave|throw|kick) (?:out|away) (?<target>.+)$/,
    /^(?:take|leave|throw|kick|nimm|lass|lasse|wirf) (?<target>.+?) (?:out|away|heraus|aus)$/,
    /^get rid of (?<target>.+)$/,
    /^lose (?<target>.+)$/,
    /^(?:(?:we|i|you|they) )?(?:don't|do not|dont) (?:really )?need (?<target>.+?)(?: any ?more)?$/,
    /^(?:wir |ich )?(?:brauchen|brauche) (?:kein|keine|keinen) (?<target>.+?)(?: mehr)?$/,
    /^without (?<target>.+)$/,
    /^(?<target>.+?) (?:(?:can|should|must|needs to|kann|soll|sollte|muss|is to) )?(?:be )?(?:remove|removed|deleted|dropped|away|go)$/,
    /^(?:no|kein|keine|keinen) (?<target>.+)$/,
  ];
  for (const [index, pattern] of patterns.entries()) {
    const target = match(clause, pattern)?.("target") ?? null;
    if (target === null) continue;
    // "no, the other one" is not "remove the other one".
    if (index === patterns.length - 1 && !names(target)) continue;
    return wish(clause, { kind: "remove", target });
  }
  return null;
}
