/** Reads out of a prompt whom the course is for. Silent unless a word for people leaves little doubt. */
import type { Wish } from "./brief-length.ts";

const heads = [
  "agents admins administrators analysts apprentices architects associates colleagues consultants contractors designers",
  "developers directors drivers employees engineers everyone everybody executives founders hires interns joiners",
  "leaders leads learners managers members mentors newcomers nurses officers operators owners partners people pharmacists",
  "physicians professionals recruiters representatives reps researchers salespeople scientists staff starters students",
  "supervisors supporters teachers team teams technicians testers trainees volunteers workers accountants assistants",
  "residents clients patients buyers sellers writers editors marketers customers users buddies doctors therapists cashiers",
  "mitarbeiter mitarbeitende mitarbeitenden führungskräfte auszubildende auszubildenden azubis vertriebler entwickler",
  "kollegen kolleginnen kunden kundinnen teams praktikanten neueinsteiger teamleiter manager ingenieure berater",
  "ärzte pflegekräfte lehrkräfte lehrer studierende verkäufer techniker administratoren teamleitungen angestellte",
].flatMap((line) => line.split(" "));
const head = new RegExp(
  `^(?:${heads.join("|")}|[\\p{L}-]+(?:ler|lern|lerinnen|innen|kräfte|kräften|leiter|leitern|beauftragte|beauftragten|arbeiter|personal|team)|\\p{L}+[:*_]innen)$`,
  "iu",
);
const audienceStart = /(?<!\p{L})(?:for|aimed\s+at|targeted\s+at|für)\s+/giu;
const audienceEnd =
  /^(?:using|with|in|on|about|that|who|which|based|from|for|für|to|at|by|as|of|mit|über|zu|zum|zur|aus|auf|die|den|bitte|please)$/iu;
const article = /^(?:all|our|the|my|your|a|an|das|die|den|der|unser|unsere|unseren|alle|mein|meine|ein|eine|einen)$/iu;
const stops = /\s(?:about|using|covering|based|lasting|über)\s/iu;
const stopsBeforeTopic = /\s(?:about|on|in|with|using|covering|based|lasting|über|zu|zum|zur|mit)\s/iu;
/** Nothing has been said yet but that a course is wanted. */
const bare =
  /^\W*(?:[\p{L}-]+\s+){0,5}?(?:course|training|workshop|session|class|lesson|seminar|kurs|schulung|lehrgang|seminar)?\s*$/iu;
const polite = "^\\W*(?:(?:please|pls|hi|hello|hey|can\\s+you|could\\s+you|bitte|hallo)[\\s,!]+)*";
const teaching = new RegExp(
  `(${polite}teach\\s+)((?:[\\p{L}&-]+\\s+){0,3}?[\\p{L}-]+)(?=\\s+(?:how\\s+to|to|about|on)\\s)`,
  "iu",
);
const needing = new RegExp(
  `(${polite})(?!(?:what|how|why|when|which|who|where|was|wie|warum)\\s)((?:[\\p{L}&-]+\\s+){0,3}?[\\p{L}-]+)\\s+(?:needs?|requires?|should\\s+get|brauch(?:t|en)|benötig(?:t|en))\\s+(?=(?:[\\p{L}-]+\\s+){0,3}?(?:course|training|workshop|session|seminar|kurs|schulung)\\s|to\\s+(?:learn|know)\\s)`,
  "iu",
);

/** Whom the course is for: a short noun phrase after "for" whose last word names people. */
export function readAudience(prompt: string): Wish<string> | null {
  for (const match of prompt.matchAll(audienceStart)) {
    const start = match.index;
    const phrase = /^[^,;:.!?()\n\uFFFC]{0,120}/u.exec(prompt.slice(start + match[0].length))?.[0] ?? "";
    const words = [...phrase.matchAll(/\S+/gu)];
    const stop = words.findIndex(
      ({ 0: word }, index) => audienceEnd.test(word) && !(index === 0 && article.test(word)),
    );
    const taken = words.slice(0, Math.min(stop < 0 ? words.length : stop, 7));
    // "for new engineers 2 hours": the phrase ends with the last word for people.
    const last = taken.findLastIndex(({ 0: word }) => head.test(word));
    const end = taken[last];
    if (end === undefined) continue;
    const kept = taken.slice(0, last + 1).map(({ 0: word }) => word);
    while (kept.length > 1 && article.test(kept[0] ?? "")) kept.shift();
    const until = start + match[0].length + end.index + end[0].length;
    const clause = clauseAfter(prompt.slice(until), bare.test(prompt.slice(0, start)));
    return { value: kept.join(" ") + clause, start, end: until + clause.length };
  }
  return null;
}

/** "who hate computers", "starting in two weeks": belongs to the people. What is taught may follow it, unless it came before. */
function clauseAfter(rest: string, isTopicToCome: boolean): string {
  const start =
    /^\s+(?:starting|joining|arriving)\s+(?:in\s+\S+\s+(?:days|weeks|months)|(?:next|this)\s+\p{L}+)/iu.exec(rest);
  if (start !== null) return start[0];
  const clause = /^(?:,?\s+who|,\s+(?:die|der|denen))\s+[^,;:.!?()\n\uFFFC]{2,80}/iu.exec(rest)?.[0] ?? "";
  const end = clause.search(isTopicToCome ? stopsBeforeTopic : stops);
  return (end < 0 ? clause : clause.slice(0, end)).trimEnd();
}

/** "Teach our sales reps to negotiate", "New hires need training on passwords": people before the topic. */
export function readLearners(prompt: string): Wish<string> | null {
  const match = teaching.exec(prompt) ?? needing.exec(prompt);
  const [whole, before = "", people = ""] = match ?? [];
  if (whole === undefined) return null;
  const words = people.split(/\s+/u);
  while (words.length > 1 && article.test(words[0] ?? "")) words.shift();
  return head.test(words.at(-1) ?? "") ? { value: words.join(" "), start: before.length, end: whole.length } : null;
}
