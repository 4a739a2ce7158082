/** The whole course as a plan, from the brief and the passages alone: every stage draws on the same plan. */
import type { Brief } from "../../course/brief.ts";
import { parseDuration } from "../../course/duration.ts";
import { detectLanguage } from "../../course/quality/language.ts";
import type { DifficultyLevel, Overview } from "../../course/schema.ts";
import type { NumberedPassage } from "../writer.ts";
import { asTitle } from "./clean.ts";
import { type Matter, matterOf } from "./matter.ts";
import { moduleCount, outlineCount, roundedMinutes } from "./measure.ts";
import { type PlannedObjective, planObjectives } from "./objectives.ts";
import { englishPhrases } from "./phrases/english.ts";
import { germanPhrases } from "./phrases/german.ts";
import type { OutlineModule, Phrases, TopicKind } from "./phrases/phrases.ts";
import { type CourseRequest, readRequest } from "./request.ts";
import { namesIn, type Subject } from "./subject.ts";
import { chooseThemes, toldApart } from "./themes.ts";
import { topicKind } from "./topic-kind.ts";
import { type Unit, unitsOf } from "./units.ts";
import { isTopicAbsent, restingAsItIs } from "./unnamed-topic.ts";
import { themesOfWishes, type WishPart } from "./wishes.ts";

export type PlannedModule = {
  title: string;
  subject: Subject;
  /** How much of the time it takes, relative to the others. */
  weight: number;
  passages: number[];
} & ({ from: "documents"; matter: Matter } | { from: "outline"; outline: OutlineModule } | { from: "transfer" });

export type CoursePlan = {
  request: CourseRequest;
  phrases: Phrases;
  isName: (word: string) => boolean;
  title: string;
  topic: Subject | null;
  minutes: number;
  level: DifficultyLevel;
  /** Titles of the documents that modules rest on. */
  documents: string[];
  modules: PlannedModule[];
  objectives: PlannedObjective[];
  /** Differs from course to course, and chooses among phrases that are equally good. */
  turn: number;
};

