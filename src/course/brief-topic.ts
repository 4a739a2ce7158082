/** What remains of a prompt when references, wishes and the words of asking are taken away: its topic. */

/** A stretch of the prompt to leave out, `end` exclusive. */
export type Stretch = { start: number; end: number };

/** Stands where a reference was, so that "using @1 and @3" can go as a whole. */
const gap = "\uFFFC";
const joining =
  "(?:using|use|with|from|based\\s+on|built\\s+on|according\\s+to|and|or|see|per|plus|as\\s+well\\s+as|mit(?:hilfe)?(?:\\s+von)?|aus|auf\\s+(?:der\\s+)?Basis\\s+von|anhand(?:\\s+von)?|nach|gemäß|und|oder|sowie|but|aber|sondern|basierend\\s+auf)";
const aroundGap = new RegExp(
  `(?:(?<!\\p{L})${joining}(?:\\s+(?:the|our|documents?|docs?|files?|das|die|den|dem|Dokumente?n?))*\\s*)*[,&+/\\s]*${gap}`,
  "giu",
);
const politeness =
  "(?:please|pls|kindly|hi|hello|hey|bitte|hallo|can\\s+you|could\\s+you|would\\s+you|will\\s+you|kannst\\s+du|könntest\\s+du|können\\s+Sie|i\\s+need|we\\s+need|i\\s+want|we\\s+want|i'd\\s+like|we'd\\s+like|i\\s+would\\s+like|we\\s+would\\s+like|ich\\s+brauche|wir\\s+brauchen|ich\\s+möchte|wir\\s+möchten|to)";
const asking =
  "(?:create|make|build|write|generate|design|develop|prepare|draft|produce|compose|give|put\\s+together|set\\s+up|plan|start|teach|learn|explain|erkläre?n?|erstelle?n?|mache?n?|schreibe?n?|baue?n?|entwickle|entwickeln|erzeuge?n?|entwirf|entwerfe?n?|generiere?n?|plane?n?)";
