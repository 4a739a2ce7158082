/** Questions about German sentences, lists and tables: the verb stands second, so a figure moves to the front. */
import { leadOf } from "../lead.ts";
import { gap, type Matter } from "../matter.ts";
import type { Question } from "./phrases.ts";

const unit =
  "(?<unit>Stunden?|Minuten?|Sekunden?|(?:Arbeits|Werk|Kalender)?[Tt]agen?|Wochen?|Monaten?|Jahren?|Zeichen|Versuchen?|Personen|Euro|Prozent)";
const number = "(?:\\d[\\d.,]*|einer|einem|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)";
const verb =
  "(?<verb>muss|müssen|darf|dürfen|soll|sollen|kann|können|ist|sind|wird|werden|hat|haben|endet|enden|beginnt|gilt|gelten|dauert|läuft)";
const preposition =
  "(?<prep>innerhalb von|binnen|spätestens nach|nach|vor|mindestens|höchstens|für höchstens|für|bis zu|in|seit|mit mindestens)";
const form = new RegExp(
  `^(?<who>(?:\\p{L}|[-\\d„“])[^,;:]*?) ${verb} (?<before>[^,;:]*?)\\s?${preposition} ${number} ${unit}(?![\\p{L}])(?<rest>[^,;:]*)`,
  "u",
);
const article = /^(?:Der|Die|Das|Ein|Eine|Jede[rs]?|Alle|Neue|Diese[rs]?|Unsere?|Kein[e]?|Wer)\b/;
const definition =
  /^(?:(?:Der|Die|Das|Ein|Eine) )?(?<who>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?) (?:ist|sind|bezeichnet|bedeutet) (?:ein|eine|einen|der|die|das|alles|jede)\b/u;

/** The question that a German sentence answers, or null. */
export function askGerman(sentence: string): string | null {
  const groups = form.exec(sentence.replace(/[.!]$/, ""))?.groups;
  if (groups !== undefined) {
    const { who = "", verb: finite = "", before: between = "", prep = "", unit: measured = "", rest = "" } = groups;
    const [first = ""] = who.split(" ");
    // "werden vorher vereinbart und innerhalb von drei Monaten ausgeglichen": the figure belongs to what comes last.
    const before = between.replace(/^.*\s(?:und|oder)\s*$/u, "");
    const attributive =
      who.includes(" ") &&
      /^(?:Nicht|Nur|Mehr|\p{Lu}\p{Ll}+(?:e|en|er|es))$/u.test(first) &&
      !/(?:ung|heit|keit|schaft)en$/.test(first);
    const subject = article.test(who) || attributive ? who.charAt(0).toLowerCase() + who.slice(1) : who;
    const many = /^(?:innerhalb von|nach|vor|spätestens nach|binnen|in|seit|mit mindestens)$/.test(prep)
      ? "wie vielen"
      : "wie viele";
    const question = `${prep} ${many} ${plural(measured)} ${finite} ${subject} ${before}${rest}?`;
    const clean = question
      .replace(/\s+/g, " ")
      .replace(/\s+\?/, "?")
      .replace(/\s(?:und|oder|sowie)\s[^?]*\?$/, "?");
    if (who.split(" ").length <= 8 && clean.length <= 160) return clean.charAt(0).toUpperCase() + clean.slice(1);
  }
  const who = definition.exec(sentence)?.groups?.who;
  return who === undefined ? null : `Was ist mit „${who}“ gemeint?`;
}

/** The sentence with its figure left out, or null when it holds none. */
export function clozeGerman(sentence: string): string | null {
  const gapped = gap(sentence);
  return gapped === null ? null : `Welche Zahl fehlt: „${gapped}“?`;
}

/** Questions that lists and tables answer. */
export function askGermanMatter({ lists, tables }: Matter): Question[] {
  const questions: Question[] = [];
  for (const { header, rows, passage, heading, document } of tables) {
    const row = rows[Math.min(1, rows.length - 1)] ?? [];
    const column = header.findIndex((head, index) => index > 0 && head !== "" && (row[index] ?? "") !== "");
    const [head = "", key = ""] = [header[column], row[0]];
    if (column < 0 || key === "") continue;
    questions.push({
      text: `Was gibt die Tabelle für „${key}“ unter „${head}“ an?`,
      source: { document, heading },
      passage,
    });
  }
  for (const { ordered, items, passage, heading, document } of lists) {
    if (items.length < 3) continue;
    const leads = items.map(leadOf).filter((lead) => lead.length <= 45);
    const shuffled = [...leads.filter((_, index) => index % 2 === 1), ...leads.filter((_, index) => index % 2 === 0)];
    const text = ordered
      ? leads.length === items.length && items.length <= 5
        ? `In welche Reihenfolge gehören diese Schritte: ${shuffled.join("; ")}?`
        : `Welche ${items.length} Schritte sind nötig, und in welcher Reihenfolge?`
      : `Nennen Sie drei der Punkte, die unter „${heading}“ aufgezählt sind.`;
    questions.push({ text, source: { document, heading }, passage });
  }
  return questions;
}

function plural(measured: string): string {
  if (/^(?:Stunde|Minute|Sekunde|Woche)$/.test(measured)) return `${measured}n`;
  if (/^(?:Monat|Jahr|Versuch)e?n?$/.test(measured))
    return measured.replace(/e?n?$/, "") === "Monat"
      ? "Monaten"
      : measured.endsWith("n")
        ? measured
        : `${measured.replace(/e$/, "")}en`;
  return /tag$/i.test(measured) ? `${measured}en` : measured;
}