/** Plans a course. A finished overview decides about length and level: someone may have changed it. */
export function planCourse(brief: Brief, passages: readonly NumberedPassage[], finished: Overview | null): CoursePlan {
  const read = readRequest(brief);
  const units = unitsOf(passages);
  const texts = units.flatMap((unit) => unit.sentences.map(({ text }) => text)).slice(0, 600);
  const isName = namesIn(texts);
  const language = courseLanguage(brief, read, texts);
  // Words of another language do not run into our sentences; only a topic can be quoted.
  const request = read.language === language || brief.audience !== null ? read : { ...read, audience: null };
  const spoken = language === "de" ? germanPhrases() : englishPhrases(isName);
  const asked = request.topic === "" ? null : topicSubject(request, spoken, isName);
  const isAbsent = asked !== null && isTopicAbsent(brief, request, units, language);
  const topic = isAbsent ? null : asked;
  const phrases = isAbsent ? restingAsItIs(spoken, asked) : spoken;
  const level = finished?.difficulty_level ?? request.level ?? levelOf(units, request);
  const turn =
    [...`${request.topic}${units.map(({ title }) => title).join("")}`].reduce(
      (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973,
      7,
    ) % 12;
  const drafted = modulesFor({ request, units, asked: request.minutes, phrases, topic, isName, turn });
  const fixed = finished === null ? null : parseDuration(finished.duration_estimate);
  const lasting = fixed !== null && Math.abs(fixed - drafted.minutes) > drafted.minutes * 0.06 ? fixed : null;
  const { modules, minutes } =
    lasting === null ? drafted : modulesFor({ request, units, asked: lasting, phrases, topic, isName, turn });
  const documents = [
    ...new Set(modules.flatMap((module) => (module.from === "documents" ? module.matter.documents : []))),
  ];
  const length = fixed ?? minutes;
  return {
    request,
    phrases,
    isName,
    title: titleOf(request, phrases, documents),
    topic,
    minutes: length,
    level,
    documents,
    modules,
    objectives: planObjectives({ modules, level, minutes: length, topic, kind: kindOf(request), phrases, turn }),
    turn,
  };
}

type ModulesAsked = {
  request: CourseRequest;
  units: readonly Unit[];
  asked: number | null;
  phrases: Phrases;
  topic: Subject | null;
  isName: (word: string) => boolean;
  turn: number;
};

function modulesFor(given: ModulesAsked): { modules: PlannedModule[]; minutes: number } {
  const { request, units, asked, phrases, topic, turn } = given;
  if (units.length === 0) return withoutDocuments(given);
  const parts = partsFor(given);
  const matters = parts.map(({ wish, theme }) => ({
    wish,
    matter:
      theme === null ? null : matterOf(theme, request.terms, phrases, (title) => phrases.subject(title, given.isName)),
  }));
  const words = matters.reduce((sum, { matter }) => sum + (matter?.words ?? 150), 0);
  const minutes = asked ?? roundedMinutes(words / 10 + parts.length * 12);
  const modules = matters.map(({ wish, matter }, index): PlannedModule => {
    if (matter === null) return outlineModule(phrases.wish(phrases.subject(wish, given.isName), turn + index), 140);
    const { title, subject, passages } = matter;
    return { from: "documents", title, subject, weight: 60 + Math.min(matter.words, 500), passages, matter };
  });
  const isThin = (modules.length <= 2 && minutes > 45) || (minutes >= 240 && modules.length < 8);
  if (isThin && (request.modules ?? modules.length + 1) > modules.length) {
    const { title } = phrases.transfer(topic, []);
    modules.push({
      from: "transfer",
      title,
      subject: topic ?? phrases.subject(title, given.isName),
      weight: modules.reduce((sum, { weight }) => sum + weight, 0) / Math.max(3, modules.length) / 1.2,
      passages: [...new Set(modules.flatMap(({ passages }) => passages.slice(0, 2)))].slice(0, 6),
    });
  }
  return { modules: toldApart(modules), minutes };
}

function partsFor({ request, units, asked, phrases }: ModulesAsked): WishPart[] {
  const byWish = request.wishes.length >= 2 ? themesOfWishes(units, request.wishes) : null;
  if (byWish !== null) return byWish;
  const themes = chooseThemes(
    units,
    request.terms,
    request.modules ?? moduleCount(asked, units.length),
    phrases.joined,
  );
  return themes.map((theme) => ({ wish: theme.title, theme }));
}

function withoutDocuments({ request, asked, phrases, topic, isName, turn }: ModulesAsked) {
  const { wishes, audience } = request;
  const kind = kindOf(request);
  const outline = phrases.outline({ topic, kind, audience, turn });
  const wished = wishes.slice(0, 10).map((wish, index) => phrases.wish(phrases.subject(wish, isName), turn + index));
  const minutes = asked ?? (wished.length >= 2 ? Math.min(480, Math.max(90, wished.length * 30)) : 120);
  const last = outline.at(-1);
  const chosen =
    wished.length >= 4
      ? wished
      : wished.length >= 2
        ? [...wished, ...(last === undefined ? [] : [last])]
        : request.modules === null
          ? outlineCount(outline, minutes)
          : counted(outline, request.modules);
  const fitting = chosen.slice(0, Math.max(1, Math.floor(minutes / 3)));
  return { modules: toldApart(fitting.map((module) => outlineModule(module, module.share * 100))), minutes };
}

/** So many of the outline, if it has them: the last one draws together what the first ones taught. */
function counted(outline: readonly OutlineModule[], count: number): OutlineModule[] {
  return count >= outline.length ? [...outline] : [...outline.slice(0, count - 1), ...outline.slice(-1)];
}

function kindOf({ topic, wishes, title }: CourseRequest): TopicKind {
  return topicKind(`${topic} ${wishes.join(" ")} ${title}`);
}

function outlineModule(outline: OutlineModule, weight: number): PlannedModule {
  return {
    from: "outline",
    title: outline.title,
    subject: outline.subject,
    weight,
    passages: [],
    outline,
  };
}

function titleOf({ title, wishes, audience }: CourseRequest, phrases: Phrases, documents: readonly string[]): string {
  if (title !== "") return title;
  if (wishes.length >= 2)
    return phrases.wishedTitle(
      wishes.map((wish) => asTitle(wish, 60)),
      audience,
    );
  return wishes[0] === undefined ? phrases.untitled(documents) : asTitle(wishes[0], 90);
}

function topicSubject(request: CourseRequest, phrases: Phrases, isName: (word: string) => boolean): Subject {
  const subject = phrases.subject(request.topic, isName);
  // A topic in another language is quoted, so that it does not run into the sentence.
  const foreign = request.language !== phrases.language;
  return foreign
    ? { ...subject, kind: "quoted", about: phrases.language === "de" ? `„${request.topic}“` : `“${request.topic}”` }
    : subject;
}

function courseLanguage(brief: Brief, request: CourseRequest, texts: readonly string[]): "en" | "de" {
  if (brief.language !== null) return /^de\b/i.test(brief.language) ? "de" : "en";
  if (request.language === "de") return "de";
  const silent = detectLanguage(brief.prompt) === null;
  return silent &&
    request.language === "en" &&
    detectLanguage(texts.slice(0, 60).join(" ")) === "de" &&
    !/training|course|create/i.test(brief.prompt)
    ? "de"
    : "en";
}

function levelOf(units: readonly Unit[], request: CourseRequest): DifficultyLevel {
  const words = units.reduce((sum, unit) => sum + unit.words, 0);
  const documents = new Set(units.map(({ documentId }) => documentId)).size;
  if (units.length === 0) return topicKind(request.topic) === "craft" ? "Intermediate" : "Beginner";
  return words > 1_500 || documents > 1 ? "Intermediate" : "Beginner";
}
