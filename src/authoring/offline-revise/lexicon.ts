/** The words of wishes, in English and German, each with one key for all its forms; small slips of the keyboard are forgiven. */
import { distance } from "fastest-levenshtein";
import { englishNumbers, germanNumbers } from "../../course/number-words.ts";

const lists: Readonly<Record<string, string>> = {
  add: "add ad adding insert include append introduce füge ergänze ergänzen hinzufügen hinzu einfügen einbauen aufnehmen hinzunehmen",
  remove:
    "remove removing dropping drop delete cut scrap ditch omit discard kill entferne entfernen lösche löschen streiche streichen weglassen rausnehmen rauswerfen rausschmeißen",
  away: "weg raus",
  rename: "rename renaming retitle umbenennen benenne",
  call: "call name nenne heißen heisst heißt heissen",
  move: "move moving shift relocate put place verschiebe verschieben schiebe setze",
  swap: "swap swapping swapped switch switched exchange interchange tausche vertausche tauschen vertauschen getauscht vertauscht",
  make: "make making set change turn mach mache machen ändere ändern stelle",
  use: "use consult using nutze nutzen verwende verwenden benutze benutzen",
  rewrite: "rewrite rephrase reword redo improve überarbeite überarbeiten umschreiben umformulieren",
  replace: "replace substitute ersetze ersetzen",
  shorten: "shorten condense trim kürze kürzen verkürze verkürzen",
  lengthen: "lengthen extend expand verlängere verlängern",
  translate: "translate übersetze übersetzen",
  module: "module modul moduls chapter unit lesson kapitel einheit lektion baustein",
  modules: "modules module's module(s) chapters units lessons einheiten lektionen",
  objective: "objective goal outcome lernziel ziel lernziels",
  objectives: "objectives goals outcomes lernziele ziele lernzielen zielen",
  assessment: "assessment exam test evaluation prüfung überprüfung leistungsnachweis bewertung",
  assessments: "assessments exams tests evaluations prüfungen überprüfungen leistungsnachweise bewertungen",
  quiz: "quiz",
  quizzes: "quizzes quizes quizze quizzen",
  assignment: "assignment exercise homework task aufgabe übung hausaufgabe",
  assignments: "assignments exercises tasks aufgaben übungen hausaufgaben",
  project: "project projekt projekts projektaufgabe abschlussprojekt",
  projects: "projects projekte projekten",
  course: "course training kurs schulung kurses",
  title: "title titel",
  description: "description beschreibung",
  topic: "topic thema punkt bullet",
  topics: "topics themen punkte",
  last: "last final letzte letzten letztes letzter",
  penultimate: "penultimate vorletzte vorletzten vorletztes vorletzter",
  first: "first 1st erste ersten erstes erster",
  second: "second 2nd zweite zweiten zweites zweiter",
  third: "third 3rd dritte dritten drittes dritter",
  fourth: "fourth 4th vierte vierten viertes vierter",
  fifth: "fifth 5th fünfte fünften fünftes fünfter",
  sixth: "sixth 6th sechste sechsten sechstes sechster",
  seventh: "seventh 7th siebte siebten siebtes siebter",
  eighth: "eighth 8th achte achten achtes achter",
  ninth: "ninth 9th neunte neunten neuntes neunter",
  tenth: "tenth 10th zehnte zehnten zehntes zehnter",
  after: "after behind following nach hinter",
  before: "before vor",
  end: "end ende schluss",
  start: "start beginning top anfang beginn",
  on: "on about regarding covering concerning über zum zur thema:",
  to: "to into zu in auf als as",
  and: "and und & plus sowie",
  the: "the a an this that these those our my its der die das den dem des ein eine einen einem einer unser unsere",
  minutes: "minutes minute mins min minuten minütig minütiges minütigen",
  hours: "hours hour hrs hr h stunden stunde std stündig stündiges stündigen",
  days: "days day tage tag tagen tägig tägiges",
  shorter: "shorter briefer kürzer knapper",
  longer: "longer länger ausführlicher",
  beginner: "beginner beginners novices anfänger einsteiger basic introductory anfängern",
  intermediate: "intermediate mittel mittleres fortgeschrittenere",
  advanced: "advanced expert experts fortgeschritten fortgeschrittene experten profis",
  easier: "easier simpler einfacher leichter",
  harder: "harder tougher schwieriger schwerer anspruchsvoller",
  level: "level niveau schwierigkeit difficulty",
  measurable: "measurable messbar messbare",
  all: "all every alle sämtliche",
  both: "both beide",
  with: "with mit durch by",
  without: "without ohne",
  please: "please pls plz bitte kindly",
  half: "half halb halbe halben",
  twice: "twice double doppelt verdopple",
};

const keys = new Map(
  Object.entries(lists).flatMap(([key, list]) => list.split(" ").map((word): [string, string] => [word, key])),
);
/** Words that may be misspelt: long enough to be told apart from others. */
const forgiven = [...keys.keys()].filter((word) => word.length >= 5 && /^\p{L}+$/u.test(word));
/** Real words that lie close to one of ours and mean something else. */
const real = new Set(
  "export exports exporting expect expects exert expense expenses unit after other order later water filter letter better matter target source sources house great place places role roles rules model models modal moral parts start state stage texts tests text task case cases code codes move love life line lines points point print shot short shout drops crop adds ads goals goal test rest best past post putting cutting naming makes name named called using used user users users' users shifts changes change changed charge exchange course course's curse project-based titles little table tables finally finale phishing passwords password security incident safety fire report reporting policy privacy basics basis mobile remote hours' today everything something nothing anything within would should could there their these three weeks week weil einen einem einer unter über oder aber auch auf aus nicht jetzt heute morgen sicher sicherheit passwort regeln daten teile teil melden meldung schritt schritte zeit woche wochen monat haben hatte hätte machen lachen wachen sache sachen first firsts thirst fifth filth".split(
    " ",
  ),
);

// "ein" and "eine" are articles here: a wish is for "a module" more often than for one of several.
const numbers: Readonly<Record<string, number>> = { ...englishNumbers, ...germanNumbers, eins: 1 };

/** The key of a word: a key of the lexicon, a number in digits, or the word itself in small letters. */
export function keyOf(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/^[(]+|[),:]+$/gu, "");
  if (/^#?\d+(?:[.,]\d+)?$/.test(lower)) return lower.replace("#", "").replace(",", ".");
  const number = numbers[lower];
  if (number !== undefined) return String(number);
  const known = keys.get(lower);
  if (known !== undefined) return known;
  if (lower.length < 5 || real.has(lower) || !/^\p{L}+$/u.test(lower)) return lower;
  const [nearest] = forgiven
    .filter((word) => Math.abs(word.length - lower.length) <= 1 && word[0] === lower[0])
    .map((word) => ({ word, slips: slips(word, lower) }))
    .filter(({ word, slips: count }) => count <= (word.length >= 8 ? 2 : 1))
    .sort((one, other) => one.slips - other.slips);
  return nearest === undefined ? lower : (keys.get(nearest.word) ?? lower);
}

/** Two letters that have changed places are one slip. */
function slips(one: string, other: string): number {
  const plain = distance(one, other);
  if (plain !== 2 || one.length !== other.length) return plain;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one[at] === other[at + 1] && one[at + 1] === other[at] ? 1 : plain;
}

export const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
  penultimate: -2,
};
