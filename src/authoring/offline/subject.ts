/** A heading or topic as a part of speech, so that it can stand inside a sentence. */

type SubjectKind = "noun" | "gerund" | "howto" | "clause" | "quoted";

export type Subject = {
  kind: SubjectKind;
  /** As a title: "Reporting an incident". */
  label: string;
  /** Inside a sentence: "reporting an incident", "how to report an incident", "when to declare an incident". */
  about: string;
};

const plainVerb =
  /^(?:use|create|keep|make|get|set|avoid|choose|protect|handle|manage|write|know|follow|report|work|ask|be|do|give|find|build|plan|prepare|run|deploy|install|secure|stop|start|check|review|respond)$/i;
const determiner = /^(?:a|an|the|your|our|my|it|all|every|each|strong|good|with|on|to|no)$/i;
const notGerund =
  /^(?:during|thing|everything|something|anything|nothing|king|ring|spring|string|morning|evening|pricing|billing|marketing|building|meeting|training|engineering|accounting|housing|clothing|wing|being)$/i;

/** How an English title stands in a sentence. `isName` tells whether a capitalised word keeps its capital. */
export function englishSubject(label: string, isName: (word: string) => boolean): Subject {
  const bare = label.replace(/[?!.:…\s]+$/, "");
  const [first = "", second = ""] = bare.split(" ");
  const quoted: Subject = { kind: "quoted", label, about: `“${bare}”` };
  const head = /^([^:–—]{3,40})\s*[:–—]\s+\S/.exec(bare)?.[1]?.trim();
  if (head !== undefined && head.split(" ").length <= 4) return { ...englishSubject(head, isName), label };
  if (bare.split(" ").length > 10 || /[:;!?“”"…]/.test(bare)) return quoted;
  // Words of another script or language are quoted rather than bent.
  if (/[^\p{Script=Latin}\p{N}\p{P}\p{S}\s]/u.test(bare)) return quoted;
  const lower = lowered(bare, isName);
  if (/^(?:before|after|during|between|until)\b/i.test(bare))
    return { kind: "noun", label, about: `the time ${lower}` };
  if (/^(?:in|on|at|with|from|for|as|by|under|towards?)\s/i.test(bare)) return quoted;
  if (/^how to\b/i.test(bare)) return { kind: "howto", label, about: lower };
  const asked = /^how (?:do|can|should) (?:i|we|you|they) (.+)$/i.exec(bare)?.[1];
  if (asked !== undefined) return { kind: "howto", label, about: `how to ${asked}` };
  const thing = /^what(?:'s|’s| is| are) (?:an? |the )?(.+)$/i.exec(bare)?.[1];
  if (thing !== undefined && thing.split(" ").length <= 3)
    return { kind: "noun", label, about: lowered(thing, isName) };
  if (/^(?:why|when|who|whom|where|what|which|how|whether)\b/i.test(bare)) {
    return label.trim().endsWith("?") ? quoted : { kind: "clause", label, about: lower };
  }
  if (/^(?:is|are|do|does|can|should|may|must|will)\b/i.test(bare)) return quoted;
  // "Report a message" begins with a verb, even where a button is called Report.
  if (plainVerb.test(first) && determiner.test(second))
    return { kind: "howto", label, about: `how to ${lower.charAt(0).toLowerCase()}${lower.slice(1)}` };
  if (/^\p{L}{2,}ing$/iu.test(first) && !notGerund.test(first) && second !== "")
    return { kind: "gerund", label, about: lower };
  return { kind: "noun", label, about: lower };
}

/** Whether an English sentence tells somebody to do something: "Report a message within 30 minutes." */
export function isInstruction(sentence: string): boolean {
  const [first = "", second = ""] = sentence.split(" ");
  return plainVerb.test(first) && determiner.test(second);
}

/** First letter small, unless the word is a name, an abbreviation or a code; "Title Case" becomes lower case. */
export function lowered(text: string, isName: (word: string) => boolean): string {
  const words = text.split(" ");
  const large = words.filter((word) => /^\p{Lu}\p{Ll}+/u.test(word));
  const content = words.filter((word) => word.length > 3);
  const titleCase = large.length >= 2 && content.every((word) => /^[“"(]?[\p{Lu}\p{N}]/u.test(word));
  return words
    .map((word, index) => {
      const plain = /^[“"(]?\p{Lu}[\p{Ll}’']*(?:-\p{L}\p{Ll}*)*[”"),.;]?$/u.test(word);
      const single = /^\p{Lu}$/u.test(word) && word !== "A";
      if (!plain || single || word === "I" || isName(word.replace(/[^\p{L}-]/gu, ""))) return word;
      return index === 0 || titleCase ? word.toLocaleLowerCase("en") : word;
    })
    .join(" ");
}

/** Words that are names as far as the texts show: large in the middle of sentences and never small. */
export function namesIn(texts: readonly string[]): (word: string) => boolean {
  const large = new Set<string>();
  const smallWords = new Set<string>();
  for (const text of texts) {
    for (const match of text.matchAll(/(?<=[\p{Ll},]\s)\p{Lu}[\p{L}-]+/gu)) large.add(match[0]);
    for (const match of text.matchAll(/(?<![\p{L}-])\p{Ll}[\p{L}-]+/gu)) smallWords.add(match[0]);
  }
  return (word) => knownNames.has(word) || (large.has(word) && !smallWords.has(word.toLocaleLowerCase("en")));
}

/** Names of tools, days and places that everyone writes large. */
export function isKnownName(word: string): boolean {
  return knownNames.has(word);
}

const knownNames = new Set(
  `Excel PowerPoint Outlook Slack Jira Confluence Git GitHub GitLab Python Java JavaScript TypeScript Kubernetes
  Docker Linux Windows Figma Notion Salesforce HubSpot SAP Azure Google Microsoft Amazon Terraform Postgres PostgreSQL
  React Angular Rust Kotlin Swift Photoshop Canva Tableau Zoom Zendesk Monday Tuesday Wednesday Thursday Friday Saturday
  Sunday January February April June July August September October November December Europe European English
  German French Spanish Germany France Scrum Kanban Christmas`.split(/\s+/),
);
