/** Questions about English sentences, lists and tables: "Within how many hours must lost devices be reported?" */
import { leadOf } from "../lead.ts";
import { gap, type Matter } from "../matter.ts";
import { isKnownName, lowered } from "../subject.ts";
import { counted } from "./english-words.ts";
import type { Question } from "./phrases.ts";

const number = "(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)";
const unit =
  "(?:(?:working|calendar|business|failed|paid|full) )?(?:percent|per cent|hours?|minutes?|seconds?|days?|weeks?|months?|years?|quarters?|characters?|attempts?|people|persons|euros|dollars|pounds|times|points|pages|questions|tickets|colleagues|meetings|shifts?|actions?)";
const amount = `${number} (?<unit>${unit})`;
const helper = "(?<verb>must|should|may|can|shall|will|is|are)";
/** Ends the clause; what follows is another matter. */
const otherClause = /(?:[,;:(]|\s(?:and|but|or|because|so that|since|while|which|who)\s).*$/i;

type Pattern = { form: RegExp; ask: (parts: Record<string, string>) => string };

const patterns: readonly Pattern[] = [
  {
    form: new RegExp(
      `^(?<who>.+?) ${helper} (?<what>.+?) (?<prep>within|after|for at most|for up to|for|by|up to|at most|no later than|under|over|above|below) ${amount}(?<rest>.*)$`,
      "i",
    ),
    ask: ({ prep = "", plural = "", verb = "", who = "", what = "", rest = "" }) =>
      `${prep} how many ${plural} ${verb} ${who} ${what}${rest}?`,
  },
  {
    form: new RegExp(
      `^(?<who>.+?) ${helper} (?<what>.+?) ${amount} (?<when>ahead|before|in advance|earlier)(?<rest>.*)$`,
      "i",
    ),
    ask: ({ plural = "", when = "", verb = "", who = "", what = "", rest = "" }) =>
      `How many ${plural} ${when} ${verb} ${who} ${what}${rest}?`,
  },
  {
    form: new RegExp(`^(?<who>.+?) ${helper} (?<what>.+?) (?:at least|a minimum of) ${amount}(?<rest>.*)$`, "i"),
    ask: ({ plural = "", verb = "", who = "", what = "", rest = "" }) =>
      `How many ${plural} ${verb} ${who} ${what} at least${rest}?`,
  },
  {
    form: new RegExp(
      `^(?<who>.+?) ${helper} (?<what>.+?) every (?:${amount}|quarter|month|week|year|day)(?<rest>.*)$`,
      "i",
    ),
    ask: ({ verb = "", who = "", what = "", rest = "" }) => `How often ${verb} ${who} ${what}${rest}?`,
  },
  {
    form: new RegExp(`^(?<who>.+?) (?<verb>has|have) ${amount}(?<rest>.*)$`, "i"),
    ask: ({ plural = "", verb = "", who = "", rest = "" }) =>
      `How many ${plural}${rest} ${verb === "has" ? "does" : "do"} ${who} have?`,
  },
  {
    form: new RegExp(`^(?<who>.+?) (?<verb>lasts?|takes?) ${amount}(?<rest>.*)$`, "i"),
    ask: ({ verb = "", who = "", rest = "" }) => `How long ${does(verb)} ${who} ${base(verb)}${rest}?`,
  },
  {
    form: new RegExp(
      `^(?<who>.+?) (?<verb>ends?|expires?|begins?|starts?|closes?|returns?|answers?|receives?) (?<what>.*?)\\s?(?<prep>within|after|before) ${amount}(?<rest>.*)$`,
      "i",
    ),
    ask: ({ prep = "", plural = "", verb = "", who = "", what = "", rest = "" }) =>
      `${prep} how many ${plural} ${does(verb)} ${who} ${base(verb)}${what === "" ? "" : ` ${what}`}${rest}?`,
  },
  {
    form: new RegExp(
      `^(?<what>(?:report|install|return|announce|complete|hand in|request|turn on|answer|confirm|delete|inform|call|submit|send|post|acknowledge|change|check|review|keep) .+?) (?<prep>within|after|for|before) ${amount}(?<rest>.*)$`,
      "i",
    ),
    ask: (
      { prep = "", plural = "", what = "", rest = "" }, // A verb at the beginning is no name, whatever button is called so.
    ) => `${prep} how many ${plural} must you ${what.charAt(0).toLowerCase()}${what.slice(1)}${rest}?`,
  },
  {
    form: /^(?<who>(?:an? |the )?[\p{L}-]+(?: [\p{L}-]+){0,3}) (?:is|are|means?) (?:an? |the |anything |any |everything |someone |something )(?<what>.+)$/iu,
    ask: ({ who = "" }) => `What is meant by “${who.replace(/^(?:an?|the) /i, "")}”?`,
  },
  {
    form: /^(?<who>.+?) (?<verb>must|may|should) (?<what>be (?:approved|confirmed|informed|called|written|signed|led|reviewed)) by .+$/i,
    ask: ({ who = "", verb = "", what = "" }) => `By whom ${verb} ${who} ${what}?`,
  },
];

/** The question that an English sentence answers, or null when no pattern fits well. */
export function askEnglish(sentence: string, isName: (word: string) => boolean): string | null {
  const bare = sentence.replace(/[.!]$/, "");
  const condition = /^((?:if|when|whenever|in case of|in|during|for|outside|before|after)\b[^,]{3,60}),\s+(.+)$/i.exec(
    bare,
  );
  const main = condition?.[2] ?? bare;
  for (const { form, ask } of patterns) {
    const groups = form.exec(main)?.groups;
    if (groups === undefined) continue;
    const parts = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, value ?? ""]));
    const { who = "", what = "", rest: after = "", unit: measured = "" } = parts;
    // "within 20 minutes of declaring a SEV1" stays together.
    const bound = /^ of .+/.test(after);
    const rest = bound ? "" : after;
    if (!reads(who, what, parts.verb ?? "")) continue;
    const question = ask({
      ...parts,
      who: lowered(who, isName),
      what: lowered(what, isName),
      rest: rest.replace(otherClause, ""),
      plural: plural(measured) + (bound ? after.replace(/[,;:(].*$/, "") : ""),
    });
    const clean = question.replace(/\s+/g, " ").replace(/\s+\?/, "?");
    const whole = condition === null ? clean : `${condition[1] ?? ""}, ${lowered(clean, isName)}`;
    if (whole.length <= 150) return whole.charAt(0).toUpperCase() + whole.slice(1);
  }
  return null;
}

