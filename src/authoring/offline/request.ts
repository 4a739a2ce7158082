/** What a brief asks for, taken apart by rule: topic, title, audience, length, level and the list of wishes. */
import type { Brief } from "../../course/brief.ts";
import { formStretches, readModuleCount } from "../../course/brief-instructions.ts";
import { readLength } from "../../course/brief-length.ts";
import { materialStart } from "../../course/brief-material.ts";
import { detectLanguage } from "../../course/quality/language.ts";
import { stemsOf } from "../../course/quality/words.ts";
import type { DifficultyLevel } from "../../course/schema.ts";
import { clean, clip, tidy, withoutNumber } from "./clean.ts";
import { type Grammar, grammars, type RequestLanguage, tellingWords } from "./grammar.ts";
import { nameOf, shortTopic, titleOf, withNames } from "./request-title.ts";

export type CourseRequest = {
  /** The language of the request; the language of the course may differ. */
  language: RequestLanguage | "other";
  /** What the course is about, in the person's words: "security", "incident response"; empty when nothing says. */
  topic: string;
  /** The course's title in the person's words; empty when nothing says. */
  title: string;
  audience: string | null;
  /** Minutes of learning that were asked for. */
  minutes: number | null;
  /** How many modules were asked for. */
  modules: number | null;
  level: DifficultyLevel | null;
  /** What the course should contain, one wish a line or list item. */
  wishes: string[];
  /** Stems of what was asked, without the words of asking: for choosing what is relevant. */
  terms: ReadonlySet<string>;
};

const bullet = /^\s*(?:[-*+•‣▪◦–]|\d{1,2}[.)])\s+(.+)$/;
/** "a training" at the end of a topic says nothing about it. */
const courseWords =
  /\s*\b(?:trainings?|courses?|workshops?|bootcamp|curriculum|program(?:me)?|class|session|tutorial|basics|101|schulung|kurs|seminar)$/i;
/** "in", of "in two hours": goes with the length. */
const leadingWords = /(?<![\p{L}-])(?:in|for|of|about|around|lasting|roughly|von|für|mit)\s*$/iu;
const emptyAsk = /^(?:create|make|build|generate|please|hello|hi|hey|help|thanks|bitte|hallo|erstellen?)$/i;
const levelWord = /,\s*(?:for\s+)?(?:beginners?|intermediate|advanced|fortgeschrittene|anfänger)(?:[- ]level)?$/i;
const asking = new Set(
  stemsOf(
    "create make build write design training course workshop module program curriculum learn teach please need want using based hour day minute people team new employee company erstelle schulung kurs stunden tag minuten formation cours curso crea crée cree something short half hi thanks heures horas",
  ),
);

/** Reads the brief. Never throws, whatever was typed. */
export function readRequest(brief: Brief): CourseRequest {
  const written = linesOf(brief.prompt);
  // A topic has lost its lines: a list of wishes is read from the prompt itself.
  const lines = written.some((line) => bullet.test(line)) || brief.topic.trim() === "" ? written : linesOf(brief.topic);
  const wishes = lines.flatMap((line) => clean(bullet.exec(line)?.[1] ?? "") || []);
  const isMaterial = materialStart(brief.prompt) > 0;
  const prose = withoutForm(
    tidy(
      lines
        .filter((line) => !bullet.test(line))
        .map(clean)
        .join("\n")
        .replace(/\n+/g, " "),
    ),
    isMaterial,
  );
  const language = languageOf(brief, clean(linesOf(brief.prompt).join(" ")));
  const grammar = grammars[language === "other" ? "en" : language];
  const lead = isMaterial ? nameOf(leadOf(prose)) : leadOf(prose);
  const parts = takeApart(lead, grammar);
  const listed =
    wishes.length > 0 || isMaterial
      ? wishes
      : wishesIn(prose.replace(lead, withoutPointer(parts.named)), parts.topic, grammar);
  const { topic } = parts;
  const title = parts.title === "" && listed.length > 0 ? "" : parts.title;
  return {
    language,
    topic: shortTopic(topic),
    title: titleOf(title, parts.audience ?? shortAudience(brief), grammar),
    audience: audienceOf(brief, parts.audience ?? shortAudience(brief)),
    minutes: brief.length_minutes ?? (isMaterial ? null : parts.minutes),
    modules: isMaterial ? null : readModuleCount(clean(withoutReferences(brief.prompt))),
    level: brief.level ?? levelIn(lead, grammar),
    wishes: listed.map((wish) => clip(withoutNumber(wish), 200)).slice(0, 12),
    terms: new Set(stemsOf(`${prose} ${wishes.join(" ")}`).filter((word) => !asking.has(word) && !/^\d+$/.test(word))),
  };
}

