/** Wishes about length and level. */
import { type Clause, isEmpty, match, ofWords } from "./clause.ts";
import { takeDuration } from "./durations.ts";
import { wish } from "./parse-wish.ts";
import type { Wish } from "./wish.ts";

/** Words around a length that say nothing themselves. */
const around =
  /^(?:make|move|remove|shorten|lengthen|keep|reduce|increase|limit|bring|get|fit|squeeze|compress|to|it|es|course|the|be|should|must|can|could|shall|needs?|take|takes|last|lasts|long|lang|total|all|overall|altogether|exactly|about|around|roughly|only|just|not|more|than|at|most|max|maximum|max\.|under|less|down|up|of|for|whole|entire|im|ganzen|insgesamt|höchstens|maximal|nur|soll|sollte|muss|dauern|dauert|sein|und|we|have|i|want|only|duration|length|time|dauer|länge|ganze|workshop|session|seminar|with|want|instead|rather|lieber|please|set)$/;

/** "make it two hours", "module 2 should take 30 minutes", "shorter", "twice as long". */
export function readLengthWish(clause: Clause): Wish | null {
  const line = clause.keys.join(" ");
  if (/^(?:create|rename|call|rewrite|replace)\b|\?$/.test(line)) return null;
  if (/^add\b/.test(line)) {
    const added = takeDuration(clause);
    return added === null ? null : readExtension(clause, added);
  }
  // A second verb is a second wish.
  if (/ (?:add|remove|rename|call|move|swap|replace|use|make)\b/.test(line.replace(/ make$/, ""))) return null;
  const found = takeDuration(clause);
  if (found !== null) {
    const extension = readExtension(clause, found);
    if (extension !== null) return extension;
    if (takeDuration(found.rest) !== null) return null;
    const left = found.rest.keys.filter((key) => !around.test(key));
    if (left.length === 0) return wish(clause, { kind: "length", target: null, minutes: found.minutes });
    const target = targetIn(found.rest);
    return target === null ? null : wish(clause, { kind: "length", target, minutes: found.minutes });
  }
  return readScale(clause, line);
}

/** "lengthen module 2 by 10 minutes", "10 minutes shorter", "add 10 minutes to module 2". `found` is what it says of time. */
function readExtension(clause: Clause, { minutes, rest }: { minutes: number; rest: Clause }): Wish | null {
  for (const { pattern, sign } of extensions) {
    const caught = match(rest, pattern);
    if (caught === null) continue;
    const how = caught("how")?.keys[0] ?? "";
    // "shorter: 90 minutes" names the length itself.
    if (/er$/.test(how) && !/(?:minutes|hours|days|\d(?:h|m|min|d)) (?:longer|shorter)\b/.test(clause.keys.join(" ")))
      continue;
    const target = caught("target");
    const isWhole =
      target === null ||
      /^(?:make|it|es|be|(?:the )?(?:whole |entire )?course|um|the|all|everything|ganze| )+$/.test(
        target.keys.join(" "),
      );
    const isModule = target?.keys.some((key) => key === "module" || key === "modules" || key === "§") === true;
    if (!isWhole && !isModule) continue;
    const less = /^(?:shorten|shorter|reduce|decrease|remove|reduziere|verringere)$/.test(how) || sign < 0;
    const named =
      target === null || isWhole ? null : ofWords(target.words.filter((word) => !/^(?:um|be)$/i.test(word)));
    return wish(clause, { kind: "extend", target: named, minutes: less ? -minutes : minutes });
  }
  return null;
}

/** What is left of such wishes without the minutes themselves. */
const extensions: readonly { pattern: RegExp; sign: 1 | -1 }[] = [
  {
    pattern:
      /^(?<how>lengthen|shorten|increase|reduce|decrease|remove|raise|erhöhe|reduziere|verringere) (?<target>.+?) (?:with|um)$/,
    sign: 1,
  },
  { pattern: /^(?<target>.+?) um (?<how>lengthen|shorten)$/, sign: 1 },
  {
    pattern:
      /^(?:make )?(?:(?<target>.+?) )??(?:(?:should|must|soll|sollte|could|can|shall) )?(?:be )?(?:um |with )?(?<how>longer|shorter)(?: (?:make|sein|werden))?$/,
    sign: 1,
  },
  { pattern: /^(?:(?<target>(?:the )?module \d+) )?(?:more|mehr)$/, sign: 1 },
  { pattern: /^(?:(?:remove|take)(?: (?:off|away))?|(?:(?<target>(?:the )?module \d+) )?(?:less|weniger))$/, sign: -1 },
  { pattern: /^add(?: (?:more )?to (?<target>.+))?$/, sign: 1 },
  { pattern: /^add (?<target>(?:the )?module \d+) add$/, sign: 1 },
  { pattern: /^(?:remove|take|cut) (?:from|of|off|away|von|bei)(?: of)? (?<target>.+)$/, sign: -1 },
];

