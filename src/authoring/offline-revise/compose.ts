/** Writes single items by rule: a module, an objective, an assessment, on a subject and what the passages say of it. */
import { levelsOfVerb, plainVerbs, verbLanguages } from "../../course/bloom.ts";
import { briefSchema } from "../../course/brief.ts";
import { longest, most } from "../../course/limits.ts";
import { titlesAlike } from "../../course/quality/titles.ts";
import { mainVerb, objectiveWords } from "../../course/quality/verbs.ts";
import { stemsOf } from "../../course/quality/words.ts";
import type { Assessment, AssessmentType, Course, CourseModule, Objective } from "../../course/schema.ts";
import { asSentence, asTitle, capitalised, clean, clip } from "../offline/clean.ts";
import type { Matter } from "../offline/matter.ts";
import { describeModule } from "../offline/modules.ts";
import type { Question } from "../offline/phrases/phrases.ts";
import { type CoursePlan, planCourse } from "../offline/plan.ts";
import type { Subject } from "../offline/subject.ts";
import { apart } from "../offline/themes.ts";
import type { NumberedPassage } from "../writer.ts";
import type { Spoken } from "./language.ts";

/** So short that all that is known of the subject becomes one module. */
const oneModule = 12;

export type Composer = {
  module(
    subject: string,
    others: readonly string[],
  ): Pick<CourseModule, "title" | "description" | "topics" | "citations">;
  objective(subject: string): Pick<Objective, "text" | "bloom_level">;
  assessment(
    type: AssessmentType,
    subjects: readonly string[],
    others: readonly string[],
  ): Pick<Assessment, "title" | "description" | "citations">;
  /** Whether the passages say anything on a subject. */
  knows(subject: string): boolean;
};

/** A composer in a course's `language`. `turn` chooses among phrases that are equally good. */
export function createComposer(
  course: Course,
  { passages, language, turn }: { passages: readonly NumberedPassage[]; language: Spoken; turn: number },
): Composer {
  const plans = new Map<string, CoursePlan>();

  function planFor(subject: string): CoursePlan {
    const known = plans.get(subject);
    if (known !== undefined) return known;
    const brief = briefSchema.parse({
      prompt: subject,
      topic: subject,
      length_minutes: oneModule,
      language,
      level: course.overview.difficulty_level,
    });
    const plan = planCourse(brief, relevant(passages, subject), null);
    const turned = { ...plan, turn: plan.turn + turn };
    plans.set(subject, turned);
    return turned;
  }

  function matterOf(subject: string) {
    const module = planFor(subject).modules.find(({ from }) => from === "documents");
    return module?.from === "documents" ? module.matter : null;
  }

  function idsOf(numbers: readonly number[]): string[] {
    return [...new Set(numbers)].flatMap((number) => passages.find((passage) => passage.number === number)?.id ?? []);
  }

  return {
    knows: (subject) => relevant(passages, subject).length > 0,

    module(subject, others) {
      const plan = planFor(subject);
      const title = distinct(asTitle(clean(subject)), others, language);
      const planned = plan.modules.find(({ from }) => from === "documents");
      if (planned !== undefined) {
        const { description, topics } = describeModule(plan)(planned, turn);
        return { title, ...limited(description, topics, subject), citations: idsOf(planned.passages) };
      }
      const outline = plan.phrases.wish(plan.phrases.subject(clean(subject), plan.isName), plan.turn);
      return { title, ...limited(outline.description, outline.topics, subject), citations: [] };
    },

    objective(subject) {
      const text = capitalised(clean(subject));
      // In whatever language it is given, an objective that has its verb is taken as it is.
      const level = verbLanguages
        .flatMap((spoken) => levelsOfVerb(spoken, mainVerb(objectiveWords(text), spoken) ?? ""))
        .at(0);
      if (level !== undefined) return { text: clip(asSentence(text), longest.objective), bloom_level: level };
      const plan = planFor(subject);
      const about =
        language === "de" && inDative.test(clean(subject))
          ? `den Umgang mit ${clean(subject)}`
          : plan.phrases.subject(asTitle(text), plan.isName).about;
      return { text: clip(asSentence(explained(about, language)), longest.objective), bloom_level: "Understand" };
    },

    assessment(type, subjects, others) {
      const [first = ""] = subjects;
      const plan = planFor(first);
      const spoken = subjects.map((subject) => plan.phrases.subject(asTitle(clean(subject)), plan.isName));
      const matters = subjects.map(matterOf);
      const rules = matters.flatMap((matter) => (matter?.rules === true ? matter.sentences : [])).slice(0, 2);
      const questions = subjects.flatMap((subject, index) =>
        questionsOn(planFor(subject), matters[index] ?? null, spoken[index]),
      );
      const [main = plan.phrases.subject(course.overview.title, plan.isName)] = spoken;
      const facts = { rules: rules.map(({ text }) => text) };
      const written = {
        quiz: () =>
          plan.phrases.quiz({
            subjects: spoken,
            questions: questions.slice(0, 5),
            factual: matters.some((matter) => matter !== null),
          }),
        assignment: () =>
          plan.phrases.assignment({
            ...facts,
            subject: main,
            level: "Apply",
            document: matters[0]?.documents[0] ?? null,
            turn: plan.turn,
          }),
        project: () =>
          plan.phrases.project({
            ...facts,
            topic: main,
            level: "Create",
            subjects: spoken,
            documents: matters.flatMap((matter) => matter?.documents ?? []).slice(0, 2),
          }),
      }[type]();
      const cited =
        type === "quiz"
          ? questions.slice(0, 5).map(({ passage }) => passage)
          : matters.flatMap((matter) => matter?.passages ?? []);
      return {
        title: apart(clip(written.title, longest.title), others),
        description: clip(asSentence(written.description), longest.description),
        citations: idsOf(cited.filter((number) => number > 0).slice(0, 6)),
      };
    },
  };
}

