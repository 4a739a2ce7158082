/** Assessments: a quiz on the facts, cases to decide, and a project for what stands highest. */
import { type BloomLevel, bloomLevels, type Objective } from "../../course/schema.ts";
import type { Drafts } from "../../course/stages.ts";
import type { SectionTask } from "../writer.ts";
import { matterOfObjective, placesFor } from "./links.ts";
import { dangling, type Matter, ruling } from "./matter.ts";
import type { Question, Written } from "./phrases/phrases.ts";
import type { CoursePlan } from "./plan.ts";
import { isInstruction, type Subject } from "./subject.ts";
import { toldApart } from "./themes.ts";
import type { Sentence } from "./units.ts";

type Draft = Drafts["assessments"]["assessments"][number];
type Goal = { objective: Objective; matter: Matter | null; subject: Subject; passages: number[] };

/** Every objective is assessed; the kind of assessment follows from the objective's level. */
export function draftAssessments(plan: CoursePlan, task: SectionTask): Draft[] {
  const goals = (task.finished.objectives ?? []).map((objective) => goalOf(plan, objective));
  const rank = ({ objective }: Goal) => bloomLevels.indexOf(objective.bloom_level);
  const low = goals.filter((goal) => rank(goal) <= 1);
  const middle = goals.filter((goal) => rank(goal) === 2 || rank(goal) === 3);
  const high = goals.filter((goal) => rank(goal) >= 4);
  // Without anything to recall, the first of the others is still checked by questions.
  const asked = low.length > 0 ? low : middle.splice(0, middle.length > 1 ? 1 : 0);
  const drafts: Draft[] = [];
  for (const group of inGroups(asked, asked.length > 3 ? 2 : 3)) drafts.push(quiz(plan, group));
  for (const [index, group] of spread(bySubject(middle), 3).entries()) drafts.push(assignment(plan, group, index));
  if (high.length > 0) drafts.push(project(plan, high));
  if (drafts.length === 0) drafts.push(quiz(plan, goals));
  return toldApart(drafts);
}

function goalOf(plan: CoursePlan, objective: Objective): Goal {
  const matter = matterOfObjective(plan, objective);
  const modules = placesFor(plan, objective).flatMap((place) => plan.modules[place] ?? []);
  const [first] = modules;
  const own = first?.from === "documents" || (first?.from === "outline" && first.outline.wished);
  const named = modules.length === 1 && own ? first?.subject : undefined;
  // "Bringing it together" is no subject: what is brought together is.
  const whole = first?.from === "transfer" ? plan.documents[0] : undefined;
  const about = whole === undefined ? first?.subject : plan.phrases.subject(whole, plan.isName);
  const subject = matter?.subject ?? named ?? plan.topic ?? about ?? plan.phrases.subject(plan.title, plan.isName);
  return { objective, matter, subject, passages: [...new Set(modules.flatMap(({ passages }) => passages))] };
}

function quiz(plan: CoursePlan, goals: readonly Goal[]): Draft {
  const lists = goals.map((goal) => questionsOf(plan, goal));
  const wanted = 4;
  const questions: Question[] = [];
  for (let rank = 0; rank < wanted; rank += 1) {
    for (const list of lists) {
      const next = list[rank];
      if (next !== undefined && questions.length < wanted && !questions.some(({ text }) => text === next.text))
        questions.push(next);
    }
  }
  const passages = questions.map(({ passage }) => passage).filter((passage) => passage > 0);
  return built(
    "quiz",
    plan.phrases.quiz({
      subjects: distinctSubjects(goals),
      questions,
      factual: goals.some(({ matter }) => matter !== null),
    }),
    goals,
    passages,
  );
}

function distinctSubjects(goals: readonly Goal[]): Subject[] {
  const subjects = goals.map(({ subject }) => subject);
  return subjects.filter(({ about }, index) => subjects.findIndex((other) => other.about === about) === index);
}