/** What points at material and what speaks of the form of the course is not what it is about. */
function withoutForm(prose: string, isMaterial: boolean): string {
  if (isMaterial) return prose.slice(materialStart(prose));
  return tidy(
    formStretches(prose).reduce(
      (text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end),
      prose,
    ),
  );
}

function linesOf(text: string): string[] {
  return withoutReferences(text)
    .replace(/```[\s\S]*?(?:```|$)/g, "\n")
    .split(/[\r\n\u2028\u2029]+/);
}

function withoutReferences(prompt: string): string {
  return prompt.replace(/(?<![\p{L}\p{N}._%+<-])@(?:\d+|["“„«][^"”“»]*["”“»]|[\p{L}\p{N}-]+)/gu, " ");
}

function languageOf(brief: Brief, text: string): RequestLanguage | "other" {
  const found = detectLanguage(text);
  const telling = (["de", "fr", "es"] as const).find((language) => tellingWords[language].test(text));
  if (found === "en" || found === "de" || found === "fr" || found === "es") return found;
  if (telling !== undefined) return telling;
  const short = text.split(" ").length < 6;
  if ((found !== null && !short) || /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text))
    return "other";
  return brief.language?.toLowerCase().startsWith("de") === true ? "de" : "en";
}

/** The part that says what the course is: the first sentence that is more than a greeting. */
function leadOf(prose: string): string {
  const sentences = prose.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}])/u);
  return sentences.find((sentence) => sentence.split(" ").length > 2) ?? prose;
}

type Parts = {
  /** The lead without the words of asking and without the audience. */ named: string;
  topic: string;
  title: string;
  audience: string | null;
  minutes: number | null;
};

function takeApart(lead: string, grammar: Grammar): Parts {
  const length = lengthIn(lead, grammar);
  let text = tidy(lead.replace(/[.!?\s]+$/, ""));
  if (length !== null) text = tidy(text.replace(length.source, " "));
  text = peeled(text, grammar.ask);
  const covering = grammar.covering.exec(text);
  const taught = /^(?:(our|the|all|every)\s+)?(.{2,60}?)\s+(how to\s.+)$/i.exec(text);
  if (/\bteach\b/i.test(lead) && taught !== null) {
    const audience = clip(`${taught[1] ?? ""} ${taught[2] ?? ""}`.trim(), 80);
    const topic = loosened(taught[3] ?? "", grammar);
    return { named: topic, topic, title: topic, audience, minutes: length?.minutes ?? null };
  }
  const audience = grammar.audience.exec(text)?.[1]?.trim() ?? null;
  const named = audience === null ? text : tidy(text.replace(grammar.audience, " "));
  const stripped = named.replace(grammar.course, "");
  const course = stripped !== named;
  const afterOn = course ? stripped.replace(grammar.on, "") : named.replace(/^(?:an?|the|our)\s+/i, "");
  let rest = withNames(withoutPointer(loosened(afterOn, grammar).replace(levelWord, "")));
  if (covering !== null && rest.includes(covering[0]))
    rest = loosened(rest.replace(covering[0], ""), grammar) || loosened(covering[1] ?? "", grammar);
  const bare = tidy(rest.replace(courseWords, "").replace(/-$/, ""));
  return {
    named,
    topic: bare === "" ? rest : bare,
    title: rest,
    audience: audience === null ? null : clip(loosened(audience, grammar), 80) || null,
    minutes: length?.minutes ?? null,
  };
}

