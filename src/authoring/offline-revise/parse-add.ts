/** "Add a module on phishing after module 2": what, about what, where, and how long. */
import type { Collection } from "../../course/patch.ts";
import { type Clause, isEmpty, match, ofWords, slice, textOf } from "./clause.ts";
import { takeDuration } from "./durations.ts";
import { placeOf } from "./parse-place.ts";
import { type Names, wish } from "./parse-wish.ts";
import { kindOf } from "./targets.ts";
import type { AddedKind, Place, Wish } from "./wish.ts";

const modifiers =
  /^(?:the|1|another|one|more|new|short|quick|small|extra|additional|further|brief|final|good|practical|hands-on|few|some|weiteres?|weiteren|weitere|neues?|neuen|neue|kurzes?|kurzen|kurze|zusätzliches?|zusätzlichen|noch|etwas|something|anything|stuff|content|part|section|bit|abschnitt|teil|of|learning|minütiges|stündiges)$/;

/** Reads an addition, or null. `names` tells whether a phrase names something in the course. */
export function readAdd(clause: Clause, names: Names): Wish | null {
  const lead = match(
    clause,
    /^(?<place>(?:after|before) .+?) (?:add|(?:i|we) (?:need|want)|there should be) (?<rest>.+)$/,
  );
  const inner = match(
    clause,
    /^add (?<place>(?:after|before) (?:the )?(?:\S+ (?:module|quiz|assignment|project|objective|assessment)|(?:module|quiz|assignment|project|objective|assessment) \d+)) (?<rest>.+?)(?: add)?$/,
  );
  if (inner !== null) {
    const place = inner("place");
    const rest = inner("rest");
    // "füge … ein": the particle of the verb.
    const last = rest?.words.at(-1);
    const body = rest === null ? null : last !== undefined && /^ein$/i.test(last) ? slice(rest, 0, -1) : rest;
    if (place !== null && body !== null) return readAddition(clause, withoutReferences(body), placeOf(place), names);
  }
  const rest =
    lead?.("rest") ??
    match(clause, /^(?:add|create|write|have|put in|give (?:us|me)) (?<rest>.+?)(?: add)?$/)?.("rest") ??
    match(
      clause,
      /^(?:(?:we|i|it) (?:also )?(?:need|needs|want|wants|miss|am missing|are missing)|there (?:should|must) be|(?:ich|wir) (?:möchten?|brauchen?|wollen|will|hätten? gerne?|fehlt uns|vermissen?)|uns fehlt|es fehlt|missing|what's missing is) (?<rest>.+?)(?: add)?$/,
    )?.("rest") ??
    match(clause, /^(?<rest>.+) add$/)?.("rest") ??
    bareAddition(clause) ??
    null;
  if (rest === null || isVague(clause, rest)) return null;
  if (isContent(rest)) return wish(clause, { kind: "beyond", what: "text" });
  const leading = lead?.("place") ?? null;
  return readAddition(clause, withoutReferences(rest), leading === null ? null : placeOf(leading), names);
}

/** "another quiz on links", "new module: travel", "module on phishing": without a verb, so never "the module on …". */
function bareAddition(clause: Clause): Clause | null {
  const first = clause.words[0] ?? "";
  const indefinite = /^(?:an?|another|one|ein|eine|einen|new|neues?|neuer|weiteres?)$/i.test(first);
  const kind = "(?:module|quiz|assignment|project|objective)";
  const named =
    match(clause, new RegExp(`^(?:${kind}) (?:on|call) .+$`)) !== null &&
    /^(?:on|about|über|zum)$/i.test(clause.words[1] ?? "");
  const shaped = match(clause, new RegExp(`^(?:\\S+ ){1,3}${kind}(?: .+)?$`)) !== null;
  return (indefinite && shaped && clause.keys.length > 2) || named ? clause : null;
}

/** "give me the answers to the quiz", "write a poem": only "add" may leave out what kind of thing is added. */
function isVague({ keys, words }: Clause, rest: Clause): boolean {
  if (!/^(?:create|write|have|give)$/.test(keys[0] ?? "")) return false;
  // "write module 2 again" is about one that is there.
  if (kindOf(rest.keys[0] ?? "") !== null && /^\d+$/.test(rest.keys[1] ?? "")) return true;
  const isNamed = rest.keys.slice(0, 5).some((key) => kindOf(key) !== null || key === "topic" || key === "topics");
  const isDefinite = /^(?:the|my|our|all|those|these)$/i.test(words[/^give$/i.test(words[0] ?? "") ? 2 : 1] ?? "");
  return isDefinite || !(isNamed || /^(?:something|anything|more|stuff|content)$/i.test(rest.words[0] ?? ""));
}

const contents =
  /^(?:(?:an?|the|one|some|more|another|few|\d+|good|short|eine?n?|einige|mehr|noch|weitere)\s+)*(?:examples?|beispiele?|pictures?|images?|bild|bilder|photos?|fotos?|videos?|stor(?:y|ies)|jokes?|witze?|case stud(?:y|ies)|fallbeispiele?|diagrams?|screenshots?|emojis?|details?|explanations?|answers?|solutions?|antworten|lösungen)$/iu;

/** "an example to module 1": not a subject but something to be written on one. */
function isContent(rest: Clause): boolean {
  const subject =
    match(rest, /^(?:the )?module \d+ (?<subject>.+)$/)?.("subject") ??
    match(rest, /^(?<subject>.+?)(?: (?:to|in|for) .+)?$/)?.("subject");
  return subject != null && contents.test(textOf(subject));
}

function readAddition(clause: Clause, rest: Clause, leading: Place | null, names: Names): Wish | null {
  const topic = match(
    rest,
    /^(?:the )?(?:topic |topics )?(?:(?:on|call) )?(?<subject>.+?) to (?<target>(?:the )?.*\bmodule\b.*)$/,
  );
  const [subject, target] = [topic?.("subject") ?? null, topic?.("target") ?? null];
  const isPlace =
    target !== null && /^(?:the )?(?:module|last module|first module)(?: \d+)?$/.test(target.keys.join(" "));
  if (
    subject !== null &&
    target !== null &&
    names(target) &&
    !startsWithKind(subject) &&
    !(isPlace && startsAs(rest))
  ) {
    const about = match(
      subject,
      /^(?:something|anything|more|etwas|mehr|the topic|topic|stuff|part|the part|section|the section) (?:on|for) (?<about>.+)$/,
    )?.("about");
    return wish(clause, { kind: "add-topic", subject: about ?? subject, target });
  }
  const { body, place } =
    leading === null
      ? takePlace(rest, kindOf(rest.keys[headOf(rest)] ?? "")?.in ?? "modules", names)
      : { body: rest, place: leading };
  let index = 0;
  while (index < body.keys.length && isModifier(body.keys[index] ?? "") && kindOf(body.keys[index] ?? "") === null)
    index += 1;
  const isModule =
    body.keys.slice(index).every((key) => kindOf(key) === null) ||
    kindOf(body.keys[index] ?? "")?.in === "modules" ||
    takeDuration(slice(body, 0, index + 3)) !== null;
  const { minutes, rest: named } = isModule ? takeLength(body, index) : { minutes: null, rest: body };
  const at = headOf(named);
  const kind = kindOf(named.keys[at] ?? "");
  const what: AddedKind = kind === null ? "module" : addedKind(named.keys[at] ?? "");
  let about = slice(named, kind === null ? at : at + 1);
  // "a module on", "a module about the topic of", "an objective: …", "a quiz for module 2"
  const opening =
    /^(?:on|for|with|to|call|called|named|titled|covering|covers|that covers|that|which covers|the topic of|the topic|dealing with|from|von|which|dass)$/;
  while (
    about.keys.length > 1 &&
    (opening.test(about.keys[0] ?? "") || (about.keys[0] === "the" && opening.test("the")))
  ) {
    about = slice(about, 1);
  }
  if (isEmpty(about) && kind === null) return null;
  if (kind?.in === "assessments")
    return wish(clause, { kind: "add", what, minutes, ...besideModules(about, place, names) });
  return wish(clause, { kind: "add", what, subject: about, place, minutes });
}

/** "a quiz after module 1": assessments have an order of their own, so the module says what it is about and not where it stands. */
function besideModules(about: Clause, place: Place | null, names: Names): { subject: Clause; place: Place | null } {
  if ((place?.kind === "after" || place?.kind === "before") && !names(place.target, "assessments")) {
    return { subject: isEmpty(about) ? place.target : about, place: null };
  }
  const index = about.keys.findIndex((key) => key === "after" || key === "before");
  if (index < 0 || !names(slice(about, index + 1))) return { subject: about, place };
  return { subject: index === 0 ? slice(about, 1) : slice(about, 0, index), place };
}

/** Where the kind stands, or else what is to be added: "advanced module on forensics" is a module. */
function headOf({ keys }: Clause): number {
  const preposition = keys.findIndex((key) => /^(?:on|for|with|to|call|after|before|that|which|from)$/.test(key));
  const kind = keys.findIndex((key) => kindOf(key) !== null);
  if (kind >= 0 && kind <= 4 && (preposition < 0 || kind < preposition)) return kind;
  let at = 0;
  while (at < keys.length && isModifier(keys[at] ?? "")) at += 1;
  return at;
}

/** The last "after …", "before …", "at the end", "as module 3" whose target the course has. */
function takePlace(rest: Clause, within: Collection, names: Names): { body: Clause; place: Place | null } {
  for (let index = rest.keys.length - 1; index > 0; index -= 1) {
    const tail = slice(rest, index);
    const line = tail.keys.join(" ");
    const isTail =
      /^(?:after|before) \S/.test(line) ||
      /^(?:at|an|ans|am|zum|to) (?:the )?(?:very )?(?:start|end|first|last)(?: (?:module|one))?$/.test(line) ||
      (/^(?:to|at) (?:the )?(?:module|place|position|number|nr\.?) \d+$/.test(line) &&
        /^(?:as|als|at|an)$/i.test(tail.words[0] ?? "")) ||
      /^to (?:the )?(?:new )?(?:first|second|third|fourth|fifth|sixth|last) (?:module|objective|assessment|one)$/.test(
        line,
      ) ||
      /^(?:at|am) (?:start|end)$/.test(line);
    if (!isTail) continue;
    const place = placeOf(tail);
    if (place === null) continue;
    if ((place.kind === "after" || place.kind === "before") && !names(place.target, within)) continue;
    return { body: slice(rest, 0, index), place };
  }
  return { body: rest, place: null };
}

/** A length before the kind ("a 30 minute module") or at the end ("a module on phishing of 30 minutes"). */
function takeLength(body: Clause, modifiersEnd: number): { minutes: number | null; rest: Clause } {
  const found = takeDuration(body);
  if (found === null) return { minutes: null, rest: body };
  const tail = body.keys.slice(-4).join(" ");
  const atEnd =
    /(?:^| )(?:of|for|with|lasting|to|over|von|à|,)? ?(?:\d+(?:\.\d+)?|half the|the) ?(?:minutes|hours)(?: long| lang)?$/.test(
      tail,
    );
  const early = takeDuration(slice(body, 0, modifiersEnd + 3)) !== null;
  if (!atEnd && !early) return { minutes: null, rest: body };
  const words = [...found.rest.words];
  while (/^(?:of|for|with|lasting|von|lang|long|à)$/i.test(words.at(-1) ?? "")) words.pop();
  return { minutes: found.minutes, rest: ofWords(words) };
}

function isModifier(key: string): boolean {
  return modifiers.test(key);
}

function startsWithKind({ keys }: Clause): boolean {
  const first = keys.find((key) => !isModifier(key));
  return first !== undefined && kindOf(first) !== null;
}

/** "… as module 3" names a place, "… to module 3" something to add to. */
function startsAs({ words }: Clause): boolean {
  return words.some((word) => /^(?:as|als)$/i.test(word));
}

function addedKind(key: string): AddedKind {
  const kind = kindOf(key);
  if (kind?.in === "modules") return "module";
  if (kind?.in === "objectives") return "objective";
  return kind?.type === "assignment" || kind?.type === "project" ? kind.type : "quiz";
}

/** Without "from @4", "using @2 and @3": those are looked up elsewhere. */
function withoutReferences({ words }: Clause): Clause {
  const kept: string[] = [];
  for (const word of words) {
    if (!word.startsWith("@")) {
      kept.push(word);
      continue;
    }
    while (/^(?:from|using|use|with|based|on|and|see|per|aus|mit|nach|und|according|to|,)$/i.test(kept.at(-1) ?? ""))
      kept.pop();
  }
  return ofWords(kept);
}
