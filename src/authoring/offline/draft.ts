/** Drafts one section by rule. The same task gives the same draft. */
import { formatCourseDuration, formatModuleDuration, splitMinutes } from "../../course/duration.ts";
import { longest, most } from "../../course/limits.ts";
import type { Drafts, Stage } from "../../course/stages.ts";
import type { SectionTask } from "../writer.ts";
import { draftAssessments } from "./assessments.ts";
import { asSentence, clip, tidy } from "./clean.ts";
import { modulesOfObjectives } from "./links.ts";
import { describeModule } from "./modules.ts";
import { type CoursePlan, planCourse } from "./plan.ts";

/** The draft of the task's stage, in the shape of `draftSchemas`, within the limits of the course's schema. */
export function draftSection(task: SectionTask): Drafts[Stage] {
  const plan = planCourse(task.brief, task.passages, task.finished.overview ?? null);
  switch (task.stage) {
    case "overview":
      return draftOverview(plan);
    case "objectives":
      return {
        objectives: plan.objectives.map(({ text, level }) => ({
          text: limited(text, longest.objective),
          bloom_level: level,
        })),
      };
    case "modules":
      return draftModules(plan, task);
    case "assessments":
      return {
        assessments: draftAssessments(plan, task).map(({ title, description, ...rest }) => ({
          ...rest,
          title: limited(title, longest.title),
          // A quoted sentence at the end brings its own full stop; German closes it with “.
          description: limited(
            /[.!?]“$/.test(description) ? description : asSentence(description),
            longest.description,
          ),
        })),
      };
  }
}

function draftOverview(plan: CoursePlan): Drafts["overview"] {
  const { phrases, topic, request, level, modules, documents, minutes } = plan;
  const content = modules.filter(({ from }) => from !== "transfer");
  const [first] = content;
  const last = content.at(-1);
  const fallback = phrases.subject(plan.title, plan.isName);
  const description = phrases.overview({
    topic,
    audience: request.audience,
    level,
    first: first?.subject ?? fallback,
    last: last?.subject ?? fallback,
    themes: content.length,
    documents,
  });
  return {
    title: limited(plan.title, longest.title),
    description: limited(description, longest.overview),
    duration_estimate: formatCourseDuration(minutes),
    difficulty_level: level,
  };
}

function draftModules(plan: CoursePlan, task: SectionTask): Drafts["modules"] {
  const minutes = splitMinutes(
    plan.minutes,
    plan.modules.map(({ weight }) => weight),
  );
  const written = describeModule(plan);
  const linked = modulesOfObjectives(plan, task.finished.objectives ?? []);
  return {
    modules: plan.modules.map((module, place) => {
      const { description, topics } = written(module, place);
      return {
        title: limited(module.title, longest.title),
        description: limited(description, longest.description),
        duration: formatModuleDuration(minutes[place] ?? 1),
        topics: topics.map((topic) => limited(topic, longest.topic)).slice(0, most.topics),
        objective_ids: linked[place] ?? [],
        passages: module.passages,
      };
    }),
  };
}

/** Never empty, never too long, never torn inside a character. */
function limited(text: string, limit: number): string {
  const whole = tidy(text);
  return whole === "" ? "…" : clip(whole, limit);
}
