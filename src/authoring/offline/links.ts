/** Which modules serve which objectives: as planned, and by words where somebody has changed an objective since. */
import type { Objective } from "../../course/schema.ts";
import type { Matter } from "./matter.ts";
import type { CoursePlan, PlannedModule } from "./plan.ts";
import { overlap, stemsOf } from "./words.ts";

/** The ids of the objectives that each planned module serves; every module and every objective has at least one. */
export function modulesOfObjectives(plan: CoursePlan, objectives: readonly Objective[]): string[][] {
  const served: string[][] = plan.modules.map(() => []);
  for (const objective of objectives) {
    for (const place of placesFor(plan, objective)) served[place]?.push(objective.id);
  }
  return served.map((ids, place) => (ids.length > 0 ? ids : nearestObjective(plan.modules[place], objectives)));
}

/** The module that an objective is about, or null when it is about the course as a whole. */
export function matterOfObjective(plan: CoursePlan, objective: Objective): Matter | null {
  const modules = placesFor(plan, objective).flatMap((place) => plan.modules[place] ?? []);
  const [first] = modules;
  return modules.length === 1 && first?.from === "documents" ? first.matter : null;
}

/** Places of the modules that serve the objective. */
export function placesFor(plan: CoursePlan, objective: Objective): number[] {
  const planned = plan.objectives.find(({ text }) => text === objective.text);
  if (planned !== undefined) return planned.modules.filter((place) => place < plan.modules.length);
  const stems = new Set(stemsOf(objective.text));
  const [best] = plan.modules
    .map((module, place) => ({ place, score: overlap(stems, stemsOfModule(module)) }))
    .sort((one, other) => other.score - one.score || one.place - other.place);
  return best === undefined ? [] : [best.place];
}

function nearestObjective(module: PlannedModule | undefined, objectives: readonly Objective[]): string[] {
  if (module === undefined) return [];
  const stems = stemsOfModule(module);
  const [best] = objectives
    .map(({ id, text }, place) => ({ id, place, score: overlap(new Set(stemsOf(text)), stems) }))
    .sort((one, other) => other.score - one.score || other.place - one.place);
  return best === undefined ? [] : [best.id];
}

function stemsOfModule(module: PlannedModule): ReadonlySet<string> {
  const title = stemsOf(`${module.title} ${module.subject.about}`);
  return new Set(module.from === "documents" ? [...title, ...module.matter.stems] : title);
}
