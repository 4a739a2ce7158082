/** What a module lists as its topics: subheadings, tables, list items, short sentences. */
import { asTitle, capitalised, clip } from "./clean.ts";
import { leadOf } from "./lead.ts";
import type { List, Table } from "./material.ts";
import type { Phrases } from "./phrases/phrases.ts";
import type { Theme } from "./themes.ts";
import { keyPhrase, type Sentence } from "./units.ts";

/** One to four topics. `sentences` are those that the description leaves, best first; `key` those that it takes. */
export function topicsOf(
  units: Theme["units"],
  lists: readonly List[],
  tables: readonly Table[],
  sentences: readonly Sentence[],
  key: readonly string[],
  phrases: Pick<Phrases, "list" | "table">,
): string[] {
  const candidates = [
    ...units.flatMap(({ subheadings }) => subheadings.slice(0, 6)),
    ...tables.flatMap((table) => tableTopic(table, phrases)),
    ...interleaved(lists.map((list) => listTopics(list, phrases))),
    ...sentences
      .slice(2)
      .map(({ text }) => text.replace(/[.!]$/, ""))
      .filter((text) => text.length <= 80),
    ...sentences.slice(0, 8).flatMap(({ text }) => clauseOf(text)),
  ];
  const topics: string[] = [];
  for (const candidate of candidates) {
    const topic = asTitle(candidate, 110);
    if (topics.length >= 4) break;
    if (
      topic.length >= 3 &&
      !/\S@\S/.test(topic) &&
      !topics.some((other) => other.toLowerCase() === topic.toLowerCase())
    )
      topics.push(topic);
  }
  if (topics.length > 1) return topics;
  const phrase = keyPhrase(sentences.map(({ text }) => text));
  if (topics.length > 0 && (phrase === null || !phrase.includes(" "))) return topics;
  // The title once more would say nothing; a short sentence of the text does.
  const said = key.map((text) => text.replace(/[.!]$/, "")).find((text) => text.length <= 80);
  const last = phrase === null ? (said ?? units[0]?.title ?? "") : capitalised(phrase);
  return topics.includes(last) ? topics : [...topics, last];
}

function tableTopic(table: Table, phrases: Pick<Phrases, "table">): string[] {
  const whole = phrases.table(table);
  if (whole !== null && whole.length <= 100) return [whole];
  const [head = "", second = ""] = table.header;
  return head !== "" && second !== "" ? [clip(`${head}, ${second}`, 90)] : [];
}

function listTopics({ ordered, items }: List, phrases: Pick<Phrases, "list">): string[] {
  const leads = items.map(leadOf);
  const named = items.every((item) => /^[^:]{2,40}:\s/.test(item));
  const whole = leads.map((lead, index) => (index === 0 ? lead : uncapitalised(lead)));
  if (named && ordered) return [whole.join(", ")];
  // Some with their explanation and some without would look torn: then all go without, in one line.
  if (named && items.length > 1 && items.some((item) => item.length > 80)) return [phrases.list(whole)];
  return items.map((item) => (item.length <= 80 ? item : leadOf(item))).filter((topic) => topic.length <= 95);
}

function uncapitalised(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** The main clause of a sentence when it is short enough to be a topic. */
function clauseOf(text: string): string[] {
  const clause =
    text.split(/(?:,|;|:)\s(?=(?:and|but|which|so|because|und|aber|denn|weil)\b)|;\s|:\s/)[0]?.replace(/[.!]$/, "") ??
    "";
  const words = clause.split(" ").length;
  const whole =
    !/^(?:if|when|while|in|as|because|for|before|after|although|where|during|since|unless|wenn|falls|weil|bei|nach|vor)\b/i.test(
      clause,
    );
  return whole && words >= 3 && clause.length <= 90 && clause !== text ? [clause] : [];
}

function interleaved(lists: readonly string[][]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
