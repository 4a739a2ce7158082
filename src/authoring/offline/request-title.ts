/** A request's topic as a title: names as they are written, lists with "and", whom it is for. */
import { asTitle, clip } from "./clean.ts";
import { type Grammar, grammars } from "./grammar.ts";

/** The topic in at most 70 characters: its first clause where it is longer. */
export function shortTopic(topic: string): string {
  if (topic.length <= 70) return topic;
  const clause = topic.split(/[,;:(–—]|\s+(?:so that|because|which|who|damit|weil|pour que)\s/)[0] ?? "";
  return clip(clause.length >= 4 ? clause : topic, 70);
}

/** What material is about, by its first sentence: what stands before the colon, or its first clause. */
export function nameOf(sentence: string): string {
  const [beforeColon = ""] = sentence.split(/:\s/, 1);
  if (beforeColon.length <= 70) return beforeColon;
  const [clause = ""] = sentence.split(/[,;(–—]/, 1);
  return clip(clause.length >= 4 ? clause : sentence, 60);
}

/** "device security", but not "excluding macros". */
function isItem(text: string): boolean {
  const remark =
    /^(?:with|without|excluding|including|especially|mainly|not|no|but|ohne|mit|aber|nicht|auch|die|der)\s/i;
  return text.split(" ").length <= 4 && !remark.test(text);
}

/** The title for a topic as it was worded; with `audience` where both fit. Empty where nothing was worded. */
export function titleOf(phrase: string, audience: string | null, grammar: Grammar): string {
  const and = grammar === grammars.de ? "und" : "and";
  const plain = shortTopic(phrase);
  // Commas part the items of a list, unless what they part is longer than items are.
  const isList = !/ (?:and|und) /.test(plain) && plain.split(", ").every(isItem);
  const listed = !isList ? plain : plain.replace(/^([^,]+(?:,[^,]+)*), ([^,]+)$/, `$1 ${and} $2`);
  const short = asTitle(listed, 70);
  const foreign = grammar === grammars.fr || grammar === grammars.es;
  if (short === "" || audience === null || foreign || /^(?:how|wie) /i.test(short)) return short;
  const preposition = grammar === grammars.de ? "für" : "for";
  const whole = `${short} ${preposition} ${audience}`;
  return whole.length <= 80 ? whole : short;
}

/** Names of well-known tools and laws, as they are written. */
export function withNames(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => writtenNames.get(word.toLowerCase()) ?? word);
}

const writtenNames = new Map(
  "Excel PowerPoint Python GitHub GitLab Git Jira Confluence Kubernetes Docker Linux Salesforce JavaScript TypeScript PostgreSQL SQL GDPR AWS CSS HTML API APIs DSGVO RGPD HR VPN CRM Figma Scrum"
    .split(" ")
    .map((name) => [name.toLowerCase(), name]),
);