const opening = new RegExp(
  `^(?:(?:${politeness}|${asking}|me|us|mir|uns|for\\s+me|for\\s+us|für\\s+mich|für\\s+uns)(?!\\p{L})[\\s,:!]*)+`,
  "iu",
);
/** "to", of "teach them to negotiate", belongs to what is taught. */
const teaching = new RegExp(
  `^(?:(?:${politeness}|${asking}|me|us)(?!\\p{L})[\\s,:!]*)*?(?:teach|learn)(?:\\s+(?:me|us))?\\s+(?:how\\s+)?to\\s+(?=\\p{L})`,
  "iu",
);
const howDoI = /^how\s+(?:do|can|should|must)\s+(?:i|we|you|they)\s+(?=\p{L})/iu;
const wasIst = /^was\s+(?:ist|sind)\s+(?=(?:das|die|der|ein|eine)\s)/iu;
const whatIs = /^what(?:['’]s|\s+(is|are))\s+((?:the|an?|our)\s.+?)[\s?!.]*$/iu;
const onlyParts =
  /[\s,]*(?<!\p{L})(?:(?:but|aber)\s+)?(?:only|just|nur)\s+(?:the|die|das)\s+(?:parts?|sections?|chapters?|bits?|passages?|Teile?|Abschnitte?|Kapitel)\s+(?:about|on|covering|regarding|dealing\s+with|über|zu|zum|zur)\s+/iu;
const articles =
  /^(?:an?|the|some|our|my|new|short|quick|ein|eine|einen|einem|eines|das|die|den|der|kurze[nrs]?|neue[nrs]?)(?!\p{L})\s*/iu;
const container =
  /^(?:(?:e-?learning|online|training|learning|\p{L}+-level)\s+)?(?:course|training|workshop|lesson|class|session|seminar|curriculum|tutorial|module|programme|program|kurs|schulung|lehrgang|training)s?\s+(?:on|about|in|covering|for|around|regarding|that\s+covers|which\s+covers|that\s+teaches|to|of|über|zum\s+thema|thema|zu|zum|zur|rund\s+um|in)(?!\p{L})[\s:]*(?:the\s+topic\s+of\s+|dem\s+Thema\s+|das\s+Thema\s+)?/iu;
/** "in", of "in two hours": goes with the wish. */
const leadingWord =
  /(?<![\p{L}-])(?:in|for|of|about|lasting|takes?|taking|within|length|duration|level|für|von|etwa|dauer|länge)[:\s]*$/iu;
const dangling =
  /(?:^|[\s,;:&+–—]|(?<!\p{L})-)(?:and|or|with|using|from|for|in|on|of|about|to|based\s+on|(?:to|for)\s+(?:me|us)|für\s+(?:mich|uns)|but|und|oder|mit|aus|für|auf|von|über|aber|please|bitte|lasting|long|lang|level|erstellen|machen|schreiben)$/iu;

/** "Giving feedback: a workshop" */
const closing =
  /\s*[:,–—]\s*(?:an?|ein|eine|einen)\s+(?:short\s+|kurze[nr]?\s+)?(?:course|training|workshop|session|seminar|kurs|schulung)$/iu;

/** The topic of a prompt. `references` and `wishes` are the stretches that said something else; `from` is where it begins. */
export function readTopic(
  prompt: string,
  references: readonly Stretch[],
  wishes: readonly Stretch[],
  from: number,
): string {
  const characters = [...Array(prompt.length).keys()].map((index) => prompt[index] ?? "");
  for (const { start, end } of references) characters.fill("", start, end).splice(start, 1, gap);
  for (const { start, end } of wishes) {
    const leading = leadingWord.exec(prompt.slice(0, start))?.[0].length ?? 0;
    characters.fill("", start - leading, end).splice(start, 1, " ");
  }
  let topic = characters
    .slice(from)
    .join("")
    .replace(/<[@#!][^<>\n]*>/gu, " ")
    .replace(/<(?:[a-z]+:[^<>|\n]*)\|([^<>\n]*)>/giu, "$1")
    .replace(aroundGap, " ")
    .replaceAll(gap, " ")
    .replace(/\s+/gu, " ")
    .replace(/\(\s*\)/gu, " ")
    .replace(/(?:\s*,)+(?=\s*(?:,|$))/gu, "")
    .replace(/\s+([,.;:!?])/gu, "$1")
    .replace(onlyParts, ": ")
    .trim()
    .replace(teaching, "how to ");
  topic = stripped(
    topic.replace(opening, "").replace(howDoI, "how to ").replace(wasIst, "").replace(whatIs, indirectly),
    articles,
  );
  topic = stripped(topic.replace(container, "").replace(/^thema:?\s+(?=\S)/iu, ""), articles);
  for (let before = ""; before !== topic; ) {
    before = topic;
    topic = topic
      .replace(/^(?:(?:of|on|about|for|and|or|über|zu|und|oder)(?=\s)|[\s,;:.!?–—-])+|[\s,;:.!?–—-]+$/gu, "")
      .replace(closing, "")
      .replace(dangling, "");
  }
  // What is left of "make a course" says nothing of a topic.
  return /^(?:(?:course|training|workshop|kurs|schulung)(?:\s+(?:from|of|on|about|aus)\s+(?:this|that|it))?|it|this|that|something|das|es)$/iu.test(
    topic,
  )
    ? ""
    : topic;
}

/** "What is the deadline for a report?" as a topic: "what the deadline for a report is"; a short one is named. */
function indirectly(_: string, verb: string | undefined, thing: string): string {
  return thing.split(" ").length <= 3 ? thing : `what ${thing} ${verb ?? "is"}`;
}

function stripped(text: string, pattern: RegExp): string {
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(pattern, "");
  }
  return rest;
}