/** The passages that speak of a subject: its words stand in their heading or text. */
function relevant(passages: readonly NumberedPassage[], subject: string): NumberedPassage[] {
  const asked = [...new Set(stemsOf(subject))];
  if (asked.length === 0) return [];
  const scored = passages.map((passage) => {
    const heading = new Set(stemsOf([passage.documentTitle, ...passage.place.heading_path].join(" ")));
    const text = new Set(stemsOf(passage.text));
    const score =
      asked.reduce((sum, word) => sum + (heading.has(word) ? 1.5 : text.has(word) ? 1 : 0), 0) / asked.length;
    return { passage, score };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < 0.5) return [];
  return scored.filter(({ score }) => score >= Math.max(0.5, best * 0.6)).map(({ passage }) => passage);
}

function questionsOn(plan: CoursePlan, matter: Matter | null, subject: Subject | undefined): Question[] {
  const open: Question[] =
    subject === undefined
      ? []
      : [0, 1, 2].map((turn) => ({
          text: plan.phrases.openQuestion(subject, plan.turn + turn),
          source: { document: "", heading: "" },
          passage: 0,
        }));
  if (matter === null) return open;
  const asked = matter.statements.flatMap(({ text, passage, heading, document }): Question[] => {
    const question = plan.phrases.ask(text, plan.isName);
    return question === null ? [] : [{ text: question, source: { document, heading }, passage }];
  });
  const all = [...asked.slice(0, 3), ...plan.phrases.askOfMatter(matter).slice(0, 1), ...open.slice(0, 1)];
  return all.length > 0 ? all : open;
}

/** "verlorenen Handys", which "zu" leaves behind. */
const inDative = /^\p{Ll}\p{L}*(?:en|em)\s\p{Lu}/u;

function explained(about: string, language: Spoken): string {
  return language === "de"
    ? `${capitalised(about)} ${plainVerbs.de.Understand.toLowerCase()}`
    : `${plainVerbs.en.Understand} ${about}`;
}

function limited(description: string, topics: readonly string[], subject: string) {
  const kept = topics.map((topic) => clip(clean(topic), longest.topic)).filter((topic) => topic !== "");
  return {
    description: clip(asSentence(description), longest.description),
    topics: (kept.length > 0 ? kept : [asTitle(clean(subject))]).slice(0, most.topics),
  };
}

const nextPart = { en: "part", de: "Teil" } as const;

/** A title like none of the others: a second module on a subject is its second part. */
function distinct(title: string, others: readonly string[], language: Spoken): string {
  let candidate = title;
  for (let part = 2; others.some((other) => titlesAlike(other, candidate)) && part < 100; part += 1) {
    candidate = `${clip(title, 120)}, ${nextPart[language]} ${part}`;
  }
  return candidate;
}