function peeled(text: string, ask: RegExp): string {
  let before = "";
  let now = text;
  while (now !== before && now !== "") {
    before = now;
    now = tidy(now.replace(ask, ""));
  }
  // A single word may be both: "design" is a topic, "create" is not.
  return now === "" && text.split(" ").length === 1 && !emptyAsk.test(text) ? text : now;
}

function loosened(text: string, grammar: Grammar): string {
  return tidy(text.replace(grammar.loose, "").replace(/[\s,;:–—-]+$/, ""));
}

function lengthIn(lead: string, grammar: Grammar): { source: string; minutes: number } | null {
  if (grammar.length === null) {
    const found = readLength(lead);
    if (found === null) return null;
    const leading = leadingWords.exec(lead.slice(0, found.start))?.[0].length ?? 0;
    return { source: lead.slice(found.start - leading, found.end), minutes: found.value };
  }
  const match = grammar.length.exec(lead);
  const amount = match?.[1]?.toLowerCase().replace(",", ".") ?? "";
  const unit = match?.[2]?.toLowerCase() ?? "";
  const per = grammar.units.find(([prefix]) => unit.startsWith(prefix))?.[1];
  const number = grammar.numbers[amount] ?? Number(amount);
  if (match === null || per === undefined || !Number.isFinite(number) || number <= 0) return null;
  return { source: match[0], minutes: Math.min(30_000, Math.max(5, Math.round(number * per))) };
}

function levelIn(lead: string, grammar: Grammar): DifficultyLevel | null {
  if (grammar.advanced.test(lead)) return "Advanced";
  if (grammar.intermediate.test(lead)) return "Intermediate";
  return grammar.beginner.test(lead) ? "Beginner" : null;
}

/** "phishing, passwords and device security": three or more short items are wishes. */
function wishesIn(prose: string, topic: string, grammar: Grammar): string[] {
  const listed = grammar.covering.exec(prose)?.[1] ?? "";
  const items = listed === "" ? [] : itemsOf(listed.split(/[.!?](?:\s|$)/)[0] ?? "", grammar);
  if (items.length >= 2) return items;
  const inTopic = itemsOf(topic.replace(/^.{0,60}:\s+/, ""), grammar);
  return inTopic.length >= 3 ? inTopic : [];
}

function itemsOf(text: string, grammar: Grammar): string[] {
  const items = text.split(grammar.and).map((item) => loosened(item, grammar));
  const short = items.filter((item) => /[\p{L}\p{N}]/u.test(item) && item.split(" ").length <= 8);
  return short.length === items.length ? short : [];
}

/** "these topics please:" points at a list and says nothing itself. */
function withoutPointer(text: string): string {
  if (
    /^(?:(?:from|out of|about|on) (?=th|it))?(?:all|both|these|those|that|them|it|this|the)?(?: (?:of )?(?:them|these|those|it|two|three|four|documents?|docs|files?))*$/i.test(
      text,
    )
  )
    return "";
  const bare = text.replace(/^(?:(?:and|or|about|on|regarding|und|oder|über|zu|zum|zur)\s+)+/i, "");
  return tidy(
    bare.replace(
      /^(?:(?:these|the following|following|diese|folgende[nr]?|den folgenden)\b[^:]{0,30}:|(?:these|the following|folgende[nr]?)(?: topics?| themen)?(?: please| bitte)?)\s*/i,
      "",
    ),
  );
}

/** As the prompt words it ("our warehouse team") where the brief holds the bare noun; else the brief's. */
function audienceOf({ audience }: Brief, worded: string | null): string | null {
  if (audience === null) return worded;
  const plain = clip(clean(audience), 120);
  return worded !== null && plain !== "" && worded.toLowerCase().endsWith(plain.toLowerCase())
    ? worded
    : plain || worded;
}

/** The audience, when it is short enough for a title and the person wrote it into the prompt, with its article. */
function shortAudience({ audience, prompt }: Brief): string | null {
  const place = audience === null ? -1 : prompt.indexOf(audience);
  if (audience === null || audience.length > 40 || place < 0) return null;
  const article =
    /(?:(?<!\p{L})(?:all|our|the|unser\p{L}*|das|die|alle)\s+)+$/iu.exec(prompt.slice(0, place))?.[0] ?? "";
  return clean(article + audience) || null;
}
