/** What a brief asks for, taken apart by rule: topic, title, audience, length, level and the list of wishes. */
import type { Brief } from "../../course/brief.ts";
import { detectLanguage } from "../../course/quality/language.ts";
import { stemsOf } from "../../course/quality/words.ts";
import type { DifficultyLevel } from "../../course/schema.ts";
import { asTitle, clean, clip, tidy, withoutNumber } from "./clean.ts";
import { type Grammar, grammars, type RequestLanguage, tellingWords } from "./grammar.ts";

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
const pointing = [
  /^(?:(?:please|make|create|build|write)\s+)*(?:an?\s+)?(?:(?:course|training|workshop)\s+)?(?:from|out of)\s+this(?:\s+(?:conversation|discussion|thread|message|text))?\s*:\s*/i,
  /^(?:(?:bitte|mache?|erstelle?|schreibe?)\s+)*(?:daraus|hieraus|aus\s+diese[mr]\s+\p{L}+)\s+(?:einen?|eine)\s+(?:kurs|schulung|training|workshop)\s*:\s*/iu,
];
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
  const prose = withoutPointing(
    tidy(
      lines
        .filter((line) => !bullet.test(line))
        .map(clean)
        .join("\n")
        .replace(/\n+/g, " "),
    ),
  );
  const language = languageOf(brief, clean(linesOf(brief.prompt).join(" ")));
  const grammar = grammars[language === "other" ? "en" : language];
  const lead = leadOf(prose);
  const parts = takeApart(lead, grammar);
  const listed =
    wishes.length > 0 ? wishes : wishesIn(prose.replace(lead, withoutPointer(parts.named)), parts.topic, grammar);
  const { topic } = parts;
  const title = parts.title === "" && listed.length > 0 ? "" : parts.title;
  return {
    language,
    topic: shortTopic(topic),
    title: titleOf(title, parts.audience ?? shortAudience(brief), grammar),
    audience: audienceOf(brief, parts.audience),
    minutes: brief.length_minutes ?? parts.minutes,
    level: brief.level ?? levelIn(lead, grammar),
    wishes: listed.map((wish) => clip(withoutNumber(wish), 200)).slice(0, 12),
    terms: new Set(stemsOf(`${prose} ${wishes.join(" ")}`).filter((word) => !asking.has(word) && !/^\d+$/.test(word))),
  };
}

/** What "Make a course from this" points at is the topic, not the pointing. */
function withoutPointing(prose: string): string {
  const rest = pointing.reduce((text, pattern) => text.replace(pattern, ""), prose);
  return rest === "" ? prose : rest;
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
  const bare = tidy(rest.replace(courseWords, ""));
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
    /^(?:all|both|these|those|them|it|this|the)?(?: (?:of )?(?:them|these|those|it|two|three|four|documents?|docs|files?))*$/i.test(
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

/** Names of well-known tools and laws, as they are written. */
function withNames(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => writtenNames.get(word.toLowerCase()) ?? word);
}

const writtenNames = new Map(
  "Excel PowerPoint Python GitHub GitLab Git Jira Confluence Kubernetes Docker Linux Salesforce JavaScript TypeScript PostgreSQL SQL GDPR AWS CSS HTML API APIs DSGVO RGPD HR VPN CRM Figma Scrum"
    .split(" ")
    .map((name) => [name.toLowerCase(), name]),
);

/** As the prompt words it ("our warehouse team") where the brief holds the bare noun; else the brief's. */
function audienceOf({ audience }: Brief, worded: string | null): string | null {
  if (audience === null) return worded;
  const plain = clip(clean(audience), 120);
  return worded !== null && plain !== "" && worded.toLowerCase().endsWith(plain.toLowerCase())
    ? worded
    : plain || worded;
}

/** The audience, when it is short enough for a title and the person wrote it into the prompt. */
function shortAudience({ audience, prompt }: Brief): string | null {
  return audience !== null && audience.length <= 40 && prompt.includes(audience) ? clean(audience) || null : null;
}

function shortTopic(topic: string): string {
  if (topic.length <= 70) return topic;
  const clause = topic.split(/[,;:(–—]|\s+(?:so that|because|which|who|damit|weil|pour que)\s/)[0] ?? "";
  return clip(clause.length >= 4 ? clause : topic, 70);
}

function titleOf(phrase: string, audience: string | null, grammar: Grammar): string {
  const and = grammar === grammars.de ? "und" : "and";
  const plain = shortTopic(phrase);
  const listed = / (?:and|und) /.test(plain) ? plain : plain.replace(/^([^,]+(?:,[^,]+)*), ([^,]+)$/, `$1 ${and} $2`);
  const short = asTitle(listed, 70);
  const foreign = grammar === grammars.fr || grammar === grammars.es;
  if (short === "" || audience === null || foreign || /^(?:how|wie) /i.test(short)) return short;
  const preposition = grammar === grammars.de ? "für" : "for";
  const whole = `${short} ${preposition} ${audience}`;
  return whole.length <= 80 ? whole : short;
}
