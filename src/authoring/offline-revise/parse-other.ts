/** What people ask in a thread and no rule can do, or that a sentence answers: nothing changes, and it is said why. */
import type { OpenQuestion } from "../../course/open-questions.ts";
import { type Clause, match } from "./clause.ts";
import { takeDuration } from "./durations.ts";
import { type Names, wish } from "./parse-wish.ts";
import { kindOf } from "./targets.ts";
import type { Wish } from "./wish.ts";

/** "create a course on fire safety", "export", "don't touch module 2". */
export function readTold(clause: Clause, names: Names): Wish | null {
  const line = clause.words.join(" ").toLowerCase();
  if (newCourse.test(line)) return wish(clause, { kind: "told", question: "new_course" });
  if (exportWords.test(line)) return wish(clause, { kind: "told", question: "export" });
  const keys = clause.keys.join(" ");
  const kept =
    match(clause, /^(?:keep|behalte) (?<target>.+?)(?: (?:as it is|bei))?$/)?.("target") ??
    match(clause, /^(?:leave|lass) (?<target>.+?) (?:as it is|in|drin|so|stehen|alone)$/)?.("target");
  const isKept = kept?.keys.some((key) => /^\d+$|§/.test(key)) === true && names(kept);
  const isRefused = (refusal.test(keys) || germanRefusal.test(keys)) && takeDuration(clause) === null;
  return isKept || isRefused ? wish(clause, { kind: "told", question: "kept" }) : null;
}

/** What to say of a question that neither the course nor its documents answer. */
export function answerElsewhere(question: string): OpenQuestion {
  if (/\b(?:delete|löschen?)\b/iu.test(question)) return "delete_course";
  return /\b(?:export\w*|download\w*|exportieren|herunterladen|pdf)\b/iu.test(question) ? "export" : "not_in_documents";
}

/** With an article that says "a new one": "make the course …" is about this one. */
const newCourse =
  /^(?:(?:create|make|write|build|generate|start|begin|plan|add|do|(?:i|we) (?:also )?(?:need|want)|(?:ich|wir) (?:brauchen?|wollen|möchten?)|erstelle?|schreibe?|mache?|baue?|generiere|plane)\s+)?(?:(?:me|us|mir|uns|bitte|noch)\s+)*(?:an?|another|one more|eine?n?|noch eine?n)\s+(?:(?:new|second|separate|different|complete|whole|neue?n?|weitere?n?|andere?n?|zweite?n?)\s+)*(?:course|training|kurs|schulung)(?=$|\s+(?:on|about|for|in|covering|called|from|with|zu|zum|zur|über|für|aus|mit)\s)/u;
const exportWords =
  /^(?:export|exporting|exportiere|download|herunterladen|exportieren)(?:\s|$)|^(?:den kurs|das|alles)\s(?:exportieren|herunterladen)$|^(?:send|give|get|have|schick|gib)\s(?:.*\s)?(?:as|als|an?|eine?|the)\s(?:pdf|file|markdown|json|word|datei)\b/u;

const verbs =
  "(?:remove|add|move|rename|swap|make|rewrite|replace|shorten|lengthen|translate|touch|lose|anfassen|skip)";
const refusal = new RegExp(`^(?:do not|don't|dont|never) ${verbs}\\b`);
const germanRefusal = new RegExp(`^${verbs} (?:.+ )?nicht(?: add)?$|^(?:.+ )?nicht ${verbs}$`);

/** "make it more fun", "merge modules 1 and 2", "the audience is new hires": only a model can write that. */
export function readBeyond(clause: Clause): Wish | null {
  const keys = clause.keys.join(" ");
  const line = clause.words.join(" ").toLowerCase();
  // "more modules" is about how many.
  const isTone = tone.test(keys) && !clause.keys.some((key) => kindOf(key)?.plural === true);
  if (isTone || comparative.test(line) || audience.test(line) || merging.test(line)) {
    return wish(clause, { kind: "beyond", what: "rewrite" });
  }
  return answers.test(line) ? wish(clause, { kind: "beyond", what: "text" }) : null;
}

const answers = /^(?:give|show|write|tell|gib|zeig|schreib)\s.*\b(?:answers|solutions|antworten|lösungen)\b/u;
const some = "(?:the |much |lot |bit |little |etwas |viel |deutlich |noch )*";
const tone = new RegExp(
  `^(?:(?:make|mach|mache) (?:.+? )?|.+? (?:be|sound|read|feel|sein|klingen) )?${some}(?:more|less|mehr|weniger) [\\p{L}-]+(?: make)?$`,
  "u",
);
/** "make it warmer", "mach es lustiger": what is said of length and level is read before. */
const comparative =
  /^(?:make|mach|mache|let|keep)\s.+\s(?:\p{L}{3,}er|fun|funny|crisp|formal|casual|simple|clear)(?:\s(?:machen|sound))?$|^(?:a bit |much |etwas )?(?:warmer|friendlier|funnier|clearer|livelier|freundlicher|lustiger|lockerer|klarer)$|^(?:es|das|alles|den kurs)\s(?:.+\s)?\p{L}{3,}er\smachen$/u;
const audience = /^(?:the |our )?(?:target )?audience(?: is| are|:)|^(?:die |unsere )?zielgruppe(?: sind| ist|:)/u;
const merging =
  /^(?:merge|combine|join|unite|split|simplify|polish)\s|^(?:fasse?\s.+\szusammen|verbinde|vereinfache|teile)(?:\s|$)/u;
