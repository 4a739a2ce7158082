/** Small pieces of English that several tables of phrases share. */
import type { Matter } from "../matter.ts";
import type { Subject } from "../subject.ts";

/** "the Security handbook"; a title that is no such noun is quoted. */
export function theDocument(title: string): string {
  const noun =
    /(?:handbook|guide|guidelines?|policy|policies|runbook|manual|playbook|rules|plan|overview|report|code|standards?|faq|wiki|checklist|charter|procedures?|document|deck|workbook|instructions|agreement|regulations?)$/i;
  return noun.test(title) && title.split(" ").length <= 6 && !/^(?:the|our|your|how|\d)/i.test(title)
    ? `the ${title}`
    : `“${title}”`;
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? "";
  const last = items.at(-1) ?? "";
  const before = items.slice(0, -1).join(", ");
  // "a and b, and c and d" needs its comma.
  return items.some((item) => / and /.test(item)) ? `${before}, and ${last}` : `${before} and ${last}`;
}

/** "a, b or c". */
export function listedOr(items: readonly string[]): string {
  return items.length <= 1 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} or ${items.at(-1) ?? ""}`;
}

/** Whether a subject is something that one does or decides: "how to …", "when to …". */
export function isAction({ kind }: Subject): boolean {
  return kind === "clause" || kind === "howto";
}

/** The first document of a theme, as a sentence names it. */
export function source(matter: Matter): string {
  const [document] = matter.documents;
  return document === undefined ? "the agreed practice" : theDocument(document);
}

/** "class" as "classes", "severity" as "severities". */
export function pluralOf(noun: string): string {
  if (isPlural(noun)) return noun;
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, "ies");
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** "passwords", "phishing and other tricks": what takes "matter" rather than "matters". */
export function isPlural(about: string): boolean {
  const [head = ""] = about.split(/ (?:of|in|on|at|for|with|to|from|by|during|under) /);
  if (/ and |, /.test(head)) return true;
  // "Storing passwords matters": what counts is the storing.
  if (/^[a-z]{2,}ing /i.test(head)) return false;
  return /[a-z]{3}s$/.test(head) && !/(?:ss|us|is|ics|news|lens|series|kubernetes|windows|teams|jenkins)$/i.test(head);
}

/** "four"; figures from ten on. */
export function counted(amount: number): string {
  return ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][amount] ?? String(amount);
}
