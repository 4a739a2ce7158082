/** Adds modules, objectives, assessments and topics, with links and lengths that fit. */
import { formatModuleDuration, parseDuration } from "../../course/duration.ts";
import { fewest, longest, most } from "../../course/limits.ts";
import { titlesAlike } from "../../course/quality/titles.ts";
import { overlap, stemsOf } from "../../course/quality/words.ts";
import type { Course } from "../../course/schema.ts";
import { capitalised, clean, clip } from "../offline/clean.ts";
import { type Applying, placeIn } from "./apply-wish.ts";
import { isEmpty, textOf } from "./clause.ts";
import { isWholeCourse } from "./parse-wish.ts";
import { kindOf, likeness } from "./targets.ts";
import type { Wish } from "./wish.ts";

type Add = Extract<Wish, { kind: "add" }>;

/** Whoever says so knows of the first one. */
const wantsAnother = /\b(?:another|second|third|more|further|additional|extra|noch|zweites?|drittes?|weiteres?)\b/i;

export function applyAdd(wish: Add, applying: Applying): undefined {
  const { changes } = applying;
  const name = wish.what === "module" ? "modules" : wish.what === "objective" ? "objectives" : "assessments";
  const { words } = wish;
  if (changes.course()[name].length >= most[name]) {
    return void changes.obstacles.push({ code: "too_many", wish: words, in: name, limit: most[name] });
  }
  const at = placeIn(changes.course(), name, wish.place ?? { kind: "end" }, words, applying);
  if (typeof at !== "number") return void changes.obstacles.push(at);
  if (name === "assessments") return addAssessment(wish, at, applying);
  if (isEmpty(wish.subject)) return void changes.obstacles.push({ code: "unclear", wish: words, question: "subject" });
  if (name === "objectives") addObjective(wish, at, applying);
  else addModule(wish, at, applying);
}

function addModule(wish: Add, at: number, { changes, composer }: Applying): undefined {
  const subject = textOf(wish.subject);
  const course = changes.course();
  const { title, description, topics, citations } = composer.module(
    subject,
    course.modules.map((module) => module.title),
  );
  const minutes = wish.minutes ?? usualMinutes(course);
  const objectiveIds = objectivesFor(`${subject} ${topics.join(" ")}`, subject, course, at);
  const added = changes.insertModule(at, {
    title,
    description,
    duration: formatModuleDuration(minutes),
    topics,
    objective_ids: objectiveIds,
    citations,
  });
  const twin = course.modules.find((module) => titlesAlike(module.title, capitalised(clean(subject))));
  if (twin !== undefined && !wantsAnother.test(wish.words)) {
    const place = changes.course().modules.findIndex(({ id }) => id === twin.id) + 1;
    changes.remarks.push({ code: "same_subject", in: "modules", place, title: twin.title });
  }
  if (citations.length === 0) changes.remarks.push({ code: "no_source_found", subject });
  changes.remarks.push({
    code: "linked",
    id: added.id,
    title,
    objectives: objectiveIds.map((id) => course.objectives.findIndex((objective) => objective.id === id) + 1),
  });
}

/** As long as the others are in the middle, in steps of five minutes. */
function usualMinutes({ modules }: Course): number {
  const sorted = modules.map(({ duration }) => parseDuration(duration) ?? 30).toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 30;
  return middle < 10 ? Math.max(1, Math.round(middle)) : Math.round(middle / 5) * 5;
}