/** Facts that the text states, best first; open questions when it states none. */
function questionsOf(plan: CoursePlan, { matter, subject }: Goal): Question[] {
  const { phrases, isName } = plan;
  if (matter === null) {
    const texts = [0, 1, 2, 3].map((turn) => phrases.openQuestion(subject, plan.turn + turn));
    return texts.map((text) => ({ text, source: { document: "", heading: "" }, passage: 0 }));
  }
  const asked = matter.statements.flatMap(({ text, passage, heading, document }) => {
    const question = phrases.ask(text, isName);
    return question === null ? [] : [{ text: question, source: { document, heading }, passage }];
  });
  const structured = phrases.askOfMatter(matter);
  const gapped = matter.statements.flatMap(({ text, passage, heading, document }) => {
    const question = phrases.ask(text, isName) === null ? phrases.cloze(text) : null;
    return question === null ? [] : [{ text: question, source: { document, heading }, passage }];
  });
  const mixed = [...asked.slice(0, 2), ...structured.slice(0, 1), ...asked.slice(2), ...structured.slice(1), ...gapped];
  if (mixed.length > 1) return mixed;
  const [first] = matter.statements;
  // What is asked openly is not answered by the text: it names no place.
  const source = { document: "", heading: "" };
  const passage = first?.passage ?? matter.passages[0] ?? 0;
  const open = mixed.length === 0 ? [0, 1, 2] : [0];
  return [
    ...mixed,
    ...open.map((turn) => ({ text: phrases.openQuestion(subject, plan.turn + turn), source, passage })),
  ];
}

function assignment(plan: CoursePlan, goals: readonly Goal[], turn: number): Draft {
  const [main] = goals;
  if (main === undefined) return quiz(plan, goals);
  const level = goals.some(({ objective }) => objective.bloom_level === "Analyze") ? "Analyze" : "Apply";
  const rules = rulesOf(plan, goals, turn === 0 ? 2 : 1);
  const written = plan.phrases.assignment({
    subject: main.subject,
    level,
    rules: rules.map(({ text }) => text),
    document: main.matter?.documents[0] ?? plan.documents[0] ?? null,
    turn: plan.turn + turn,
  });
  const cited = rules.map(({ passage }) => passage);
  return built(
    "assignment",
    written,
    goals,
    cited.length > 0 ? cited : goals.flatMap(({ passages }) => passages).slice(0, 4),
  );
}

function project(plan: CoursePlan, goals: readonly Goal[]): Draft {
  const level: BloomLevel = goals.some(({ objective }) => objective.bloom_level === "Create") ? "Create" : "Evaluate";
  const rules = rulesOf(plan, goals, 2);
  const matters = goals.flatMap(({ matter }) => matter ?? []);
  const written = plan.phrases.project({
    topic: plan.topic,
    level,
    subjects: matters.map(({ subject }) => subject),
    rules: rules.map(({ text }) => text),
    documents: plan.documents,
  });
  const own = goals.flatMap(({ passages }) => passages);
  return built("project", written, goals, [...rules.map(({ passage }) => passage), ...own].slice(0, 6));
}

/** What the answer has to keep to; a goal about the whole topic draws on every module. */
function rulesOf(plan: CoursePlan, goals: readonly Goal[], most: number): { text: string; passage: number }[] {
  const whole = plan.modules.flatMap((module) => (module.from === "documents" ? module.matter.sentences : []));
  const lists = goals.map(({ matter }) =>
    (matter?.sentences ?? whole).filter(({ text }) => text.length <= 150 && binds(text) && !dangling.test(text)),
  );
  const ranked = [0, 1, 2].flatMap((rank) => lists.flatMap((list) => list[rank] ?? []));
  const isFirst = ({ text }: Sentence, index: number) => ranked.findIndex((other) => other.text === text) === index;
  return ranked.filter(isFirst).slice(0, most);
}

/** A rule, or an instruction that sets a limit: "Report a message within 30 minutes". */
function binds(text: string): boolean {
  return ruling.test(text) || (isInstruction(text) && limit.test(text));
}

const limit =
  /\b(?:within|at least|at most|no later than|up to|innerhalb|binnen|spätestens|mindestens|höchstens)\b.*\d/i;

/** Goals about the same subject one after the other become one: two cases about it would hardly differ. */
function bySubject(goals: readonly Goal[]): Goal[][] {
  return [...Map.groupBy(goals, ({ subject }) => subject.about).values()];
}

function built(
  type: Draft["type"],
  { title, description }: Written,
  goals: readonly Goal[],
  passages: readonly number[],
): Draft {
  return {
    type,
    title,
    description,
    objective_ids: goals.map(({ objective }) => objective.id),
    passages: [...new Set(passages)].toSorted((one, other) => one - other),
  };
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let start = 0; start < items.length; start += size) groups.push(items.slice(start, start + size));
  return groups;
}

/** At most `most` groups; what is too much joins the last. */
function spread<Item>(all: readonly Item[][], most: number): Item[][] {
  const groups = all.slice(0, most).map((group) => [...group]);
  groups.at(-1)?.push(...all.slice(most).flat());
  return groups;
}
