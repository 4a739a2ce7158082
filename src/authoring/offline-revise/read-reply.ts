/** Takes a reply apart into wishes: sentences, then the parts of a sentence that are wishes of their own. */
import { isChatter } from "../../course/reply-words.ts";
import type { Course } from "../../course/schema.ts";
import { type Clause, clauseOf, isEmpty, match, ofWords, slice, textOf } from "./clause.ts";
import { takeDuration } from "./durations.ts";
import { isWholeCourse, type Names, parseWish, wish } from "./parse-wish.ts";
import { findTargets } from "./targets.ts";
import type { Wish } from "./wish.ts";

/** The wishes of a reply, in order; what is not understood is among them, pleasantries are not. */
export function readReply(reply: string, course: Course): Wish[] {
  const names: Names = (phrase, within) => {
    if (isEmpty(phrase)) return false;
    if (isWholeCourse(phrase)) return within === undefined;
    const found = findTargets(course, phrase, "", within ?? null);
    if (!found.ok) return found.explicit;
    return within === undefined || found.items.every((item) => item.in === within);
  };
  return sentencesOf(reply)
    .filter((sentence) => !isChatter(sentence))
    .flatMap((sentence) => readSentence(sentence, names));
}

/** Ends at line breaks, semicolons and full stops; not inside quotations, numbers or abbreviations. */
function sentencesOf(reply: string): string[] {
  const quotations: string[] = [];
  const masked = reply.replace(/["“„«][^"”“»\n]+["”“»]/gu, (quoted) => `\uE000${quotations.push(quoted) - 1}\uE001`);
  return masked
    .replace(/\b(e\.g|i\.e|z\.B|d\.h|no|nr|max|min|vs|etc|ca)\.(?=\s)/giu, "$1\uE002")
    .split(/\n+|;|(?<=[.!?…])\s+(?=\S)/u)
    .map((part) =>
      part
        .replace(/\uE000(\d+)\uE001/gu, (_, index: string) => quotations[Number(index)] ?? "")
        .replaceAll("\uE002", ".")
        .replace(/^\s*(?:[-*•–]|\d+[.)])\s+/u, "")
        .trim(),
    )
    .filter((part) => part !== "");
}

function readSentence(sentence: string, names: Names): Wish[] {
  const isQuestion = /\?\s*$/.test(sentence);
  const clause = polite(clauseOf(sentence.replace(/[\s.!?…]+$/u, "")));
  if (isEmpty(clause)) return [];
  const said = clause.words.join(" ").toLowerCase();
  const asked = questionOpening.test(said);
  if (asked) return [wish(clause, { kind: "question", clause })];
  const wishes = readParts(clause, names, isQuestion);
  // "Could it be warmer?" asks for a change, though in words that are not understood.
  const isRequest = [said, sentence.toLowerCase()].some((words) =>
    /^(?:(?:and|but|so|also|ok|und|aber) )?(?:could|can|should|would|will|shall|may|kann|kannst|könn\p{L}*|soll|sollte|würde\p{L}*)(?!\p{L})/u.test(
      words,
    ),
  );
  if (isQuestion && !isRequest && wishes.some(({ kind }) => kind === "unclear")) {
    return [wish(clause, { kind: "question", clause })];
  }
  return wishes;
}

const questionOpening =
  /^(?:(?:and |but |so |also )?(?:what|what's|whats|which|how|who|who's|whom|whose|where|where's|when|why|does|do(?! not\b)|did|is|are|was|were|has|tell me|explain|show me|list the|summari[sz]e|am i)\b|(?:und )?(?:was|welche[rsnm]?|wie|wer|wen|wo|wann|warum|wieso|weshalb|wozu|worum|wofür|gibt|hat|ist|sind|steht|deckt|behandelt|zeig|erkläre?|fasse?)(?=\s|$))/u;

/** The closed forms end by themselves: nothing after them could belong to a title. */
const closed: ReadonlySet<Wish["kind"]> = new Set(["length", "scale", "extend", "swap", "undo", "level", "measurable"]);

/** Ends in the person's own words, which may be anything. */
const open: ReadonlySet<Wish["kind"]> = new Set(["add", "add-topic", "rename", "describe"]);

function readParts(clause: Clause, names: Names, isQuestion: boolean): Wish[] {
  const replaced = replacement(clause, names);
  if (replaced !== null) return replaced;
  const several = severalAdditions(clause);
  if (several !== null) return several.flatMap((one) => readParts(one, names, false));
  const whole = parseWish(clause, names);
  if (whole !== null && closed.has(whole.kind) && hasNamedTarget(whole, names)) return [whole];
  for (let index = 1; index < clause.keys.length; index += 1) {
    const left = slice(clause, 0, index);
    const joint = jointAt(clause, index);
    if (joint === 0) continue;
    const first = parseWish(polite(left), names);
    if (first === null || first.kind === "unclear" || !hasNamedTarget(first, names)) continue;
    const rest = polite(slice(clause, index + joint - 1));
    if (isEmpty(rest) || isItsLength(first, rest)) continue;
    // Only where nothing before it could go on with "what …" or "how …".
    if (isQuestion && !open.has(first.kind) && questionOpening.test(rest.words.join(" ").toLowerCase())) {
      return [first, wish(rest, { kind: "question", clause: rest })];
    }
    const others = readParts(elliptical(rest, left, first, names), names, isQuestion);
    if (others.every((other) => other.kind !== "unclear" && hasNamedTarget(other, names))) return [first, ...others];
  }
  return [whole ?? wish(clause, { kind: "unclear" })];
}

/** "add two modules on links and attachments", "add modules on links and on mails": one each, if as many as were counted. */
function severalAdditions(clause: Clause): Clause[] | null {
  const caught = match(
    clause,
    /^add (?:(?<count>\d+) )?(?:new |more |short |some |weitere |neue |noch )*(?<kind>modules|quizzes|assignments|projects|objectives) (?:on|for|call|to) (?<subjects>.+?)(?: add)?$/,
  );
  const subjects = caught?.("subjects");
  const kind = caught?.("kind")?.keys[0];
  if (subjects == null || kind === undefined) return null;
  const parts = subjects.words.join(" ").split(/,\s*(?:and |und )?|\s(?:and|und|&)\s/u);
  const count = caught?.("count")?.keys[0] ?? String(parts.length);
  if (parts.length < 2 || String(parts.length) !== count) return null;
  const single = kind === "quizzes" ? "quiz" : kind.slice(0, -1);
  return parts.map((part) => {
    const subject = part.replace(/^(?:(?:one )?(?:on|about|regarding|for)|(?:eins )?(?:zu|zum|zur|über))\s/iu, "");
    return clauseOf(`add a ${single} on ${subject}`);
  });
}

/** "replace module 2 with one on passkeys": the new one takes the place of the old. */
function replacement(clause: Clause, names: Names): Wish[] | null {
  const caught = match(
    clause,
    /^replace (?<target>.+?) (?:with|to) (?:the |1 |new |another )*(?:module|something|1|stuff)? ?on (?<subject>.+)$/,
  );
  const [target, subject] = [caught?.("target") ?? null, caught?.("subject") ?? null];
  if (target === null || subject === null || !names(target) || !target.keys.some((key) => key === "module"))
    return null;
  const place = { kind: "before", target } as const;
  return [
    wish(clause, { kind: "add", what: "module", subject, place, minutes: null }),
    wish(clause, { kind: "remove", target }),
  ];
}

/** "a module on phishing, 20 minutes": a length alone is the new module's and not the course's. */
function isItsLength(first: Wish, rest: Clause): boolean {
  if (first.kind !== "add" || first.what !== "module") return false;
  const length = takeDuration(rest);
  return length !== null && isEmpty(length.rest);
}

/** How many words a joint takes at this place, plus one; 0 where there is none. A comma belongs to the word before it. */
function jointAt({ words, keys }: Clause, index: number): number {
  const joins = (at: number) => keys[at] === "and" || /^(?:then|dann|but|aber)$/.test(keys[at] ?? "");
  if (words[index - 1]?.endsWith(",") === true) return joins(index) ? 2 : 1;
  return joins(index) ? 2 : 0;
}

/** "… and a quiz on links": the verb of the first wish holds for the second, which has none. */
function elliptical(rest: Clause, left: Clause, first: Wish, names: Names): Clause {
  if (parseWish(rest, names) !== null) return rest;
  const takesVerb =
    (first.kind === "add" &&
      match(rest, /^(?:the|another|1|\d+) (?:\S+ ){0,2}(?:module|quiz|assignment|project|objective|assessment)\b/) !==
        null) ||
    (first.kind === "rename" && match(rest, / to /) !== null) ||
    (first.kind === "move" && match(rest, / (?:to|after|before|at) /) !== null);
  const verb = takesVerb ? polite(left).words[0] : undefined;
  return verb === undefined ? rest : ofWords([verb, ...rest.words]);
}

/** A part whose target is nothing in the course is rather the end of the title before it. */
function hasNamedTarget(read: Wish, names: Names): boolean {
  switch (read.kind) {
    case "remove":
    case "move":
    case "rewrite":
    case "type":
    case "measurable":
    case "rename":
      return names(read.target);
    case "swap":
      return /^\d+\.?$/.test(read.first.keys.join(" ")) || (names(read.first) && names(read.second));
    case "length":
    case "scale":
    case "extend":
      return read.target === null || names(read.target);
    default:
      return true;
  }
}

const openings = [
  /^(?:please|pls|plz|bitte|also|and|then|so|ok|okay|hey|hi|hello|oh|ah|maybe|perhaps|just|now|well|but|btw|btw,|great|thanks|thank you|nice|yes|yeah|no|nope|sorry|actually|hmm|additionally|kindly|i think|i guess|mal|noch|doch|auch|dann|außerdem|aber|ja|nein|danke|hallo|super|jetzt|vielleicht|eventuell|gut)(?=[\s,]|$)[\s,]*/i,
  /^(?:can|could|would|will|shall|should) (?:you|we|i)(?: please)?(?: also)?(?=\s)\s*/i,
  /^(?:you|we) (?:can|could|should|must|might want to|may want to)(?: also| please)?(?=\s)\s*/i,
  /^(?:let's|lets|let us|go ahead and|feel free to|would you mind|it would be (?:nice|great|good|better) (?:to|if you could|if we could)|would it be possible to|is it possible to|i suggest|i propose|how about|what about|why not|why don't we)(?=\s)\s*/i,
  /^(?:i'd|i would|we'd|we would|i|we) (?:like|love|want|need|prefer)(?: you)? to(?=\s)\s*/i,
  /^(?:you|we) need to(?=\s)\s*/i,
  /^(?:kannst|könntest|würdest) du(?: bitte)?(?: mal)?(?: noch)?(?: auch)?(?=\s)\s*/i,
  /^(?:können|könnten|würden) (?:sie|wir)(?: bitte)?(?: noch)?(?=\s)\s*/i,
  /^(?:wir sollten|ich möchte|ich würde gerne?|wir möchten|ich hätte gern[e]?,? dass du)(?: bitte| noch| auch)*(?=\s)\s*/i,
];
const closings =
  /[\s,]+(?:please|pls|plz|thanks|thank you|thx|ty|bitte|danke|as well|too|also|instead|ok|okay|now|then|for now|if possible|wenn möglich|auch noch|noch|auch|dazu|:\w+:|(?:\p{Extended_Pictographic}|\u{FE0F})+)$/iu;

/** "module 1's title" */
const possessive =
  /(?<owner>(?:(?:the )?(?:first|second|third|fourth|fifth|last) )?(?:module|objective|quiz|assessment|assignment|project|course)(?: \d+)?)['’]s (?<field>title|name|description)(?=\s)/iu;

/** Without the words that only make it sound friendly, at both ends. */
function polite(clause: Clause): Clause {
  let text = clause.words.join(" ");
  for (let before = ""; before !== text; ) {
    before = text;
    const [praise = "", rest = ""] = text.split(/,\s+(.*)/su);
    if (rest !== "" && isChatter(praise)) text = rest;
    for (const opening of openings) text = text.replace(opening, "");
    text = text.replace(closings, "").replace(/[\s,.!?]+$/u, "");
  }
  text = text
    .replace(
      /^(?:i'd|i would|we'd|we would|i|we) (?:like|love|want)(?: to (?:have|see))? (?=(?:an?|another|one|some|more|modules|quizzes|assignments|objectives)\s)/i,
      "add ",
    )
    .replace(/^(?:get|have|see) (?=(?:an?|another|one|some|more)\s)/i, "add ")
    .replace(
      /^(?:ich|wir) (?:hätten?|möchten?|wollen|will)(?: gerne?)? (?=(?:ein|noch|zusätzlich|weiter)\S*\s)/iu,
      "add ",
    );
  text = text.replace(possessive, "the $<field> of $<owner>");
  // Particles that stand anywhere in a German request.
  const plain =
    /^(?:füge?|lösche|entferne|streiche|benenne|verschiebe|tausche|mach|mache|ergänze|nimm|setze|kürze|übersetze|ersetze)\b/i.test(
      text,
    )
      ? text.replace(/\s+(?:bitte|mal|noch|doch|auch)(?=\s)/giu, "")
      : text;
  const rest = clauseOf(plain);
  return textOf(rest) === "" ? ofWords([]) : rest;
}