/** The objectives that speak of the subject; else those of the module before, so that nothing else has to change. */
function objectivesFor(text: string, subject: string, course: Course, at: number): string[] {
  const own = new Set(stemsOf(subject));
  const wide = new Set(stemsOf(text));
  const scored = course.objectives.map((objective) => {
    const stems = new Set(stemsOf(objective.text));
    return { id: objective.id, score: overlap(own, stems) * 2 + overlap(wide, stems) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best >= 0.5)
    return scored
      .filter(({ score }) => score >= best * 0.8)
      .map(({ id }) => id)
      .slice(0, 2);
  const known = new Set(course.objectives.map(({ id }) => id));
  const neighbour = (course.modules[at - 1] ?? course.modules[at])?.objective_ids.filter((id) => known.has(id)) ?? [];
  return neighbour.length > 0 ? neighbour.slice(0, 2) : course.objectives.slice(-1).map(({ id }) => id);
}

function addObjective(wish: Add, at: number, { changes, composer }: Applying): undefined {
  changes.insertObjective(at, composer.objective(textOf(wish.subject)));
}

function addAssessment(wish: Add, at: number, { changes, composer, resolve }: Applying): undefined {
  const course = changes.course();
  const type = wish.what === "assignment" || wish.what === "project" ? wish.what : "quiz";
  const others = course.assessments.map(({ title }) => title);
  const named = wish.subject.keys.some((key) => kindOf(key) !== null) ? resolve(wish.subject, wish.words) : null;
  if (named !== null && !named.ok) return void changes.obstacles.push(named.obstacle);
  const items = named?.items ?? [];
  const whole = isEmpty(wish.subject) || isWholeCourse(wish.subject);
  const subjects =
    items.length > 0
      ? items.map(({ title }) => title).slice(0, 3)
      : whole
        ? [course.overview.title]
        : [textOf(wish.subject)];
  const written = composer.assessment(type, subjects, others);
  const served = items.flatMap(({ in: name, id }) =>
    name === "objectives" ? [id] : (course[name].find((item) => item.id === id)?.objective_ids ?? []),
  );
  const checked = new Set(course.assessments.flatMap(({ objective_ids }) => objective_ids));
  const unchecked = course.objectives.map(({ id }) => id).filter((id) => !checked.has(id));
  const about = objectivesFor(subjects.join(" "), subjects.join(" "), course, course.modules.length);
  const objectiveIds =
    served.length > 0
      ? [...new Set(served)]
      : whole
        ? unchecked.length > 0
          ? unchecked
          : course.objectives.map(({ id }) => id)
        : about;
  changes.insertAssessment(at, { type, ...written, objective_ids: objectiveIds });
}

/** "add password managers to module 2": one more topic, the rest as it is. */
export function applyAddTopic(wish: Extract<Wish, { kind: "add-topic" }>, { changes, resolve }: Applying): undefined {
  const found = resolve(wish.target, wish.words);
  if (!found.ok) return void changes.obstacles.push(found.obstacle);
  for (const { id } of found.items) {
    const module = changes.course().modules.find((candidate) => candidate.id === id);
    if (module === undefined) {
      changes.obstacles.push({ code: "unclear", wish: wish.words, question: null });
      continue;
    }
    const topic = clip(capitalised(clean(textOf(wish.subject))), longest.topic);
    if (module.topics.includes(topic) || topic === "") changes.obstacles.push({ code: "already_so", wish: wish.words });
    else if (module.topics.length >= most.topics)
      changes.obstacles.push({ code: "too_many", wish: wish.words, in: "modules", limit: most.topics });
    else changes.change("modules", id, { topics: [...module.topics, topic] });
  }
}

/** "remove the topic Links from module 3": the topic that comes nearest, as long as another is left. */
export function applyRemoveTopic(
  wish: Extract<Wish, { kind: "remove-topic" }>,
  { changes, resolve }: Applying,
): undefined {
  const found = resolve(wish.target, wish.words);
  if (!found.ok) return void changes.obstacles.push(found.obstacle);
  const asked = textOf(wish.subject);
  for (const { id } of found.items) {
    const module = changes.course().modules.find((candidate) => candidate.id === id);
    const [best] = (module?.topics ?? [])
      .map((topic) => ({ topic, score: likeness(asked, topic) }))
      .sort((one, other) => other.score - one.score);
    if (module === undefined || best === undefined || best.score < 0.5) {
      changes.obstacles.push({ code: "target_unknown", wish: wish.words, target: asked, nearest: [] });
    } else if (module.topics.length === fewest.topics) {
      changes.obstacles.push({ code: "too_few", wish: wish.words, in: "modules", limit: fewest.topics });
    } else changes.change("modules", id, { topics: module.topics.filter((topic) => topic !== best.topic) });
  }
}