/** The sentence with its figure left out: "A payroll run is late by more than … minutes". Null when it holds none. */
export function clozeEnglish(sentence: string): string | null {
  const gapped = gap(sentence);
  return gapped === null ? null : `Which figure is missing: “${gapped}”?`;
}

/** Questions that the lists and tables of a theme answer. */
export function askEnglishMatter({ lists, tables, steps }: Matter, isName: (word: string) => boolean): Question[] {
  const questions: Question[] = [];
  const spare: Question[] = [];
  for (const { header, rows, passage, document, heading } of tables) {
    const asked = (row: readonly string[]): Question[] => {
      const text = askRow(header, row, isName);
      return text === null ? [] : [{ text, source: { document, heading }, passage }];
    };
    questions.push(...asked(rows[Math.min(1, rows.length - 1)] ?? []));
    // A second row is asked for only when there is nothing better.
    if (rows.length >= 4) spare.push(...asked(rows.at(-1) ?? []));
  }
  for (const { intro, ordered, items, passage, ...source } of lists) {
    if (items.length < 3 || (ordered && items.length > mostSteps)) continue;
    if (ordered) {
      const shuffled = items.map(leadOf).filter((lead) => lead.length <= 45);
      const text =
        shuffled.length === items.length && items.length <= 5
          ? `In which order are these steps taken: ${reordered(shuffled)
              .map((lead) => lowered(lead, isName))
              .join("; ")}?`
          : `Which ${counted(items.length)} steps are taken${[source.document, ""].includes(source.heading) ? "" : ` under “${source.heading}”`}, and in which order?`;
      questions.push({ text, source: { document: source.document, heading: source.heading }, passage });
    } else if (/^(?:\p{L}+ ){0,3}\p{L}+s$/u.test(intro) && !/\b(?:is|are|has|contains|includes|means)\b/i.test(intro)) {
      questions.push({
        text: `Name three ${lowered(intro.replace(/^(?:the|some|our) /i, ""), isName)}.`,
        source,
        passage,
      });
    }
  }
  const inOrder = (text: string) => Number(/order/.test(text));
  const first =
    steps.length === 0 ? questions : questions.toSorted((one, other) => inOrder(other.text) - inOrder(one.text));
  return [...first, ...spare];
}