/** The part of a clause that names a module: from its kind or quotation on, without the words around a length. */
function targetIn(rest: Clause): Clause | null {
  const isKind = rest.keys.some((key) => key === "module" || key === "modules" || key === "§");
  if (!isKind) return null;
  const words = rest.words.filter((_, index) => {
    const key = rest.keys[index] ?? "";
    return !around.test(key) || key === "the";
  });
  return words.length === 0 ? null : ofWords(words);
}

function readScale(clause: Clause, line: string): Wish | null {
  const caught =
    match(
      clause,
      /^(?:make )?(?<target>.+?)?(?: ?(?:should|must|soll|sollte|could|can)(?: be)?)? ?(?:the |much |lot |bit |little |etwas |viel |deutlich )*(?<how>shorter|longer)(?: (?:make|sein|werden|overall|in total))?$/,
    ) ??
    match(
      clause,
      /^(?:(?<target>.+?) (?:is|seems|feels|ist) )?(?:still |way |far |much |bit |viel |the )*(?:too|to) (?<how>long|lang|short|kurz)$/,
    ) ??
    match(clause, /^(?<how>shorten|lengthen) (?<target>.+?)(?: (?:the )?(?:bit|little|etwas))?$/) ??
    match(clause, /^(?<target>.+?) (?<how>shorten|lengthen)$/) ??
    match(
      clause,
      /^(?:make )?(?<target>.+?)?(?: ?be)? ?(?<how>half|twice)(?: (?:to|so))? (?:the )?(?:long|length|lang|time)(?: (?:to )?long)?$/,
    ) ??
    match(clause, /^(?<how>half|twice) (?:the )?(?:length|duration|time|course|länge|dauer)(?: of (?<target>.+))?$/);
  const how = caught?.("how")?.keys[0];
  if (caught === null || how === undefined) return null;
  const target = caught("target");
  const words = target?.words.filter((_, index) => !/^(?:it|es|make|be|course)$/.test(target.keys[index] ?? "")) ?? [];
  const named = words.some((word) => !/^(?:the|a|den|das|die|is|it's|too|zu)$/i.test(word)) ? ofWords(words) : null;
  // A text that is shorter is another text; "shorter" alone is about time.
  if (named?.keys.some((key) => key === "title" || key === "description" || key === "topics")) {
    return wish(clause, { kind: "beyond", what: "rewrite" });
  }
  const factors: Readonly<Record<string, number>> = {
    half: 0.5,
    twice: 2,
    shorter: 0.75,
    long: 0.75,
    lang: 0.75,
    short: 1.25,
    kurz: 1.25,
    shorten: 0.75,
    longer: 1.25,
    lengthen: 1.25,
  };
  const factor = factors[how] ?? 1;
  // "we need longer breaks" asks for something else.
  if (
    named !== null &&
    !named.keys.some((key) => key === "module" || key === "modules" || key === "§" || /^\d+$/.test(key))
  ) {
    return /^(?:make|shorten|lengthen)\b/.test(line) && !isEmpty(named)
      ? wish(clause, { kind: "scale", target: named, factor })
      : null;
  }
  return wish(clause, { kind: "scale", target: named, factor });
}

/** "make it advanced", "for beginners", "a bit easier". */
export function readLevelWish(clause: Clause): Wish | null {
  const line = clause.keys.join(" ");
  const set =
    /^(?:(?:make|use|this|it|the|audience|zielgruppe|sind|ist|should|must|be|is|to|for|course|level|für|sei|soll|more|rather|people|who|are|auf|sein|machen|raise|lower|bring|advanced|intermediate|beginner|please|lieber|level:) )*?(?<level>beginner|intermediate|advanced)(?: (?:level|course|make|machen|sein|audience|please|learners|people|users|instead))*$/.exec(
      line,
    );
  if (set?.groups?.level !== undefined) {
    const level = ({ beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" } as const)[
      set.groups.level === "beginner" ? "beginner" : set.groups.level === "advanced" ? "advanced" : "intermediate"
    ];
    if (/\bless advanced\b/.test(line)) return wish(clause, { kind: "level", level: "easier" });
    return wish(clause, { kind: "level", level });
  }
  if (
    /^(?:make )?(?:(?:it|es|course|the|this|everything|much|bit|little|etwas|viel|should|be|soll|sollte|lot|to|sein) )*(?:easier|less advanced|less difficult)(?: (?:make|sein|please|overall))*$/.test(
      line,
    )
  ) {
    return wish(clause, { kind: "level", level: "easier" });
  }
  if (
    /^(?:make )?(?:(?:it|es|course|the|this|everything|much|bit|little|etwas|viel|should|be|soll|sollte|lot|to|sein) )*(?:harder|more (?:advanced|difficult|challenging|demanding))(?: (?:make|sein|please|overall))*$/.test(
      line,
    )
  ) {
    return wish(clause, { kind: "level", level: "harder" });
  }
  return null;
}