/** What a row gives under the table's second or third head; null when there is nothing to ask. */
function askRow(header: readonly string[], row: readonly string[], isName: (word: string) => boolean): string | null {
  const column = header.findIndex(
    (head, index) => index > 0 && head !== "" && (row[index] ?? "") !== "" && index >= Math.min(2, header.length - 1),
  );
  const [head = "", key = ""] = [header[column], row[0]];
  if (column < 0 || key === "") return null;
  if (/^(?:who|what) \p{L}+s$/iu.test(head)) return `${head} ${whenOf(key)}?`;
  const asWord = /^[\p{L} -]{3,30}$/u.test(head) && !/^(?:who|what|where|when|how|which)\b|s$/i.test(head);
  if (!asWord) return `What does the table give for “${key}” under “${head}”?`;
  return `What is the ${lowered(head, isName)} for ${/\s/.test(key) ? `“${key}”` : key}?`;
}

/** More steps than these nobody can put in order from memory. */
const mostSteps = 9;

/** "Who leads" with "Tuesday": "on Tuesday". */
function whenOf(key: string): string {
  if (/^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|day \d+)$/i.test(key)) return `on ${lowered(key, isKnownName)}`;
  if (
    /^(?:week|month|quarter|year) \d+$|^(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})$/i.test(
      key,
    )
  )
    return `in ${lowered(key, isKnownName)}`;
  return `in the case of “${key}”`;
}

/** Every second one first: never the right order. */
function reordered(items: readonly string[]): string[] {
  return [...items.filter((_, index) => index % 2 === 1), ...items.filter((_, index) => index % 2 === 0)];
}

/** Subjects with commas or verbs in them make questions that nobody understands; so do second figures. */
function reads(who: string, what: string, verb: string): boolean {
  const inside =
    /\b(?:is|are|was|were|has|have|must|should|may|can|will|shall|who|that|which|because|if|when|but)\b|[,;:]/i;
  if (inside.test(who) || who.split(" ").length > 9 || leaning.test(who)) return false;
  if (/[,;:\d]|\b(?:when|if|who|which|that|because|but)\b|\band (?:must|is|are|the|it)\b/i.test(what)) return false;
  return !/^(?:is|are)$/i.test(verb) || what === "" || participle.test(what);
}

const leaning = /^(?:it|they|this|these|that|those|he|she|there|everything)\b/i;
/** "is locked", "are valid": after "is" only such words can be asked about. */
const participle =
  /^(?:(?:not|only|\p{L}+ly) )?(?:\p{L}{2,}(?:ed|en|wn)|paid|kept|held|sent|set|made|built|led|read|told|left|lost|found|bought|done|due|valid|possible|available|allowed)\b/iu;

function plural(measured: string): string {
  return /(?:s|people|percent|per cent)$/i.test(measured) ? measured : `${measured}s`;
}

function does(verb: string): string {
  return verb.endsWith("s") ? "does" : "do";
}

function base(verb: string): string {
  return verb.replace(/s$/i, "");
}
